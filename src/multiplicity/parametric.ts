import { checkAlpha, checkKnownCorrelation, checkSize, checkWeights } from './checks.ts';
import { closedTest } from './closedTest.ts';
import { proportionalWeights } from './intersections.ts';
import { type PartialCorrelation, parametricTest } from './parametricTest.ts';
import type { ProcedureKind } from './procedure.ts';
import type { Sides } from './unionLevel.ts';

export interface ParametricOptions {
  readonly alpha: number;
  /** Each above 0; only their ratios matter, sum at most 1. */
  readonly weights: readonly number[];
  /** null where a correlation is not known. */
  readonly correlation?: PartialCorrelation;
  /** 2: z is |z|, p-values and alpha are two-sided. */
  readonly sides?: Sides;
}

/**
 * Closed test with weighted Dunnett-type tests, which use up alpha exactly where the correlation is known: a weighted
 * step-down Dunnett test.
 *
 * Source: Bretz et al., Biometrical Journal 2011;53:894-913, section 3.2; Xi et al., Biometrical Journal 2017;59:918-931.
 *
 * @example parametric.build({ alpha: 0.025, weights: [0.5, 0.5], correlation: [[1, 0.5], [0.5, 1]] }) // z 2.2121 first
 */
export const parametric: ProcedureKind<ParametricOptions> = {
  check: ({ alpha, weights, correlation }) => [
    ...checkAlpha(alpha),
    ...checkSize(weights.length, 'weights'),
    ...checkWeights(weights, 'weights', false),
    ...checkKnownCorrelation(correlation, weights.length),
  ],
  build: ({ alpha, weights, correlation = [], sides }) =>
    closedTest(parametricTest(proportionalWeights(weights), alpha, correlation, sides)),
};
