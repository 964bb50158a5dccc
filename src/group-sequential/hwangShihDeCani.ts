import type { SpendingFunction } from './spendingFunction.ts';

/**
 * Spending alpha (1 - exp(-gamma t)) / (1 - exp(-gamma)): gamma = -4 is near O'Brien & Fleming, 1 near Pocock, 0 linear.
 *
 * Source: Hwang, Shih & DeCani, Stat Med 1990;9:1439-1445.
 *
 * @param gamma any number; the smaller, the less is spent early
 * @example hwangShihDeCani(-4)(0.5, 0.025) // 0.00298007
 */
export function hwangShihDeCani(gamma: number): SpendingFunction {
  return (fraction, alpha) => {
    if (fraction >= 1) return alpha;
    if (!(fraction > 0)) return 0;
    return alpha * (gamma === 0 ? fraction : Math.expm1(-gamma * fraction) / Math.expm1(-gamma));
  };
}
