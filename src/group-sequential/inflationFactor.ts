import { normalQuantile, normalUpperQuantile } from '../numeric/normal.ts';
import type { Bounds } from './bounds.ts';
import { driftForPower } from './driftForPower.ts';

/**
 * Maximum information of the group-sequential test over that of the test without looks, at equal level and power.
 *
 * Information is taken as a fraction: the test without looks is at 1.
 *
 * @param alpha level of the test, one-sided
 * @example inflationFactor(pocock([0.5, 1], 0.025), 0.025, 0.9) // 1.100082
 */
export function inflationFactor(bounds: Bounds, alpha: number, power: number): number {
  return (driftForPower(bounds, power) / (normalUpperQuantile(alpha) + normalQuantile(power))) ** 2;
}
