import { findRoot } from '../numeric/roots.ts';
import { fisherCriticalProduct } from './fisherCriticalProduct.ts';
import type { FisherBounds } from './fisherProduct.ts';

/** Of the logarithm of a bound. */
const TOLERANCE = 1e-13;

/**
 * Two-stage bounds with Fisher's unadjusted critical product at the end: the trial stops at stage 1 for p_1 <= alpha_1
 * or p_1 > alpha_0, with alpha_1 + c (log alpha_0 - log alpha_1) = alpha.
 *
 * Source: Bauer & Koehne, Biometrics 1994;50:1029-1041, section 3 and table 1.
 *
 * @param alpha one-sided
 * @param alpha0 within (alpha, 1]; binding
 * @example bauerKoehneBounds(0.025, 0.5).product // 0.010189, 0.0038042
 */
export function bauerKoehneBounds(alpha: number, alpha0 = 1): FisherBounds {
  const c = fisherCriticalProduct(alpha, 2);
  const excess = (log: number) => Math.exp(log) + c * (Math.log(alpha0) - log) - alpha;
  // Without futility alpha_1 is c itself, where the excess touches 0.
  const least = Math.log(c);
  const alpha1 = excess(least) < 0 ? Math.exp(findRoot(excess, least, Math.log(alpha), TOLERANCE)) : c;
  return { product: [alpha1, c], futility: [alpha0, 1] };
}
