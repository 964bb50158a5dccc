import beta from '@stdlib/stats-base-dists-beta';

/** P(X <= x) of the beta law with shapes a, b > 0: the regularised incomplete beta function. */
export function betaCdf(x: number, a: number, b: number): number {
  return beta.cdf(x, a, b);
}

/** P(X > x), computed as a tail beyond the mean. */
export function betaUpperTail(x: number, a: number, b: number): number {
  return x * (a + b) > a ? beta.cdf(1 - x, b, a) : 1 - beta.cdf(x, a, b);
}

/**
 * Quantile of a lower tail p of the beta law; limits of Clopper and Pearson are beta quantiles.
 *
 * @example betaQuantile(0.025, 3, 8) // 0.0667, lower 95 % limit of 3 in 10
 */
export function betaQuantile(p: number, a: number, b: number): number {
  return beta.quantile(p, a, b);
}
