import type { Analysis } from './analysis.ts';
import type { RiskTable } from './riskTable.ts';
import { criticalValue, writeLogHazardRatio } from './waldInterval.ts';

/**
 * Peto's one-step log hazard ratio, (O1 - E1) / V with standard error 1 / sqrt(V); over strata from the sums
 * of O1 - E1 and of V. Its Wald z is the log-rank z. All NaN where V = 0 (no event while both arms are at
 * risk).
 *
 * Source: Yusuf et al., Prog Cardiovasc Dis 1985;27:335-371.
 *
 * @example O1 = 2, E1 = 4.0881, V = 1.1446: log hazard ratio -1.8243, standard error 0.9347
 */
export function petoHazardRatio(tables: readonly RiskTable[], level?: number): Analysis {
  const c = criticalValue(level);
  return (out, at) => {
    let score = 0;
    let variance = 0;
    for (let s = 0; s < tables.length; s++) {
      score += tables[s].observed1 - tables[s].expected1;
      variance += tables[s].variance;
    }
    if (variance > 0) writeLogHazardRatio(out, at, score / variance, 1 / Math.sqrt(variance), c);
    else out.fill(Number.NaN, at, at + 5);
  };
}
