import { normalUpperTail } from '../numeric/normal.ts';
import type { Bounds } from './bounds.ts';
import { exitsAfter } from './exitProbabilities.ts';
import { startPaths } from './paths.ts';

/**
 * P(z crosses an upper bound at a later look | z at this look), the later lower bounds stopping the trial.
 *
 * With one look left it is a closed form, 1 - Phi((b sqrt(t_K) - z sqrt(t_k) - drift (t_K - t_k)) / sqrt(t_K - t_k)),
 * without allocation: fit for use in every replicate. With more it is a quadrature.
 *
 * Source: Jennison & Turnbull 2000, section 10.2.
 *
 * @param look from 0, before the last
 * @param drift mean of z at information 1: the alternative, or z / sqrt(t_k) for the trend so far
 * @example conditionalPower(obrienFleming([0.5, 1], 0.025), 0, 1.5, 3.24) // 0.840014
 */
export function conditionalPower(bounds: Bounds, look: number, z: number, drift: number): number {
  const { information, upper } = bounds;
  const now = information[look];
  const at = z * Math.sqrt(now);
  const end = information.length - 1;
  if (look < end - 1) {
    return exitsAfter(bounds, startPaths(drift, now, at), look + 1).upper.reduce((sum, p) => sum + p, 0);
  }
  const left = information[end] - now;
  return left > 0
    ? normalUpperTail((upper[end] * Math.sqrt(information[end]) - at - drift * left) / Math.sqrt(left))
    : 0;
}
