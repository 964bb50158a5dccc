import type { Bounds } from './bounds.ts';
import { type DriftPrior, predictivePower } from './predictivePower.ts';
import { boundsByProspect } from './prospectFutility.ts';

/**
 * Stop for futility where the predictive power to reject at any later look is at or below a threshold.
 *
 * The efficacy bounds stay (non-binding), and later futility bounds are ignored in the predictive power. The last lower
 * bound is the last upper bound.
 *
 * @param threshold within (0, 1)
 * @param prior flat by default
 * @example predictivePowerFutility(obrienFleming([0.5, 1], 0.025), 0.1).lower[0] // 0.492061
 */
export function predictivePowerFutility(bounds: Bounds, threshold: number, prior?: DriftPrior): Bounds {
  return boundsByProspect(bounds, (without, look, z) => predictivePower(without, look, z, prior), threshold);
}
