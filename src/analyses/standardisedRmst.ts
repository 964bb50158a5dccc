import type { Analysis } from './analysis.ts';
import type { RiskTable } from './riskTable.ts';
import { restrictedMean } from './rmst.ts';
import { criticalValue } from './waldInterval.ts';
import { waldZ } from './waldZ.ts';

/**
 * Restricted mean survival time of the treated minus that of an external cohort standardised to them (g-formula with a curve for each stratum), in
 * months: sum over strata of (n1s / n1) (m1s - m0s). Variance: Greenwood's within strata, and the spread of the differences over the strata of
 * the treated.
 *
 * All NaN where a stratum of the treated has no patients of the cohort, or a curve does not reach the horizon.
 *
 * Source: as `standardisedDifference`; restricted means as `rmst`.
 *
 * @param tables one a stratum, the cohort on the control side
 * @param horizon months > 0
 */
export function standardisedRmst(tables: readonly RiskTable[], horizon: number): Analysis {
  const c = criticalValue();
  const moments = new Float64Array(4);
  return (out, at) => {
    let n = 0;
    for (let s = 0; s < tables.length; s++) n += tables[s].patients1;
    let estimate = 0;
    let squares = 0;
    let variance = 0;
    for (let s = 0; s < tables.length; s++) {
      const table = tables[s];
      if (table.patients1 === 0) continue;
      restrictedMean(table, 0, horizon, moments);
      restrictedMean(table, 1, horizon, moments);
      const w = table.patients1 / n;
      const difference = table.patients === table.patients1 ? Number.NaN : moments[2] - moments[0];
      estimate += w * difference;
      squares += w * difference * difference;
      variance += w * w * (moments[1] + moments[3]);
    }
    const se = n === 0 ? Number.NaN : Math.sqrt(variance + (squares - estimate * estimate) / n);
    out[at] = waldZ(estimate, se);
    out[at + 1] = n === 0 ? Number.NaN : estimate;
    out[at + 2] = se;
    out[at + 3] = estimate - c * se;
    out[at + 4] = estimate + c * se;
  };
}
