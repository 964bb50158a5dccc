import type { Analysis } from './analysis.ts';
import { type HazardRatioOptions, hazardRatio } from './hazardRatio.ts';
import { type RiskTable, ROW, ROW_STRIDE } from './riskTable.ts';

/** Weights S(t-)^rho (1 - S(t-))^gamma, both >= 0: rho > 0 stresses early, gamma > 0 late differences. */
export interface FlemingHarringtonWeights {
  rho: number;
  gamma: number;
}

/**
 * Weighted log-rank test of the G(rho, gamma) family, plain (one table) or stratified (one table a stratum);
 * reports the unweighted log hazard ratio of the estimator chosen beside it.
 *
 * S(t-) is the Kaplan-Meier estimate of both arms together just before t, within the stratum. z = -sum w (O1
 * - E1) / sqrt(sum w^2 V), sums over event times and strata. NaN where the variance is 0. G(0, 0) is the
 * log-rank test, G(1, 0) the Peto-Prentice-Wilcoxon test with S(t-) (as `survdiff(rho = 1)`).
 *
 * Source: Fleming & Harrington, Counting Processes and Survival Analysis, 1991, section 7.2.
 *
 * @example
 * // experimental 6, 9+, 11, 14+; control 1, 3, 7, 8 (+ censored); late differences, as under a delayed effect
 * flemingHarrington([table], { rho: 0, gamma: 1 }) // z 1.8753, estimate -1.9249 (Cox)
 */
export function flemingHarrington(
  tables: readonly RiskTable[],
  { rho, gamma }: FlemingHarringtonWeights,
  options: HazardRatioOptions = {},
): Analysis {
  const estimate = hazardRatio(tables, options);
  const sums = new Float64Array(2);
  return (out, at) => {
    sums.fill(0);
    for (let s = 0; s < tables.length; s++) addWeightedScore(tables[s], rho, gamma, sums);
    estimate(out, at);
    out[at] = sums[1] > 0 ? -sums[0] / Math.sqrt(sums[1]) : Number.NaN;
  };
}

/** Adds the weighted score of the experimental arm and its variance. */
function addWeightedScore(table: RiskTable, rho: number, gamma: number, sums: Float64Array): void {
  const { row } = table;
  let survival = 1;
  let score = 0;
  let variance = 0;
  for (let at = (table.rows - 1) * ROW_STRIDE; at >= 0; at -= ROW_STRIDE) {
    const n = row[at + ROW.atRisk];
    const n1 = row[at + ROW.atRisk1];
    const d = row[at + ROW.events];
    const weight = power(survival, rho) * power(1 - survival, gamma);
    const expected = (d * n1) / n;
    const spread = d === 1 ? 1 : (n - d) / (n - 1);
    score += weight * (row[at + ROW.events1] - expected);
    variance += weight * weight * expected * ((n - n1) / n) * spread;
    survival *= (n - d) / n;
  }
  sums[0] += score;
  sums[1] += variance;
}

/** base^exponent without `Math.pow` for the exponents in use; 0^0 = 1. */
function power(base: number, exponent: number): number {
  if (exponent === 0) return 1;
  if (exponent === 1) return base;
  if (exponent === 0.5) return Math.sqrt(base);
  return base ** exponent;
}
