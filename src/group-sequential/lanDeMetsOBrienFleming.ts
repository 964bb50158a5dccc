import { normalUpperQuantile, normalUpperTail } from '../numeric/normal.ts';

/**
 * Spending that gives nearly O'Brien & Fleming's bounds: 2 (1 - Phi(z_(alpha/2) / sqrt(t))), for a one-sided alpha.
 *
 * Source: Lan & DeMets, Biometrika 1983;70:659-663, alpha_1*.
 *
 * @example lanDeMetsOBrienFleming(0.5, 0.025) // 0.001525323
 */
export function lanDeMetsOBrienFleming(fraction: number, alpha: number): number {
  if (fraction >= 1) return alpha;
  if (!(fraction > 0)) return 0;
  return 2 * normalUpperTail(normalUpperQuantile(alpha / 2) / Math.sqrt(fraction));
}
