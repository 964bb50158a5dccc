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

/**
 * Finds the calendar month of the d-th event among the patients of a population.
 *
 * Selection by counting into equal intervals and sorting only the interval that holds the d-th: linear in n.
 *
 * @param include by group, 1 = counts
 * @param horizon month by which most events have happened: sets the width of the intervals, never the result
 * @returns `find(followUp, n, d)`: the month, or Infinity if there are fewer than d events
 */
export function createNthEvent(
  include: Uint8Array,
  horizon: number,
): (followUp: FollowUp, n: number, d: number) => number {
  const scale = BUCKETS / horizon;
  return (followUp, n, d) => {
    CALENDAR.set(followUp.calendar);
    CODE.set(followUp.code);
    INCLUDE.set(include);
    SCALE[0] = scale;
    const place = outOfLine(select, n, d);
    return place < 0 ? Number.POSITIVE_INFINITY : NEAR[place];
  };
}

/** Place in `NEAR` of the d-th event, -1 if there is none. */
function select(n: number, d: number): number {
  if (distribute(n) < d) return -1;
  let interval = 0;
  let before = 0;
  while (before + COUNTS[interval] < d) before += COUNTS[interval++];
  sortInterval(n, interval);
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
    const counted = c & INCLUDE[c >> 2];
    const b = ((interval & ~beyond) | (beyond & (BUCKETS - 1))) + (1 - counted) * BUCKETS;
    INTERVAL[k] = b;
    COUNTS[b]++;
    events += counted;
  }
  return events;
}

/** Sorts the months of one interval into `NEAR`. */
function sortInterval(n: number, interval: number): void {
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
}
