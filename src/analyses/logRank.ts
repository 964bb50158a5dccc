import type { Analysis } from './analysis.ts';
import { type HazardRatioOptions, hazardRatio } from './hazardRatio.ts';
import type { RiskTable } from './riskTable.ts';

/**
 * Log-rank test, plain (one table) or stratified (one table a stratum); reports the log hazard ratio of the
 * estimator chosen, with its standard error and Wald interval.
 *
 * z = -(O1 - E1) / sqrt(V), sums over strata, hypergeometric variance (ties as in `survdiff`), no continuity
 * correction. A stratum without patients, or with one arm only, adds nothing to z. NaN where V = 0; a hazard
 * ratio that is not finite (see the estimators) leaves z in place.
 *
 * Sources: Mantel, Cancer Chemother Rep 1966;50:163-170; Peto & Peto, J R Stat Soc A 1972;135:185-207.
 *
 * @example
 * // experimental 6, 9+, 11, 14+; control 1, 3, 7, 8 (+ censored)
 * logRank([table], { estimator: 'pike' }) // z 1.9517, estimate -1.4531, standard error 0.8762
 */
export function logRank(tables: readonly RiskTable[], options: HazardRatioOptions = {}): Analysis {
  const estimate = hazardRatio(tables, options);
  return (out, at) => {
    let score = 0;
    let variance = 0;
    for (let s = 0; s < tables.length; s++) {
      score += tables[s].observed1 - tables[s].expected1;
      variance += tables[s].variance;
    }
    estimate(out, at);
    out[at] = variance > 0 ? -score / Math.sqrt(variance) : Number.NaN;
  };
}
