import { checkAlpha, checkPositiveDependence, checkSize, checkWeights } from './checks.ts';
import { closedTest } from './closedTest.ts';
import { proportionalWeights } from './intersections.ts';
import type { PartialCorrelation } from './parametricTest.ts';
import type { ProcedureKind } from './procedure.ts';
import { MOST_IN_SIMES, simesTest } from './simesTest.ts';

export interface WeightedSimesOptions {
  readonly alpha: number;
  /** Each above 0; only their ratios matter, sum at most 1. */
  readonly weights: readonly number[];
  /** Correlation of the statistics, to show that none is negative. */
  readonly correlation?: PartialCorrelation;
}

/**
 * Closed test with weighted Simes tests; equal weights are Hommel's procedure. For independent or positively dependent
 * statistics.
 *
 * Source: Benjamini & Hochberg, Scandinavian Journal of Statistics 1997;24:407-418.
 *
 * @example adjusted p of 0.02, 0.3 with weights 0.8, 0.2 // 0.025, 0.3
 */
export const simes: ProcedureKind<WeightedSimesOptions> = {
  check: ({ alpha, weights, correlation }) => [
    ...checkAlpha(alpha),
    ...checkSize(weights.length, 'weights', MOST_IN_SIMES),
    ...checkWeights(weights, 'weights', false),
    ...checkPositiveDependence(correlation, weights.length),
  ],
  build: ({ alpha, weights }) => closedTest(simesTest(proportionalWeights(weights), alpha)),
};
