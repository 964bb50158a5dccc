import { normalQuantile } from '../numeric/normal.ts';
import { bracketRoot, findRoot } from '../numeric/roots.ts';
import type { Bounds } from './bounds.ts';
import { groupSequentialPower } from './power.ts';

/** Of the drift. */
const TOLERANCE = 1e-11;

/**
 * Mean of z at information 1 that the test needs for a power.
 *
 * @param power within (level of the test, 1)
 * @example driftForPower(pocock([0.5, 1], 0.025), 0.9) // 3.399858
 */
export function driftForPower(bounds: Bounds, power: number): number {
  const shortfall = (drift: number) => groupSequentialPower(bounds, drift) - power;
  const end = bounds.upper.length - 1;
  const start = (bounds.upper[end] + normalQuantile(power)) / Math.sqrt(bounds.information[end]);
  return findRoot(shortfall, ...bracketRoot(shortfall, start, start * 1.05 + 0.1), TOLERANCE);
}
