import type { Bounds } from './bounds.ts';

/**
 * Stop for futility where the estimate is at or below a threshold: z at or below threshold times sqrt(t_k).
 *
 * The efficacy bounds stay (non-binding). The last lower bound is the last upper bound.
 *
 * @param threshold by look before the last, in the unit of the drift: as a share of the planned drift it is that share of
 * the planned effect; with information in 1 / variance of the estimate it is the estimate. -Infinity for a look without.
 * @example estimateFutility(obrienFleming([0.25, 1], 0.025), [0.3 * 3.24]).lower[0] // 0.486
 */
export function estimateFutility(bounds: Bounds, threshold: readonly number[]): Bounds {
  const { information, upper } = bounds;
  const end = information.length - 1;
  const lower = upper.map((b, k) => (k === end ? b : Math.min(b, threshold[k] * Math.sqrt(information[k]))));
  return { information, upper, lower };
}
