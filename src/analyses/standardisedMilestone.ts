import type { Analysis } from './analysis.ts';
import { type MilestoneMeasure, slopeOf, survivalMoments, writeMeasure } from './milestoneContrast.ts';
import type { RiskTable } from './riskTable.ts';
import { criticalValue } from './waldInterval.ts';

/**
 * Survival of the treated at a milestone against that of an external cohort standardised to them (g-formula with a curve for each stratum): with
 * w = n1s / n1, S1 = sum of w S1s and S0 = sum of w S0s, as a difference or on the complementary log-log scale. Variance: Greenwood's within
 * strata, and the spread of the strata of the treated, by the delta method.
 *
 * All NaN where a stratum of the treated has no patients of the cohort, or a curve does not reach the milestone.
 *
 * Source: as `standardisedDifference`; scales as `milestoneContrast`.
 *
 * @param tables one a stratum, the cohort on the control side
 * @param horizon months > 0
 */
export function standardisedMilestone(
  tables: readonly RiskTable[],
  horizon: number,
  measure: MilestoneMeasure = 'survival difference',
): Analysis {
  const c = criticalValue();
  const moments = new Float64Array(4 * tables.length);
  const own = new Float64Array(4);
  return (out, at) => {
    let n = 0;
    for (let s = 0; s < tables.length; s++) n += tables[s].patients1;
    let survival1 = 0;
    let survival0 = 0;
    for (let s = 0; s < tables.length; s++) {
      const table = tables[s];
      if (table.patients1 === 0) continue;
      survivalMoments(table, 0, horizon, own);
      survivalMoments(table, 1, horizon, own);
      moments.set(own, 4 * s);
      const w = table.patients1 / n;
      survival0 += table.patients === table.patients1 ? Number.NaN : w * own[0];
      survival1 += w * own[2];
    }
    const a = slopeOf(survival1, measure);
    const b = slopeOf(survival0, measure);
    const centre = a * survival1 - b * survival0;
    let variance = 0;
    for (let s = 0; s < tables.length; s++) {
      if (tables[s].patients1 === 0) continue;
      const w = tables[s].patients1 / n;
      const k = 4 * s;
      const off = a * moments[k + 2] - b * moments[k] - centre;
      variance += w * w * (a * a * moments[k + 3] + b * b * moments[k + 1]) + (w * off * off) / n;
    }
    if (n === 0) variance = Number.NaN;
    writeMeasure(n === 0 ? Number.NaN : survival1, survival0, variance, measure, c, out, at);
  };
}
