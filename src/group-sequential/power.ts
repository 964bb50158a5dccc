import type { Bounds } from './bounds.ts';
import { exitProbabilities } from './exitProbabilities.ts';

/**
 * P(z crosses an upper bound at any look): power at the drift of the alternative, type I error at 0. Lower bounds stop
 * the trial; of a two-sided test the other side does not count.
 *
 * @param drift mean of z at information 1
 * @example groupSequentialPower(pocock([0.5, 1], 0.025), 3.4) // 0.900025
 */
export function groupSequentialPower(bounds: Bounds, drift: number): number {
  return exitProbabilities(bounds, drift).upper.reduce((sum, p) => sum + p, 0);
}
