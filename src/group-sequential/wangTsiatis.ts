import { normalUpperQuantile } from '../numeric/normal.ts';
import { bracketRoot, findRoot } from '../numeric/roots.ts';
import { type Bounds, type OtherSide, otherBound } from './bounds.ts';
import { exitProbabilities } from './exitProbabilities.ts';

/** Of the constant. */
const TOLERANCE = 1e-12;

/**
 * Bounds c (t_k / t_K)^(shape - 1/2), with c found so that the test has level alpha: shape 0 is O'Brien & Fleming, 1/2
 * Pocock.
 *
 * Source: Wang & Tsiatis, Biometrics 1987;43:193-199 (for looks at unequal steps the same formula).
 *
 * @param alpha one-sided; on each side of a two-sided test
 * @param other see `efficacyBounds`
 * @example wangTsiatis([0.4, 1], 0.025, 0.1).upper // 2.854452, 1.978549
 */
export function wangTsiatis(
  information: readonly number[],
  alpha: number,
  shape: number,
  other?: OtherSide,
): Bounds {
  const end = information[information.length - 1];
  const bounds = (constant: number): Bounds => {
    const upper = information.map((t) => constant * (t / end) ** (shape - 0.5));
    return { information, upper, lower: upper.map((b, k) => otherBound(other, k, b)) };
  };
  const excess = (constant: number) =>
    exitProbabilities(bounds(constant), 0).upper.reduce((sum, p) => sum + p, 0) - alpha;
  const fixed = normalUpperQuantile(alpha);
  if (information.length === 1) return bounds(fixed);
  const [low, high] = bracketRoot(excess, fixed, fixed + 0.5, 0);
  return bounds(findRoot(excess, low, high, TOLERANCE));
}
