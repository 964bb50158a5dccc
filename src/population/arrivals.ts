/** Rate over time: `value` a month until `until` (months; the last period is open). */
export interface RatePeriod {
  readonly until: number;
  readonly value: number;
}

/**
 * The cumulative intensity of screening, Lambda(t), and its inverse: the month by which x patients are expected.
 *
 * Written as a sum over the periods with a positive rate: from `starts[p]` patients on the slope changes by `slopes[p]`
 * months a patient and time jumps by `gaps[p]` months in which nobody was screened. No branch depends on the data.
 */
export interface Intensity {
  readonly starts: Float64Array;
  readonly slopes: Float64Array;
  readonly gaps: Float64Array;
}

/** @param periods rates by month, at least one positive, the last open-ended and positive */
export function createIntensity(periods: readonly RatePeriod[]): Intensity {
  const starts: number[] = [];
  const slopes: number[] = [];
  const gaps: number[] = [];
  let begin = 0;
  let expected = 0;
  let slope = 0;
  let gap = 0;
  for (const { until, value } of periods) {
    if (value > 0) {
      starts.push(expected);
      slopes.push(1 / value - slope);
      gaps.push(gap);
      slope = 1 / value;
      gap = 0;
      expected += value * (until - begin);
    } else gap += until - begin;
    begin = until;
  }
  return {
    starts: Float64Array.from(starts),
    slopes: Float64Array.from(slopes),
    gaps: Float64Array.from(gaps),
  };
}

/**
 * Month by which `expected` patients are screened: Lambda^-1.
 * @example inverseIntensity(createIntensity([{ until: 6, value: 10 }, { until: Infinity, value: 20 }]), 80) // 7
 */
export function inverseIntensity(intensity: Intensity, expected: number): number {
  const { starts, slopes, gaps } = intensity;
  let time = gaps[0] + expected * slopes[0];
  for (let p = 1; p < starts.length; p++) {
    const beyond = expected - starts[p];
    if (beyond > 0) time += beyond * slopes[p] + gaps[p];
  }
  return time;
}

/** `count` independent entry times with density proportional to the rate until `total` are expected; unsorted. */
export function uniformArrivals(
  intensity: Intensity,
  words: Int32Array,
  total: number,
  entry: Float64Array,
  count: number,
): void {
  const { starts, slopes, gaps } = intensity;
  const unit = total / 4294967296;
  if (starts.length === 1) onePeriod(words, count, unit, gaps[0], slopes[0], entry);
  else twoPeriods(words, count, unit, gaps[0], slopes[0], starts[1], slopes[1], gaps[1], entry);
  for (let p = 2; p < starts.length; p++) {
    for (let i = 0; i < count; i++) {
      const beyond = ((words[i] >>> 0) + 0.5) * unit - starts[p];
      entry[i] += (beyond * slopes[p] + gaps[p]) * Number(beyond > 0);
    }
  }
}

function onePeriod(
  words: Int32Array,
  count: number,
  unit: number,
  gap: number,
  slope: number,
  entry: Float64Array,
): void {
  for (let i = 0; i < count; i++) entry[i] = gap + ((words[i] >>> 0) + 0.5) * unit * slope;
}

/**
 * The comparison is used as a number, 0 or 1, because the data decide it: a branch would be mispredicted. Two patients a turn
 * share the engine's checks of the arrays.
 */
function twoPeriods(
  words: Int32Array,
  count: number,
  unit: number,
  gap0: number,
  slope0: number,
  start: number,
  slope: number,
  gap: number,
  entry: Float64Array,
): void {
  for (let i = 0; i < count; i += 2) {
    // An odd last patient is done twice.
    const j = Math.min(i + 1, count - 1);
    const expected = ((words[i] >>> 0) + 0.5) * unit;
    const other = ((words[j] >>> 0) + 0.5) * unit;
    const beyond = expected - start;
    const otherBeyond = other - start;
    entry[i] = gap0 + expected * slope0 + (beyond * slope + gap) * Number(beyond > 0);
    entry[j] = gap0 + other * slope0 + (otherBeyond * slope + gap) * Number(otherBeyond > 0);
  }
}

/**
 * Poisson arrivals `from..to-1`.
 *
 * @param reached in its only place the running sum of unit exponentials: patients expected by the last arrival. (A cell: as a
 *   number that outlives the call the sum would go on the heap at every patient.)
 */
export function poissonArrivals(
  intensity: Intensity,
  exponentials: Float64Array,
  reached: Float64Array,
  entry: Float64Array,
  from: number,
  to: number,
): void {
  let sum = reached[0];
  for (let i = from; i < to; i++) {
    sum += exponentials[i];
    entry[i] = inverseIntensity(intensity, sum);
  }
  reached[0] = sum;
}

/** Evenly spaced arrivals: patient i (from 0) in the middle of his expected interval. */
export function evenArrivals(intensity: Intensity, entry: Float64Array, from: number, to: number): void {
  for (let i = from; i < to; i++) entry[i] = inverseIntensity(intensity, i + 0.5);
}
