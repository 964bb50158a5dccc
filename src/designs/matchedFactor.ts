import { findRoot } from '../numeric/roots.ts';

/** A match is looked for between one set of the allocation ratio and this many times the size started from. */
export const MOST = 1000;

/** First step of the search, in the logarithm of the factor. */
const STEP = 0.5;

/** Of the logarithm of the factor: a hundredth of a patient in a thousand. */
const TOLERANCE = 1e-5;

/** A quantity this near its target (relative, beyond 1) is at it: power where nothing works is the same at every size. */
const CLOSE = 1e-8;

/**
 * The logarithm of a factor at which a quantity is as wanted: the nearest to 0, where it is not monotone.
 *
 * @returns null where there is none between the limits
 */
export function matchedFactor(at: (x: number) => number, target: number, lowest: number): number | null {
  const miss = (x: number) => at(x) - target;
  const here = miss(0);
  if (Math.abs(here) <= CLOSE * Math.max(1, Math.abs(target))) return 0;
  // Exact for what is proportional to patients; the margin of power is not, and may have another sign.
  const proportional = target / at(0) > 0 ? Math.log(target / at(0)) : 0;
  if (Math.abs(miss(proportional)) <= CLOSE * Math.max(1, Math.abs(target))) return proportional;
  const highest = Math.log(MOST);
  let [low, atLow, high, atHigh] = [0, here, 0, here];
  for (let step = STEP; low > lowest || high < highest; step *= 2) {
    const up = Math.min(highest, high + step);
    const atUp = miss(up);
    if (atUp * atHigh <= 0) return findRoot(miss, high, up, TOLERANCE);
    [high, atHigh] = [up, atUp];
    const down = Math.max(lowest, low - step);
    const atDown = miss(down);
    if (atDown * atLow <= 0) return findRoot(miss, down, low, TOLERANCE);
    [low, atLow] = [down, atDown];
  }
  return null;
}
