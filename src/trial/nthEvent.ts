import type { FollowUp } from '../endpoints/timeToEvent.ts';

const BUCKETS = 512;

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
  capacity: number,
  include: Uint8Array,
  horizon: number,
): (followUp: FollowUp, n: number, d: number) => number {
  const month = new Float64Array(capacity + 1);
  const near = new Float64Array(capacity + 1);
  const counts = new Int32Array(BUCKETS);
  const scale = BUCKETS / horizon;
  const everybody = include.every((w) => w === 1);

  function collect({ calendar, code }: FollowUp, n: number): number {
    let m = 0;
    if (everybody) {
      for (let k = 0; k < n; k++) {
        month[m] = calendar[k];
        m += code[k] & 1;
      }
    } else {
      for (let k = 0; k < n; k++) {
        month[m] = calendar[k];
        m += code[k] & include[code[k] >> 2];
      }
    }
    return m;
  }

  return (followUp, n, d) => {
    const m = collect(followUp, n);
    if (m < d) return Number.POSITIVE_INFINITY;
    counts.fill(0);
    for (let i = 0; i < m; i++) {
      const x = month[i] * scale;
      counts[(x < BUCKETS - 1 ? x : BUCKETS - 1) | 0]++;
    }
    let bucket = 0;
    let before = 0;
    while (before + counts[bucket] < d) before += counts[bucket++];
    let k = 0;
    for (let i = 0; i < m; i++) {
      const value = month[i];
      const x = value * scale;
      near[k] = value;
      k += ((x < BUCKETS - 1 ? x : BUCKETS - 1) | 0) === bucket ? 1 : 0;
    }
    for (let i = 1; i < k; i++) {
      const value = near[i];
      let j = i - 1;
      while (j >= 0 && near[j] > value) {
        near[j + 1] = near[j];
        j--;
      }
      near[j + 1] = value;
    }
    return near[d - before - 1];
  };
}
