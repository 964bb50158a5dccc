import { type RiskTable, ROW, ROW_STRIDE } from './riskTable.ts';
import { criticalValue } from './waldInterval.ts';

/**
 * A Kaplan-Meier curve: one entry for each event time of the arm, ascending. Times in months, survival in
 * [0,1].
 */
export interface KaplanMeier {
  readonly time: Float64Array;
  /** At risk just before, and events at, the time. */
  readonly atRisk: Float64Array;
  readonly events: Float64Array;
  /** From the time on, until the next. */
  readonly survival: Float64Array;
  /** Greenwood's; NaN where survival is 0. */
  readonly standardError: Float64Array;
  /** Pointwise limits on the log-log scale; NaN where survival is 0. */
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** Longest follow-up. */
  readonly lastTime: number;
}

/** Survival at one time with its standard error and limits. */
export interface KaplanMeierPoint {
  survival: number;
  standardError: number;
  lower: number;
  upper: number;
}

/**
 * Kaplan-Meier curve of one arm, or of both together, with Greenwood's standard error and log-log limits, as
 * `survfit(conf.type = "log-log")`.
 *
 * For users of the library: it allocates. (The tests of a trial take what they need from the risk table.)
 *
 * Sources: Kaplan & Meier, J Am Stat Assoc 1958;53:457-481; Greenwood 1926; Kalbfleisch & Prentice 1980,
 * section 1.3.
 *
 * @param level confidence level of the limits
 *
 * @example
 * // times 1, 3, 7, 8 with events, 10 censored
 * kaplanMeier(table, 'both').survival // 0.8, 0.6, 0.4, 0.2
 */
export function kaplanMeier(
  table: RiskTable,
  arm: 'experimental' | 'control' | 'both',
  level?: number,
): KaplanMeier {
  const c = criticalValue(level);
  const rows = Array.from({ length: table.rows }, (_, k) => rowOf(table, table.rows - 1 - k, arm)).filter(
    ({ events }) => events > 0,
  );
  const column = () => new Float64Array(rows.length);
  const curve = {
    time: Float64Array.from(rows, ({ time }) => time),
    atRisk: Float64Array.from(rows, ({ atRisk }) => atRisk),
    events: Float64Array.from(rows, ({ events }) => events),
    survival: column(),
    standardError: column(),
    lower: column(),
    upper: column(),
    lastTime: lastTimeOf(table, arm),
  };
  let survival = 1;
  // Greenwood's sum: the variance of log survival.
  let sum = 0;
  rows.forEach(({ atRisk, events }, k) => {
    survival *= (atRisk - events) / atRisk;
    sum += events / (atRisk * (atRisk - events));
    const reach = (c * Math.sqrt(sum)) / Math.log(survival);
    curve.survival[k] = survival;
    curve.standardError[k] = survival > 0 ? survival * Math.sqrt(sum) : Number.NaN;
    curve.lower[k] = survival > 0 ? survival ** Math.exp(-reach) : Number.NaN;
    curve.upper[k] = survival > 0 ? survival ** Math.exp(reach) : Number.NaN;
  });
  return curve;
}

/**
 * The curve at a time: before the first event 1 with standard error 0 and no log-log limits (NaN); beyond the
 * last follow-up all NaN, unless the curve has reached 0 by then.
 *
 * @param time months >= 0
 *
 * @example
 * // times 1, 3, 7, 8 with events, 10 censored
 * survivalAt(kaplanMeier(table, 'both'), 5) // survival 0.6, standard error 0.219
 */
export function survivalAt(curve: KaplanMeier, time: number): KaplanMeierPoint {
  const k = curve.time.findLastIndex((t) => t <= time);
  if (k < 0 && time <= curve.lastTime)
    return { survival: 1, standardError: 0, lower: Number.NaN, upper: Number.NaN };
  const known = k >= 0 && (time <= curve.lastTime || curve.survival[k] === 0);
  const value = (column: Float64Array) => (known ? column[k] : Number.NaN);
  return {
    survival: value(curve.survival),
    standardError: value(curve.standardError),
    lower: value(curve.lower),
    upper: value(curve.upper),
  };
}

/**
 * Median survival in months with the limits that the band of the curve gives (Brookmeyer & Crowley,
 * Biometrics 1982;38:29-41): the first time with survival <= 0.5, or, where the curve rests on 0.5, the
 * middle of that stretch (as `survfit` and SAS do). NaN where it is not reached.
 *
 * @example
 * // times 1, 3, 7, 8 with events, 10 censored
 * medianSurvival(kaplanMeier(table, 'both')).median // 7
 */
export function medianSurvival(curve: KaplanMeier): { median: number; lower: number; upper: number } {
  return {
    median: firstAtHalf(curve.time, curve.survival),
    lower: firstAtHalf(curve.time, curve.lower),
    upper: firstAtHalf(curve.time, curve.upper),
  };
}

/** Survival is a product of fractions: at 0.5 it is so up to rounding. */
const ROUNDING = 1e-10;

function firstAtHalf(time: Float64Array, values: Float64Array): number {
  const first = values.findIndex((value) => value < 0.5 + ROUNDING);
  if (first < 0) return Number.NaN;
  const next = values.findIndex((value) => value < values[first] - ROUNDING);
  return values[first] > 0.5 - ROUNDING && next > 0 ? 0.5 * (time[first] + time[next]) : time[first];
}

function rowOf(
  { row }: RiskTable,
  k: number,
  arm: 'experimental' | 'control' | 'both',
): { time: number; atRisk: number; events: number } {
  const at = k * ROW_STRIDE;
  const time = row[at + ROW.time];
  const atRisk = row[at + ROW.atRisk];
  const atRisk1 = row[at + ROW.atRisk1];
  const events = row[at + ROW.events];
  const events1 = row[at + ROW.events1];
  if (arm === 'both') return { time, atRisk, events };
  if (arm === 'experimental') return { time, atRisk: atRisk1, events: events1 };
  return { time, atRisk: atRisk - atRisk1, events: events - events1 };
}

function lastTimeOf(table: RiskTable, arm: 'experimental' | 'control' | 'both'): number {
  if (arm === 'experimental') return table.lastTime1;
  if (arm === 'control') return table.lastTime0;
  return Math.max(table.lastTime0, table.lastTime1);
}
