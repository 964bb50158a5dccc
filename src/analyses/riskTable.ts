import type { SurvivalData } from '../subjects/survivalData.ts';

/**
 * The sufficient reduction of right-censored two-arm data for log-rank, Cox, Kaplan-Meier and RMST: one row for each
 * distinct event time, in DESCENDING order of time, with the numbers at risk just before it and the events at it; and
 * the sums of the log-rank score, taken in the same walk.
 */
export interface RiskTable {
  /** Rows filled (distinct event times). */
  rows: number;
  readonly time: Float64Array;
  /** At risk just before the time: both arms, and the experimental arm. */
  readonly atRisk: Int32Array;
  readonly atRisk1: Int32Array;
  /** Events at the time: both arms, and the experimental arm. */
  readonly events: Int32Array;
  readonly events1: Int32Array;
  /** Patients in the selection, and those of the experimental arm. */
  patients: number;
  patients1: number;
  /** Log-rank sums: observed events, observed and expected in the experimental arm, hypergeometric variance. */
  observed: number;
  observed1: number;
  expected1: number;
  variance: number;
  /** Longest follow-up time (event or censored) in each arm; 0 if the arm is empty. */
  lastTime0: number;
  lastTime1: number;
}

export function createRiskTable(capacity: number): RiskTable {
  const ints = () => new Int32Array(capacity + 1);
  return {
    rows: 0,
    time: new Float64Array(capacity + 1),
    atRisk: ints(),
    atRisk1: ints(),
    events: ints(),
    events1: ints(),
    patients: 0,
    patients1: 0,
    observed: 0,
    observed1: 0,
    expected1: 0,
    variance: 0,
    lastTime0: 0,
    lastTime1: 0,
  };
}

/**
 * Reduces the patients whose group is in `include` (indexed by group, 1 = in). Ties are kept together.
 */
export declare function fillRiskTable(data: SurvivalData, include: Uint8Array, table: RiskTable): void;
