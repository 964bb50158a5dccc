import { findRoot } from '../numeric/roots.ts';

/** Of the logarithm of the level. */
const TOLERANCE = 1e-12;
const SMALLEST = 1e-12;
const GREATEST = 0.5 - 1e-9;

/**
 * Smallest level at which the test rejects at this look; the smallest over the looks so far is the sequential p-value.
 *
 * Source: Jennison & Turnbull 2000, section 9.4; in graphs of hypotheses Maurer & Bretz, Stat Biopharm Res
 * 2013;5:311-320.
 *
 * @param boundAt bound of the look for a one-sided level, falling in it
 * @returns within [1e-12, 0.5]: the ends where the test rejects at every such level, or at none
 * @example
 * repeatedPValue((alpha) => spendingBounds([0.5, 1], { alpha, spending: lanDeMetsOBrienFleming }).upper[1], 2.225319)
 * // 0.013184
 */
export function repeatedPValue(boundAt: (alpha: number) => number, z: number): number {
  const excess = (log: number) => boundAt(Math.exp(log)) - z;
  if (excess(Math.log(SMALLEST)) <= 0) return SMALLEST;
  if (excess(Math.log(GREATEST)) > 0) return 0.5;
  return Math.exp(findRoot(excess, Math.log(SMALLEST), Math.log(GREATEST), TOLERANCE));
}
