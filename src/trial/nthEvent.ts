import type { FollowUp } from '../endpoints/timeToEvent.ts';
import { outOfLine, scratchBytes, scratchDoubles, scratchShorts, scratchWords } from '../subjects/scratch.ts';

const BUCKETS = 256;

/** Intervals are whole 32-bit numbers; whatever lies beyond this one is in the last. */
const FAR = 1e9;

const CALENDAR = scratchDoubles();
const CODE = scratchShorts();
const INCLUDE = scratchBytes();
const NEAR = scratchDoubles();
const INTERVAL = scratchShorts();
// The second half counts those who have no event or are of another population.
const COUNTS = scratchWords(2 * BUCKETS);
/** Intervals a month. */
const SCALE = scratchDoubles(1);

/** Whose events are counted in the scratch: the looks of a trial count them once. */
let counted: object | null = null;

/**
 * Writes to the one place of `month` the calendar month of the d-th event of n patients, or Infinity if there are fewer than d
 * events. (A double that a call hands over goes on the heap: months that are asked for in every replicate are written to a place.)
 */
export type NthEvent = (followUp: FollowUp, n: number, d: number, month: Float64Array) => void;

/**
 * Finds the calendar month of the d-th event among the patients of a population.
 *
 * Selection by counting into equal intervals and sorting only the interval that holds the d-th: linear in n.
 *
 * @param include by group, 1 = counts
 * @param horizon month by which most events have happened: sets the width of the intervals, never the result
 */
export function createNthEvent(include: Uint8Array, horizon: number): NthEvent {
  const scale = BUCKETS / horizon;
  const own: { events: number; filled: number; of: FollowUp | null } = { events: 0, filled: -1, of: null };
  return (followUp, n, d, month) => {
    if (counted !== own || own.of !== followUp || own.filled !== followUp.filled) {
      CALENDAR.set(followUp.calendar);
      CODE.set(followUp.code);
      INCLUDE.set(include);
      SCALE[0] = scale;
      own.events = outOfLine(distribute, n, 0);
      own.of = followUp;
      own.filled = followUp.filled;
      counted = own;
    }
    month[0] = own.events < d ? Number.POSITIVE_INFINITY : NEAR[outOfLine(select, n, d)];
  };
}

/** Place of the d-th event in its interval, whose months are then in `NEAR`, sorted; there are at least d. */
function select(n: number, d: number): number {
  let interval = 0;
  let before = 0;
  while (before + COUNTS[interval] < d) before += COUNTS[interval++];
  let m = 0;
  for (let k = 0; k < n; k++) {
    NEAR[m] = CALENDAR[k];
    m += Number(INTERVAL[k] === interval);
  }
  for (let i = 1; i < m; i++) {
    const value = NEAR[i];
    let j = i - 1;
    while (j >= 0 && NEAR[j] > value) {
      NEAR[j + 1] = NEAR[j];
      j--;
    }
    NEAR[j + 1] = value;
  }
  return d - before - 1;
}

/** Counts into intervals; returns the number of events. */
function distribute(n: number): number {
  const scale = SCALE[0];
  COUNTS.fill(0);
  let events = 0;
  for (let k = 0; k < n; k++) {
    const c = CODE[k];
    const x = CALENDAR[k] * scale;
    const interval = (x < FAR ? x : FAR) | 0;
    const beyond = (BUCKETS - 1 - interval) >> 31;
    const counts = c & INCLUDE[c >> 2];
    const b = ((interval & ~beyond) | (beyond & (BUCKETS - 1))) + (1 - counts) * BUCKETS;
    INTERVAL[k] = b;
    COUNTS[b]++;
    events += counts;
  }
  return events;
}
