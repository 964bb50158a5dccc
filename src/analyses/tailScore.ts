import { normalQuantile, normalUpperQuantile } from '../numeric/normal.ts';

/** A lower tail at or below this is taken as this: half the spacing of doubles below 1. */
const SMALLEST_LOWER = 2 ** -53;
const SMALLEST_UPPER = 1e-300;

/**
 * The normal quantile of a one-sided p-value, p given as itself and as 1 - p so that neither tail loses digits.
 *
 * p = 1, as exact tests have it where nobody responded, gives -8.21 instead of -Infinity, so that means of z stay
 * finite; p < 1e-300 gives 37.04.
 *
 * @param upper p
 * @param lower 1 - p
 *
 * @example tailScore(0.025, 0.975) // 1.959964
 */
export function tailScore(upper: number, lower: number): number {
  if (upper <= 0.5) return normalUpperQuantile(Math.max(upper, SMALLEST_UPPER));
  return normalQuantile(Math.max(lower, SMALLEST_LOWER));
}
