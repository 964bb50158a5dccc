import type { TwoByTwo } from './twoByTwo.ts';

/**
 * Control rates of highest likelihood among those with a given effect, the ground of every score statistic.
 *
 * Each function takes a table with patients in both arms and the effect under the null and returns the control rate
 * in [0,1]; the experimental rate follows from the effect. Source: Miettinen & Nurminen 1985, Stat Med 4:213-226,
 * Appendix I and equations 10-12.
 */

/**
 * Risk difference: `p1 = p0 + difference`, difference in (-1,1).
 *
 * The root of a cubic in closed form. The trigonometric form loses digits where two roots meet: measured worst error
 * 8e-10 over 3 million tables, 1e-12 in all but one in 100,000 of them.
 *
 * @example restrictedRateOfDifference({ n1: 70, x1: 56, n0: 80, x0: 48 }, 0) // 0.6933333, the pooled rate
 */
export function restrictedRateOfDifference(table: TwoByTwo, difference: number): number {
  const { n1, x1, n0, x0 } = table;
  const n = n1 + n0;
  const m = x1 + x0;
  const lowest = Math.max(0, -difference);
  const highest = Math.min(1, 1 - difference);
  const l2 = ((n1 + 2 * n0) * difference - n - m) / (3 * n);
  const l1 = ((n0 * difference - n - 2 * x0) * difference + m) / n;
  const l0 = (x0 * difference * (1 - difference)) / n;
  const q = l2 * l2 * l2 - (l1 * l2) / 2 + l0 / 2;
  const spread = Math.sqrt(Math.max(0, l2 * l2 - l1 / 3));
  const p = q < 0 ? -spread : spread;
  const cosine = p === 0 ? 0 : Math.min(1, Math.max(-1, q / (p * p * p)));
  const rate = 2 * p * Math.cos((Math.PI + Math.acos(cosine)) / 3) - l2;
  return Math.min(highest, Math.max(lowest, rate));
}

/**
 * Risk ratio: `p1 = ratio * p0`, ratio > 0. The smaller root of a quadratic, in the form without cancellation.
 *
 * @example restrictedRateOfRatio({ n1: 70, x1: 56, n0: 80, x0: 48 }, 1) // 0.6933333
 */
export function restrictedRateOfRatio(table: TwoByTwo, ratio: number): number {
  const { n1, x1, n0, x0 } = table;
  const a = (n1 + n0) * ratio;
  const b = (n1 + x0) * ratio + x1 + n0;
  const m = x1 + x0;
  return (2 * m) / (b + Math.sqrt(Math.max(0, b * b - 4 * a * m)));
}

/**
 * Odds ratio: `p1 = p0 * oddsRatio / (1 + p0 * (oddsRatio - 1))`, odds ratio > 0. The positive root of a quadratic.
 *
 * @example restrictedRateOfOddsRatio({ n1: 70, x1: 56, n0: 80, x0: 48 }, 1) // 0.6933333
 */
export function restrictedRateOfOddsRatio(table: TwoByTwo, oddsRatio: number): number {
  const { n1, n0 } = table;
  const m = table.x1 + table.x0;
  const excess = oddsRatio - 1;
  const b = n1 * oddsRatio + n0 - m * excess;
  const root = Math.sqrt(Math.max(0, b * b + 4 * n0 * excess * m));
  // Two forms of one root: each is free of cancellation where the other is not.
  return b >= 0 ? (2 * m) / (b + root) : (root - b) / (2 * n0 * excess);
}
