import { outOfLine, scratchBytes, scratchShorts, scratchWords } from '../subjects/scratch.ts';
import type { SurvivalData } from '../subjects/survivalData.ts';

/**
 * The sufficient reduction of right-censored two-arm data for log-rank, Cox, Kaplan-Meier and RMST: one row
 * for each distinct event time, and the sums of the log-rank score.
 */
export interface RiskTable {
  /** Rows filled (distinct event times). */
  rows: number;
  /**
   * Rows in DESCENDING order of time, stride `ROW_STRIDE`, fields at the offsets of `ROW`: time, at risk just
   * before it (both arms, experimental arm), events at it (both arms, experimental arm). Beyond `rows` rows:
   * stale.
   */
  readonly row: Float64Array;
  /** Patients in the selection, and those of the experimental arm. */
  patients: number;
  patients1: number;
  /**
   * Log-rank sums: observed events, observed and expected in the experimental arm, hypergeometric variance.
   */
  observed: number;
  observed1: number;
  expected1: number;
  variance: number;
  /** Longest follow-up time (event or censored) in each arm; 0 if the arm is empty. */
  lastTime0: number;
  lastTime1: number;
}

/** Offsets of the fields of a row. */
export const ROW = { time: 0, atRisk: 1, atRisk1: 2, events: 3, events1: 4 } as const;

/** Numbers in a row. */
export const ROW_STRIDE = 5;

/** Counts at risk of both arms share one 32-bit word while the walk is under way. */
const MOST_PATIENTS = 0xffff;

/** 1 / n, made once for all tables: a load costs less than a division. */
const RECIPROCAL = Float64Array.from({ length: MOST_PATIENTS + 1 }, (_, n) => (n === 0 ? 0 : 1 / n));

/** For each event of the walk the patient's index, then the word of counts at risk. */
const EVENT = scratchWords(2 * (MOST_PATIENTS + 2));
const CODE = scratchShorts();
const INCLUDE = scratchBytes();
/** Patients, and those of the experimental arm. */
const COUNTS = scratchWords(2);

/**
 * An empty table, allocated once and refilled by every replicate.
 *
 * @param capacity most patients of the data, at most 65,535
 * @throws RangeError above that
 */
export function createRiskTable(capacity: number): RiskTable {
  if (capacity > MOST_PATIENTS)
    throw new RangeError(`capacity: got ${capacity}; a risk table holds at most ${MOST_PATIENTS} patients.`);
  return {
    rows: 0,
    row: new Float64Array(ROW_STRIDE * capacity),
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
 * Reduces the patients whose group is in `include`. Ties are kept together: at a time, everybody followed at
 * least that long is at risk.
 *
 * One walk from the longest time to the shortest, in which counts only grow, notes the events without a
 * branch on the data (a mispredicted branch costs more than a patient does); the rows and sums then come from
 * the events alone.
 *
 * @param include by group, 1 = in, 0 = out
 */
export function fillRiskTable(data: SurvivalData, include: Uint8Array, table: RiskTable): void {
  CODE.set(data.code);
  INCLUDE.set(include);
  const end = outOfLine(walk, data.n, 0);
  table.patients = COUNTS[0];
  table.patients1 = COUNTS[1];
  fillLastTimes(data, include, table);
  fillRows(data, include, table, end);
}

/** Fills `EVENT`; returns where its entries end. */
function walk(n: number): number {
  let end = 0;
  let atRisk = 0;
  for (let i = n - 1; i >= 0; i--) {
    const c = CODE[i];
    const counted = INCLUDE[c >> 2];
    atRisk = (atRisk + (counted | (((c >> 1) & counted) << 16))) | 0;
    EVENT[end] = i;
    EVENT[end + 1] = atRisk;
    end = (end + ((c & counted) << 1)) | 0;
  }
  COUNTS[0] = atRisk & MOST_PATIENTS;
  COUNTS[1] = atRisk >>> 16;
  return end;
}

/** One row for each event time of the walk, and the log-rank sums over the rows. */
function fillRows(data: SurvivalData, include: Uint8Array, table: RiskTable, end: number): void {
  const { time, code } = data;
  const { row } = table;
  let at = 0;
  let observed1 = 0;
  let expected1 = 0;
  let variance = 0;
  let e = 0;
  while (e < end) {
    const i = EVENT[e];
    const t = time[i];
    let atRisk = EVENT[e + 1];
    let events = 1;
    let events1 = (code[i] >> 1) & 1;
    let spread = 1;
    // Patients of the same time that the walk came to later are at risk too.
    if (i > 0 && time[i - 1] === t) {
      for (let j = i - 1; j >= 0 && time[j] === t; j--) {
        const c = code[j];
        const inC = include[c >> 2];
        atRisk += inC | (((c >> 1) & inC) << 16);
        events += c & inC;
        events1 += c & (c >> 1) & inC;
      }
      const others = (atRisk & MOST_PATIENTS) - 1;
      spread = others > 0 ? (others + 1 - events) / others : 0;
    }
    const n = atRisk & MOST_PATIENTS;
    const n1 = atRisk >>> 16;
    row[at] = t;
    row[at + 1] = n;
    row[at + 2] = n1;
    row[at + 3] = events;
    row[at + 4] = events1;
    const reciprocal = RECIPROCAL[n];
    const expected = events * n1 * reciprocal;
    expected1 += expected;
    variance += expected * (n - n1) * reciprocal * spread;
    observed1 += events1;
    at += ROW_STRIDE;
    e += 2 * events;
  }
  table.rows = at / ROW_STRIDE;
  table.observed = end >> 1;
  table.observed1 = observed1;
  table.expected1 = expected1;
  table.variance = variance;
}

function fillLastTimes(data: SurvivalData, include: Uint8Array, table: RiskTable): void {
  const { time, code } = data;
  table.lastTime0 = 0;
  table.lastTime1 = 0;
  let missing = (table.patients1 > 0 ? 2 : 0) | (table.patients > table.patients1 ? 1 : 0);
  for (let i = data.n - 1; missing > 0; i--) {
    const c = code[i];
    if (include[c >> 2] === 0) continue;
    const arm = 1 + ((c >> 1) & 1);
    if ((missing & arm) === 0) continue;
    if (arm === 2) table.lastTime1 = time[i];
    else table.lastTime0 = time[i];
    missing ^= arm;
  }
}
