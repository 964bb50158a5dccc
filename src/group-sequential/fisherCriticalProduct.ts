import { gammaUpperTail } from '../numeric/gamma.ts';
import { findRoot } from '../numeric/roots.ts';

/** Of -log of the product. */
const TOLERANCE = 1e-13;

/**
 * Product of independent uniform p-values that is not exceeded with probability `level`: exp(-q / 2), q the upper
 * chi-square quantile with twice as many degrees of freedom as p-values.
 *
 * Source: Fisher, "Statistical methods for research workers", 4th edition 1932.
 *
 * @example fisherCriticalProduct(0.025, 2) // 0.0038042
 */
export function fisherCriticalProduct(level: number, count: number): number {
  if (count === 1) return level;
  const excess = (sum: number) => gammaUpperTail(sum, count, 1) - level;
  // One p-value alone needs -log(level); k of them no more than k times that.
  return Math.exp(-findRoot(excess, 0, count * (1 - Math.log(level)), TOLERANCE));
}
