import { MOST_PATIENTS } from '../designs/enrolmentPlan.ts';
import type { FollowUp } from '../endpoints/timeToEvent.ts';

const BUCKETS = 512;

/** Intervals are whole 32-bit numbers; whatever lies beyond this one is in the last. */
const FAR = 1e9;

// Scratch of this thread: nothing in it outlives a call. Columns known to the compiler are read twice as fast as
// columns handed over.
const near = new Float64Array(MOST_PATIENTS + 1);
const intervalOf = new Uint16Array(MOST_PATIENTS + 1);
// The second half counts those who have no event or are of another population.
const counts = new Int32Array(2 * BUCKETS);

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
    if (distribute(followUp, n, include, scale) < d) return Number.POSITIVE_INFINITY;
    let interval = 0;
    let before = 0;
    while (before + counts[interval] < d) before += counts[interval++];
    sortInterval(followUp.calendar, n, interval);
    return near[d - before - 1];
  };
}

/** Counts into intervals; returns the number of events. */
function distribute({ calendar, code }: FollowUp, n: number, include: Uint8Array, scale: number): number {
  counts.fill(0);
  let events = 0;
  for (let k = 0; k < n; k++) {
    const c = code[k];
    const x = calendar[k] * scale;
    const interval = (x < FAR ? x : FAR) | 0;
    const beyond = (BUCKETS - 1 - interval) >> 31;
    const counted = c & include[c >> 2];
    const b = ((interval & ~beyond) | (beyond & (BUCKETS - 1))) + ((1 - counted) << 9);
    intervalOf[k] = b;
    counts[b]++;
    events += counted;
  }
  return events;
}

/** Sorts the months of one interval into `near`. */
function sortInterval(calendar: Float64Array, n: number, interval: number): void {
  let m = 0;
  for (let k = 0; k < n; k++) {
    near[m] = calendar[k];
    m += intervalOf[k] === interval ? 1 : 0;
  }
  for (let i = 1; i < m; i++) {
    const value = near[i];
    let j = i - 1;
    while (j >= 0 && near[j] > value) {
      near[j + 1] = near[j];
      j--;
    }
    near[j + 1] = value;
  }
}
