import { MOST_PATIENTS } from '../designs/enrolmentPlan.ts';
import type { FollowUp } from '../endpoints/timeToEvent.ts';
import { createSurvivalData, type SurvivalData } from '../subjects/survivalData.ts';

/** Takes the data as they stand at a calendar month: refills `data`, sorted by time. */
export interface DataCut {
  readonly data: SurvivalData;
  /** Takes the cut; returns the number of events in it. */
  take(followUp: FollowUp, entry: Float64Array, n: number, month: number): number;
}

const BUCKETS = 512;

// Scratch of this thread: nothing in it outlives a call. Columns known to the compiler are read twice as fast as
// columns handed over. `...Bits` are the same memory as 32-bit words, low word first.
const raw = new Float64Array(MOST_PATIENTS + 1);
const rawBits = new Int32Array(raw.buffer);
const codes = new Uint16Array(MOST_PATIENTS + 1);
const untilCut = new Float64Array(MOST_PATIENTS + 1);
const untilCutBits = new Int32Array(untilCut.buffer);
const bucket = new Uint16Array(MOST_PATIENTS + 1);
const first = new Int32Array(BUCKETS);

/**
 * Cuts and sorts follow-up for at most `capacity` patients.
 *
 * Sorting is by buckets (one counting pass over equal intervals of time, then one insertion pass), with a patient's code in
 * the low bits of his time so that a single column is moved: 3 microseconds for 400 patients where a comparison sort
 * takes 17. A time loses at most 2^-36 of itself by it. Events are decided on calendar times: testing time <=
 * month - entry would lose, to rounding, the very event that a cut was set at.
 *
 * @param groups number of groups in the codes (at most 16384)
 * @param horizon month of follow-up beyond which few patients are seen: sets the width of the buckets, never the result
 */
export function createDataCut(capacity: number, groups: number, horizon: number): DataCut {
  const data = createSurvivalData(capacity + 1);
  const sortedBits = new Int32Array(data.time.buffer);
  const mask = 2 ** (2 + Math.ceil(Math.log2(Math.max(2, groups)))) - 1;
  return {
    data,
    take(followUp, entry, n, month) {
      data.n = observe(followUp, entry, n, month);
      distribute(data.n, BUCKETS / Math.min(horizon, month), mask, data.time);
      insertionPass(data.time, data.n);
      return unpack(sortedBits, data.n, mask, data.code);
    },
  };
}

/** Observed time and code of everybody who has entered; returns how many. Branches on no data but entry. */
function observe(followUp: FollowUp, entry: Float64Array, n: number, month: number): number {
  const { time, calendar, code } = followUp;
  for (let k = 0; k < n; k++) untilCut[k] = month - calendar[k];
  let m = 0;
  for (let k = 0; k < n; k++) {
    const unseen = untilCutBits[2 * k + 1] >>> 31;
    const followed = month - entry[k];
    raw[m] = time[k] * (1 - unseen) + followed * unseen;
    codes[m] = code[k] & ~unseen;
    m += followed > 0 ? 1 : 0;
  }
  return m;
}

/** Counting pass. Bits are set in a loop of their own: reading a number just half overwritten stalls the processor. */
function distribute(m: number, scale: number, mask: number, sorted: Float64Array): void {
  first.fill(0);
  for (let i = 0; i < m; i++) {
    const x = raw[i] * scale;
    const b = (x < BUCKETS - 1 ? x : BUCKETS - 1) | 0;
    bucket[i] = b;
    first[b]++;
  }
  for (let i = 0; i < m; i++) rawBits[2 * i] = (rawBits[2 * i] & ~mask) | codes[i];
  let start = 0;
  for (let b = 0; b < BUCKETS; b++) {
    const count = first[b];
    first[b] = start;
    start += count;
  }
  for (let i = 0; i < m; i++) {
    const b = bucket[i];
    const place = first[b];
    first[b] = place + 1;
    sorted[place] = raw[i];
  }
}

function insertionPass(sorted: Float64Array, m: number): void {
  let previous = sorted[0];
  for (let i = 1; i < m; i++) {
    const value = sorted[i];
    if (previous > value) {
      let j = i - 1;
      do {
        sorted[j + 1] = sorted[j];
        j--;
      } while (j >= 0 && sorted[j] > value);
      sorted[j + 1] = value;
    } else previous = value;
  }
}

/** Takes the codes out of the low bits of the times; returns the number of events. */
function unpack(sortedBits: Int32Array, m: number, mask: number, code: Uint16Array): number {
  let events = 0;
  for (let i = 0; i < m; i++) {
    const low = sortedBits[2 * i];
    code[i] = low & mask;
    events += low & 1;
    sortedBits[2 * i] = low & ~mask;
  }
  return events;
}
