import { gammaCdf, gammaUpperTail } from './gamma.ts';

/** P(X <= x) of the chi-square law with df > 0 degrees of freedom, whole or not. */
export function chiSquareCdf(x: number, df: number): number {
  return gammaCdf(x, df / 2, 0.5);
}

/** P(X > x), computed as a tail. @example chiSquareUpperTail(3.841459, 1) // 0.05 */
export function chiSquareUpperTail(x: number, df: number): number {
  return gammaUpperTail(x, df / 2, 0.5);
}
