import type { ComparisonRow } from './comparison.ts';
import type { RiskRow } from './coxLimit.ts';
import type { FollowUpProcess } from './followUpProcess.ts';

/** The limiting risk sets of a test: its rows with what their patients are expected to show. */
export function riskRows(
  followUp: FollowUpProcess,
  rows: readonly ComparisonRow[],
): (RiskRow & Pick<ComparisonRow, 'cell'>)[] {
  return rows.map(({ stratum, arm, covariates, cell, patients }) => ({
    stratum,
    cell,
    z: [arm, ...covariates],
    atRisk: mixed(followUp.atRisk, patients),
    events: mixed(followUp.events, patients),
  }));
}

/** Sum over classes of patients times what one patient shows. */
function mixed(columns: readonly Float64Array[], patients: Float64Array): Float64Array {
  const out = new Float64Array(columns[0].length);
  patients.forEach((weight, c) => {
    if (weight === 0) return;
    const column = columns[c];
    for (let i = 0; i < out.length; i++) out[i] += weight * column[i];
  });
  return out;
}
