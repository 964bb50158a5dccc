import type { SpendingFunction } from './spendingFunction.ts';

/**
 * Power-family spending alpha t^rho: rho = 3 is near O'Brien & Fleming, 1 linear.
 *
 * Source: Kim & DeMets, Biometrika 1987;74:149-154.
 *
 * @param rho > 0; the greater, the less is spent early
 * @example kimDeMets(3)(0.5, 0.025) // 0.003125
 */
export function kimDeMets(rho: number): SpendingFunction {
  return (fraction, alpha) => {
    if (fraction >= 1) return alpha;
    return fraction > 0 ? alpha * fraction ** rho : 0;
  };
}
