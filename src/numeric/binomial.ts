import { betaCdf } from './beta.ts';
import { deviance, stirlingError } from './saddlePoint.ts';

/**
 * P(X = x) of x successes in n trials of probability p, by Loader's saddle-point form.
 *
 * @param x whole number; 0 outside 0..n
 * @example binomialPmf(3, 10, 0.3) // 0.26682793
 */
export function binomialPmf(x: number, n: number, p: number): number {
  if (x < 0 || x > n) return 0;
  if (p === 0 || p === 1) return x === n * p ? 1 : 0;
  if (x === 0) return Math.exp(n * Math.log1p(-p));
  if (x === n) return Math.exp(n * Math.log(p));
  const stirling = stirlingError(n) - stirlingError(x) - stirlingError(n - x);
  const exponent = stirling - deviance(x, n * p) - deviance(n - x, n * (1 - p));
  return Math.exp(exponent) * Math.sqrt(n / (2 * Math.PI * x * (n - x)));
}

/** P(X <= x), computed as a tail. */
export function binomialCdf(x: number, n: number, p: number): number {
  if (x < 0) return 0;
  return x >= n ? 1 : betaCdf(1 - p, n - x, x + 1);
}

/** P(X >= x), computed as a tail; x itself belongs to it. @example binomialUpperTail(10, 10, 0.3) // 0.3 ** 10 */
export function binomialUpperTail(x: number, n: number, p: number): number {
  if (x <= 0) return 1;
  return x > n ? 0 : betaCdf(p, x, n - x + 1);
}
