import type { ScoreStatistic } from './scoreStatistic.ts';

/** Widest log ratio looked at: rates of 1e-13 and their complements still differ in doubles. */
const LARGEST_LOG_RATIO = 30;

/**
 * Limits of a risk difference by inversion of its score statistic: where z is `critical` and `-critical`.
 *
 * @returns the limit in [-1, 1]: the lower one for `critical > 0`, the upper one for `critical < 0`
 */
export function differenceLimit(score: ScoreStatistic, critical: number): number {
  return scoreRoot(score, critical, -1, 1);
}

/**
 * Limits of a log ratio by inversion of its score statistic, for the sides that the data do not leave open (an arm without
 * responders does). A limit beyond 30 is reported as infinite.
 *
 * @param start any finite log ratio, best the estimate
 */
export function logRatioLimit(score: ScoreStatistic, critical: number, start: number): number {
  const side = critical > 0 ? 1 : -1;
  // A stratified estimate is not quite the root of its score, and there may be none: step inside the interval first.
  let inside = start;
  let step = 0.25;
  while (side * (score(inside) - critical) > 0) {
    inside += side * step;
    step *= 2;
    if (Math.abs(inside) > LARGEST_LOG_RATIO) return side * Number.POSITIVE_INFINITY;
  }
  let outside = inside;
  step = 0.5;
  while (!(side * (score(outside) - critical) > 0)) {
    if (Math.abs(outside) > LARGEST_LOG_RATIO) return -side * Number.POSITIVE_INFINITY;
    inside = outside;
    outside -= side * step;
    step *= 2;
  }
  return scoreRoot(score, critical, Math.min(inside, outside), Math.max(inside, outside));
}

/**
 * Root of `score(effect) = critical` between `low` and `high`, to 1e-14 absolute and relative, by Chandrupatla's method
 * (inverse quadratic steps where they are safe, else bisection; Adv Eng Software 1997;28:145-149).
 */
function scoreRoot(score: ScoreStatistic, critical: number, low: number, high: number): number {
  let a = high;
  let fa = bounded(score(high) - critical);
  let b = low;
  let fb = bounded(score(low) - critical);
  // No change of sign: the score is still inside at the end of the range, which is the limit then.
  if (!(fb > 0)) return low;
  if (!(fa < 0)) return high;
  let fraction = 0.5;
  for (let step = 0; step < 200; step++) {
    const x = a + fraction * (b - a);
    const fx = bounded(score(x) - critical);
    let c = a;
    let fc = fa;
    if (fx > 0 !== fa > 0) {
      c = b;
      fc = fb;
      b = a;
      fb = fa;
    }
    a = x;
    fa = fx;
    const best = Math.abs(fa) < Math.abs(fb) ? a : b;
    const smallest = (1e-14 * (1 + Math.abs(best))) / Math.abs(b - a);
    if (fa === 0 || smallest > 0.5) return fa === 0 ? a : best;
    const xi = (a - b) / (c - b);
    const phi = (fa - fb) / (fc - fb);
    fraction =
      phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi
        ? (fa / (fb - fa)) * (fc / (fb - fc)) + (((c - a) / (b - a)) * (fa / (fc - fa)) * fb) / (fc - fb)
        : 0.5;
    fraction = Math.min(1 - smallest, Math.max(smallest, fraction));
  }
  return a;
}

/** Scores are infinite at the ends of the range: a monotone map to [-1, 1] keeps the root and the interpolation. */
function bounded(value: number): number {
  return Math.abs(value) === Number.POSITIVE_INFINITY ? Math.sign(value) : value / (1 + Math.abs(value));
}
