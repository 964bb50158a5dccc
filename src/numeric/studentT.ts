import t from '@stdlib/stats-base-dists-t';

/** Lower tail P(T <= x) of Student's t, df > 0 degrees of freedom, whole or not. */
export function studentTCdf(x: number, df: number): number {
  return t.cdf(x, df);
}

/** Upper tail P(T > x) of Student's t, computed as a tail. @example studentTUpperTail(2.228139, 10) // 0.025 */
export function studentTUpperTail(x: number, df: number): number {
  return t.cdf(-x, df);
}

/** Quantile of a lower tail of Student's t. @example studentTQuantile(0.975, 10) // 2.228139 */
export function studentTQuantile(p: number, df: number): number {
  return t.quantile(p, df);
}
