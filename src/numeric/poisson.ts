import { gammaCdf, gammaUpperTail } from './gamma.ts';
import { deviance, stirlingError } from './saddlePoint.ts';

/**
 * P(X = x) of a Poisson count with the given mean, by Loader's saddle-point form.
 *
 * @param x whole number; 0 below 0
 * @example poissonPmf(3, 2) // 0.18044704
 */
export function poissonPmf(x: number, mean: number): number {
  if (x < 0) return 0;
  if (x === 0 || mean === 0) return x === 0 ? Math.exp(-mean) : 0;
  return Math.exp(-stirlingError(x) - deviance(x, mean)) / Math.sqrt(2 * Math.PI * x);
}

/** P(X <= x), computed as a tail. */
export function poissonCdf(x: number, mean: number): number {
  return x < 0 ? 0 : gammaUpperTail(mean, x + 1, 1);
}

/** P(X >= x), computed as a tail; x itself belongs to it. @example poissonUpperTail(1, 2) // 1 - exp(-2) */
export function poissonUpperTail(x: number, mean: number): number {
  return x <= 0 ? 1 : gammaCdf(mean, x, 1);
}
