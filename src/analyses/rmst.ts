import type { Analysis } from './analysis.ts';
import { type RiskTable, ROW, ROW_STRIDE } from './riskTable.ts';
import { criticalValue } from './waldInterval.ts';
import { waldZ } from './waldZ.ts';

/**
 * Difference of restricted mean survival times, experimental minus control, in months: areas under the
 * Kaplan-Meier curves up to the horizon, with Greenwood-type variance sum over event times of (area beyond
 * t)^2 d / (n (n - d)), no correction of it.
 *
 * Over strata (one table each) the differences are averaged with the shares of patients as weights; a stratum
 * with an empty arm is passed over. A horizon beyond the last follow-up of an arm is possible only where its
 * curve has reached 0 (the longest time is an event), and adds nothing; otherwise the mean does not exist and
 * all numbers are NaN. No events before the horizon in both arms: difference 0, standard error 0, z 0.
 *
 * Sources: Royston & Parmar, BMC Med Res Methodol 2013;13:152; Uno et al., J Clin Oncol 2014;32:2380-2385.
 *
 * @param horizon months > 0
 * @param level confidence level of the interval
 * @param margin months that z is held against: below 0 for non-inferiority
 *
 * @example
 * // experimental 6, 9+, 11, 14+; control 1, 3, 7, 8 (+ censored)
 * rmst([table], 8) // 7.5 - 4.75: z 1.8397, estimate 2.75, standard error 1.4948
 */
export function rmst(tables: readonly RiskTable[], horizon: number, level?: number, margin = 0): Analysis {
  const c = criticalValue(level);
  const moments = new Float64Array(4);
  return (out, at) => {
    let patients = 0;
    let sum = 0;
    let squares = 0;
    for (let s = 0; s < tables.length; s++) {
      const table = tables[s];
      if (table.patients1 === 0 || table.patients1 === table.patients) continue;
      restrictedMean(table, 0, horizon, moments);
      restrictedMean(table, 1, horizon, moments);
      patients += table.patients;
      sum += table.patients * (moments[2] - moments[0]);
      squares += table.patients * table.patients * (moments[1] + moments[3]);
    }
    const estimate = sum / patients;
    const se = Math.sqrt(squares) / patients;
    out[at] = waldZ(estimate - margin, se);
    out[at + 1] = estimate;
    out[at + 2] = se;
    out[at + 3] = estimate - c * se;
    out[at + 4] = estimate + c * se;
  };
}

/**
 * Writes mean and variance of one arm to `moments[2 * arm]` and the next.
 *
 * Going down in time, mean and variance beyond t are kept relative to the survival at t, so that one pass
 * does for both.
 */
export function restrictedMean(table: RiskTable, arm: 0 | 1, horizon: number, moments: Float64Array): void {
  const { row } = table;
  const end = table.rows * ROW_STRIDE;
  let from = horizon;
  let mean = 0;
  let variance = 0;
  let reached = horizon <= (arm === 1 ? table.lastTime1 : table.lastTime0);
  for (let at = 0; at < end; at += ROW_STRIDE) {
    const t = row[at + ROW.time];
    const n = arm === 1 ? row[at + ROW.atRisk1] : row[at + ROW.atRisk] - row[at + ROW.atRisk1];
    const d = arm === 1 ? row[at + ROW.events1] : row[at + ROW.events] - row[at + ROW.events1];
    if (t >= horizon || n === 0) continue;
    // All at risk had the event: the curve is at 0 from here on, whatever the horizon.
    reached ||= d === n;
    const inverse = 1 / n;
    const surviving = (n - d) * inverse;
    mean += from - t;
    variance = surviving * (surviving * variance + mean * mean * d * inverse * inverse);
    mean *= surviving;
    from = t;
  }
  moments[2 * arm] = reached ? mean + from : Number.NaN;
  moments[2 * arm + 1] = reached ? variance : Number.NaN;
}
