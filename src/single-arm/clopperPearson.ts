import { betaQuantile } from '../numeric/beta.ts';

/**
 * Exact interval of a rate: the rates that neither one-sided binomial test rejects at (1 - level) / 2.
 *
 * Source: Clopper & Pearson, Biometrika 1934;26:404-413.
 *
 * @param x responders of n patients, 0 <= x <= n, n >= 1
 * @param level two-sided confidence, in (0,1)
 * @example clopperPearson(3, 20) // lower 0.032071, upper 0.378927
 */
export function clopperPearson(x: number, n: number, level = 0.95): { lower: number; upper: number } {
  const tail = (1 - level) / 2;
  return {
    lower: x === 0 ? 0 : betaQuantile(tail, x, n - x + 1),
    upper: x === n ? 1 : betaQuantile(1 - tail, x + 1, n - x),
  };
}
