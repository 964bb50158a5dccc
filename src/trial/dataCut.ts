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
// columns handed over.
const raw = new Float64Array(MOST_PATIENTS + 1);
const codes = new Uint16Array(MOST_PATIENTS + 1);
const untilCut = new Float64Array(MOST_PATIENTS + 1);
/** The same memory as 32-bit words, low word first: the sign of `untilCut[k]` is the top bit of word 2 k + 1. */
const untilCutBits = new Int32Array(untilCut.buffer);
const bucket = new Uint16Array(MOST_PATIENTS + 1);
const first = new Int32Array(BUCKETS);

/**
 * Cuts and sorts follow-up for at most `capacity` patients.
 *
 * Sorting is by buckets: one counting pass over equal intervals of time, then one insertion pass; 3 microseconds for 400
 * patients where a comparison sort takes 17. Events are decided on calendar times: testing time <= month - entry would
 * lose, to rounding, the very event that a cut was set at.
 *
 * @param horizon month of follow-up beyond which few patients are seen: sets the width of the buckets, never the result
 */
export function createDataCut(capacity: number, horizon: number): DataCut {
  const data = createSurvivalData(capacity + 1);
  return {
    data,
    take(followUp, entry, n, month) {
      data.n = observe(followUp, entry, n, month);
      distribute(data, BUCKETS / Math.min(horizon, month));
      data.tied = insertionPass(data);
      return countEvents(data.n);
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

function countEvents(m: number): number {
  let events = 0;
  for (let i = 0; i < m; i++) events += codes[i] & 1;
  return events;
}

/** Counting pass. */
function distribute({ n, time, code }: SurvivalData, scale: number): void {
  first.fill(0);
  for (let i = 0; i < n; i++) {
    const x = raw[i] * scale;
    const b = (x < BUCKETS - 1 ? x : BUCKETS - 1) | 0;
    bucket[i] = b;
    first[b]++;
  }
  let start = 0;
  for (let b = 0; b < BUCKETS; b++) {
    const count = first[b];
    first[b] = start;
    start += count;
  }
  for (let i = 0; i < n; i++) {
    const b = bucket[i];
    const place = first[b];
    first[b] = place + 1;
    time[place] = raw[i];
    code[place] = codes[i];
  }
}

/** Puts right what the buckets left; returns whether two times are equal. */
function insertionPass({ n, time, code }: SurvivalData): boolean {
  let tied = false;
  let previous = time[0];
  for (let i = 1; i < n; i++) {
    const value = time[i];
    if (previous < value) {
      previous = value;
      continue;
    }
    const c = code[i];
    let j = i - 1;
    while (j >= 0 && time[j] > value) {
      time[j + 1] = time[j];
      code[j + 1] = code[j];
      j--;
    }
    tied = tied || (j >= 0 && time[j] === value);
    time[j + 1] = value;
    code[j + 1] = c;
    previous = time[i];
  }
  return tied;
}
