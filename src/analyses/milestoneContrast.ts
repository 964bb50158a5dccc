import { type Analysis, SLOT } from './analysis.ts';
import { type RiskTable, ROW, ROW_STRIDE } from './riskTable.ts';
import { criticalValue } from './waldInterval.ts';
import { waldZ } from './waldZ.ts';

/** What two survivals at a time are compared by. */
export type MilestoneMeasure =
  /** Experimental minus control; more is better. */
  | 'survival difference'
  /** Log of the ratio of cumulative hazards, log(-log S1) - log(-log S0); less is better. */
  | 'cumulative hazard ratio';

export interface MilestoneOptions {
  /** Default the difference. */
  measure?: MilestoneMeasure;
  /** Effect on the scale of the measure (of a ratio its log) that z is held against; default 0. */
  margin?: number;
  level?: number;
}

/**
 * Survival at a milestone on two arms, by the Kaplan-Meier estimates and Greenwood's variance. As a difference, or on the complementary log-log
 * scale, where the normal law is nearer and which under proportional hazards is the log hazard ratio.
 *
 * Over strata (one table each) both arms' survivals are averaged with the shares of all patients as weights, so that either measure is of the curves
 * of one mix; a stratum with an empty arm is passed over.
 *
 * An arm of whom nobody is followed to the milestone, unless its curve has reached 0 before: all NaN. An arm that loses nobody, or everybody,
 * before the milestone adds no variance to the difference, and has no place on the complementary log-log scale: all NaN there.
 *
 * Source: Klein, Logan, Harhoff & Andersen, Stat Med 2007;26:4505-4519, eq. 2.1 and 2.3.
 *
 * @param horizon months of the milestone, > 0
 * @example
 * // experimental 6, 9+, 11, 14+; control 1, 3, 7, 8+
 * milestoneContrast([table], 8) // 0.75 - 0.25: z 1.633, estimate 0.5, standard error 0.3062
 */
export function milestoneContrast(
  tables: readonly RiskTable[],
  horizon: number,
  { measure = 'survival difference', margin = 0, level }: MilestoneOptions = {},
): Analysis {
  const c = criticalValue(level);
  const moments = new Float64Array(4);
  const sums = new Float64Array(4);
  return (out, at) => {
    let patients = 0;
    sums.fill(0);
    for (let s = 0; s < tables.length; s++) {
      const table = tables[s];
      if (table.patients1 === 0 || table.patients1 === table.patients) continue;
      survivalMoments(table, 0, horizon, moments);
      survivalMoments(table, 1, horizon, moments);
      const w = table.patients;
      patients += w;
      for (let i = 0; i < 4; i++) sums[i] += moments[i] * (i % 2 === 0 ? w : w * w);
    }
    for (let i = 0; i < 4; i++) sums[i] /= i % 2 === 0 ? patients : patients * patients;
    writeContrast(sums, measure, c, out, at, margin);
  };
}

/** Writes survival at `horizon` and Greenwood's variance of one arm to `moments[2 * arm]` and the next; NaN where the curve does not reach it. */
export function survivalMoments(table: RiskTable, arm: 0 | 1, horizon: number, moments: Float64Array): void {
  const { row } = table;
  let survival = 1;
  let sum = 0;
  for (let at = (table.rows - 1) * ROW_STRIDE; at >= 0 && row[at + ROW.time] <= horizon; at -= ROW_STRIDE) {
    const n = arm === 1 ? row[at + ROW.atRisk1] : row[at + ROW.atRisk] - row[at + ROW.atRisk1];
    const d = arm === 1 ? row[at + ROW.events1] : row[at + ROW.events] - row[at + ROW.events1];
    if (d === 0) continue;
    survival *= (n - d) / n;
    sum += d / (n * (n - d));
  }
  const reached = survival === 0 || horizon <= (arm === 1 ? table.lastTime1 : table.lastTime0);
  moments[2 * arm] = reached ? survival : Number.NaN;
  moments[2 * arm + 1] = reached ? (survival > 0 ? survival * survival * sum : 0) : Number.NaN;
}

/** Slope of a measure in survival: 1, or that of log(-log S). */
export const slopeOf = (survival: number, measure: MilestoneMeasure): number =>
  measure === 'survival difference' ? 1 : 1 / (survival * Math.log(survival));

/** Test, estimate and limits from two independent survivals: `moments` holds control's survival and variance, then experimental's. */
export function writeContrast(
  moments: Float64Array,
  measure: MilestoneMeasure,
  c: number,
  out: Float64Array,
  at: number,
  margin = 0,
): void {
  const a = slopeOf(moments[2], measure);
  const b = slopeOf(moments[0], measure);
  writeMeasure(moments[2], moments[0], a * a * moments[3] + b * b * moments[1], measure, c, out, at, margin);
}

/** The same with the variance of the measure given. */
export function writeMeasure(
  survival1: number,
  survival0: number,
  variance: number,
  measure: MilestoneMeasure,
  c: number,
  out: Float64Array,
  at: number,
  margin = 0,
): void {
  const difference = measure === 'survival difference';
  const ratio = Math.log(Math.log(survival1) / Math.log(survival0));
  const estimate = difference ? survival1 - survival0 : Number.isFinite(ratio) ? ratio : Number.NaN;
  const se = Number.isNaN(estimate) ? Number.NaN : Math.sqrt(variance);
  const z = waldZ(estimate - margin, se);
  out[at + SLOT.z] = difference ? z : -z;
  out[at + SLOT.estimate] = estimate;
  out[at + SLOT.standardError] = se;
  out[at + SLOT.lower] = estimate - c * se;
  out[at + SLOT.upper] = estimate + c * se;
}
