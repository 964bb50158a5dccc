import { reachesBound } from './bonferroniTest.ts';
import { checkAlpha, checkPositiveDependence, checkSize, checkWeights } from './checks.ts';
import { closedTest, type IntersectionTest } from './closedTest.ts';
import { type IntersectionWeights, proportionalWeights } from './intersections.ts';
import type { PartialCorrelation } from './parametricTest.ts';
import { boundOf, orOne, type ProcedureKind } from './procedure.ts';

export interface SidakOptions {
  readonly alpha: number;
  /** Each above 0; only their ratios matter, sum at most 1. */
  readonly weights: readonly number[];
  /** Correlation of the statistics, to show that none is negative. */
  readonly correlation?: PartialCorrelation;
}

/**
 * Closed test with weighted Sidak tests: step-down Sidak, a little above Holm. For normal statistics none of whose
 * correlations is negative (Slepian's inequality).
 *
 * Source: Sidak, J Am Stat Assoc 1967;62:626-633; step-down Holland & Copenhaver, Biometrics 1987;43:417-423.
 *
 * @example adjusted p of 0.01, 0.02 with weights 0.5, 0.5 // 0.0199, 0.02
 */
export const sidak: ProcedureKind<SidakOptions> = {
  check: ({ alpha, weights, correlation }) => [
    ...checkAlpha(alpha),
    ...checkSize(weights.length, 'weights'),
    ...checkWeights(weights, 'weights', false),
    ...checkPositiveDependence(correlation, weights.length),
  ],
  build: ({ alpha, weights }) => closedTest(sidakTest(proportionalWeights(weights), alpha)),
};

/** Weighted Sidak tests of the intersections: some p_j <= 1 - (1 - alpha)^w_j. */
function sidakTest({ size, weight }: IntersectionWeights, alpha: number): IntersectionTest {
  const share = Math.log1p(-alpha);
  return {
    size,
    rejects: reachesBound(
      size,
      weight.map((w) => boundOf(-Math.expm1(w * share))),
    ),
    pValue(mask, p) {
      let least = 1;
      for (let j = 0; j < size; j++) {
        const w = weight[mask * size + j];
        if (w > 0) least = Math.min(least, -Math.expm1(Math.log1p(-orOne(p[j])) / w));
      }
      return least;
    },
  };
}
