import { findRoot } from '../numeric/roots.ts';
import { fisherCriticalProduct } from './fisherCriticalProduct.ts';
import { type FisherBounds, fisherExitProbabilities } from './fisherProduct.ts';

/** Of the logarithm of the level. */
const TOLERANCE = 1e-13;

/**
 * Bounds that are Fisher's critical products at one level for every stage: the stages' tests each have that level.
 *
 * @param alpha one-sided, of the whole test
 * @param futility alpha_0 by stage before the last, binding; never by default
 * @example equalLevelFisherBounds(0.025, 2).product // 0.01578807, 0.00222054
 */
export function equalLevelFisherBounds(
  alpha: number,
  stages: number,
  futility: readonly number[] = [],
): FisherBounds {
  const bounds = (level: number): FisherBounds => ({
    product: Array.from({ length: stages }, (_, k) => fisherCriticalProduct(level, k + 1)),
    futility: Array.from({ length: stages }, (_, k) => futility[k] ?? 1),
  });
  const excess = (log: number) =>
    fisherExitProbabilities(bounds(Math.exp(log))).reduce((sum, p) => sum + p, 0) - alpha;
  // Each stage takes at most its level, and together no less than the first alone.
  return bounds(
    Math.exp(findRoot(excess, Math.log(alpha / stages) - 1e-9, Math.log(alpha) + 1e-9, TOLERANCE)),
  );
}
