import { checkAlpha, checkSize, checkWeights } from './checks.ts';
import { proportionalWeights } from './intersections.ts';
import type { ProcedureKind } from './procedure.ts';
import { sequentiallyRejective } from './sequentiallyRejective.ts';

export interface HolmOptions {
  readonly alpha: number;
  /** Each above 0; only their ratios matter, sum at most 1. */
  readonly weights: readonly number[];
}

/**
 * Weighted Holm: as Bonferroni, and the alpha of a rejected hypothesis goes to the others in proportion to their weights.
 * Valid under any dependence.
 *
 * Source: Holm, Scandinavian Journal of Statistics 1979;6:65-70.
 *
 * @example adjusted p of 0.01, 0.02 with weights 0.5, 0.5 // 0.02, 0.02
 */
export const holm: ProcedureKind<HolmOptions> = {
  check: ({ alpha, weights }) => [
    ...checkAlpha(alpha),
    ...checkSize(weights.length, 'weights'),
    ...checkWeights(weights, 'weights', false),
  ],
  build: ({ alpha, weights }) => sequentiallyRejective(proportionalWeights(weights), alpha),
};
