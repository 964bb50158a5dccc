import { binomialPmf } from './binomial.ts';

/**
 * P(X = x): x marked among `drawn` taken without replacement from `total`, of which `marked` are marked.
 *
 * As a ratio of binomial probabilities (Loader 2000), exact where differences of log-factorials lose digits.
 *
 * @example hypergeometricPmf(3, 20, 8, 5) // 0.23839009, 3 M+ among 5 of 20 patients with 8 M+
 */
export function hypergeometricPmf(x: number, total: number, marked: number, drawn: number): number {
  const p = drawn / total;
  const rest = binomialPmf(drawn - x, total - marked, p);
  return (binomialPmf(x, marked, p) * rest) / binomialPmf(drawn, total, p);
}

/** P(X <= x), computed as a tail below the mean. */
export function hypergeometricCdf(x: number, total: number, marked: number, drawn: number): number {
  if (x >= Math.min(marked, drawn)) return 1;
  if (x * total > marked * drawn) return 1 - hypergeometricUpperTail(x + 1, total, marked, drawn);
  const lowest = Math.max(0, drawn + marked - total);
  let sum = 0;
  let term = 1;
  for (let k = x; k >= lowest && term > 1e-18 * sum; k--) {
    sum += term;
    term *= (k * (total - marked - drawn + k)) / ((marked - k + 1) * (drawn - k + 1));
  }
  return sum * hypergeometricPmf(x, total, marked, drawn);
}

/** P(X >= x), computed as a tail above the mean: the lower tail of the unmarked. */
export function hypergeometricUpperTail(x: number, total: number, marked: number, drawn: number): number {
  return hypergeometricCdf(drawn - x, total, total - marked, drawn);
}
