import type { Bounds } from './bounds.ts';
import { conditionalPower } from './conditionalPower.ts';
import { boundsByProspect } from './prospectFutility.ts';

/**
 * Stop for futility where the conditional power to reject at any later look is at or below a threshold.
 *
 * The efficacy bounds stay (non-binding), and later futility bounds are ignored in the conditional power. The last lower
 * bound is the last upper bound.
 *
 * @param threshold within (0, 1)
 * @param drift mean of z at information 1 that the conditional power assumes; `trend` takes that of the data so far
 * @example conditionalPowerFutility(obrienFleming([0.5, 1], 0.025), 0.1, 'trend').lower[0] // 0.757479
 */
export function conditionalPowerFutility(bounds: Bounds, threshold: number, drift: number | 'trend'): Bounds {
  const prospect = (without: Bounds, look: number, z: number) =>
    conditionalPower(without, look, z, drift === 'trend' ? z / Math.sqrt(bounds.information[look]) : drift);
  return boundsByProspect(bounds, prospect, threshold);
}
