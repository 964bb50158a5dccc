import { normalCdf, normalQuantile } from '../../numeric/normal.ts';

/**
 * Power of a one-sided z test whose statistic is normal with the standard error given: P(Z >= z(alpha)).
 *
 * @param effect true effect, positive favours experimental
 * @param se standard error of its estimate
 *
 * @example normalTheoryPower(0.5, 0.5 / 2.801585, 0.025) // 0.8
 */
export function normalTheoryPower(effect: number, se: number, alpha: number): number {
  return normalCdf(effect / se - normalQuantile(1 - alpha));
}

/** Two arms with a binary endpoint. */
export interface TwoRates {
  n1: number;
  n0: number;
  /** True response rates, experimental and control. */
  p1: number;
  p0: number;
  /** One-sided. */
  alpha: number;
}

/**
 * Power of the pooled two-proportion z test by normal theory: pooled variance in the bound, unpooled in the spread.
 *
 * Source: Fleiss, Levin & Paik, Statistical Methods for Rates and Proportions, 3rd ed. 2003, section 4.3, without
 * continuity correction.
 *
 * @example twoRatesPower({ n1: 100, n0: 100, p1: 0.4, p0: 0.2, alpha: 0.025 }) // 0.8757
 */
export function twoRatesPower({ n1, n0, p1, p0, alpha }: TwoRates): number {
  const p = (n1 * p1 + n0 * p0) / (n1 + n0);
  const nullSe = Math.sqrt(p * (1 - p) * (1 / n1 + 1 / n0));
  const se = Math.sqrt((p1 * (1 - p1)) / n1 + (p0 * (1 - p0)) / n0);
  return normalCdf((p1 - p0 - normalQuantile(1 - alpha) * nullSe) / se);
}
