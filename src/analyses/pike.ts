import type { Analysis } from './analysis.ts';
import type { RiskTable } from './riskTable.ts';
import { criticalValue, writeLogHazardRatio } from './waldInterval.ts';

/**
 * Pike's log hazard ratio, log of (O1 / E1) / (O0 / E0) with standard error sqrt(1 / E1 + 1 / E0); over
 * strata from the sums of the observed and of the expected. All NaN where an arm has no event, or where no
 * event happens while both are at risk.
 *
 * Sources: Pike, J R Stat Soc A 1972;135:201-203 (discussion of Peto & Peto); Machin, Cheung & Parmar,
 * Survival Analysis, 2nd ed. 2006.
 *
 * @example O1 = 2, E1 = 4.0881, O0 = 4, E0 = 1.9119: log hazard ratio -1.4531, standard error 0.8762
 */
export function pikeHazardRatio(tables: readonly RiskTable[], level?: number): Analysis {
  const c = criticalValue(level);
  return (out, at) => {
    let observed = 0;
    let observed1 = 0;
    let expected1 = 0;
    let variance = 0;
    for (let s = 0; s < tables.length; s++) {
      observed += tables[s].observed;
      observed1 += tables[s].observed1;
      expected1 += tables[s].expected1;
      variance += tables[s].variance;
    }
    const observed0 = observed - observed1;
    const expected0 = observed - expected1;
    if (variance > 0 && observed1 > 0 && observed0 > 0) {
      const logRatio = Math.log((observed1 * expected0) / (expected1 * observed0));
      writeLogHazardRatio(out, at, logRatio, Math.sqrt(observed / (expected1 * expected0)), c);
    } else out.fill(Number.NaN, at, at + 5);
  };
}
