import { SLOT } from '../../analyses/analysis.ts';
import { benefitSign } from '../../designs/measureOf.ts';
import { conditionalPower } from '../../group-sequential/conditionalPower.ts';
import { predictivePower } from '../../group-sequential/predictivePower.ts';
import { normalCdf, normalUpperQuantile } from '../../numeric/normal.ts';
import type { SelectionMeasure } from '../../scenario/conductModel.ts';
import type { TestSpec, Truth } from '../../scenario/model.ts';

/** Score of a test at a look, greater is better; reads its results from `at` on. No allocation. */
export type SelectionScore = (results: Float64Array, at: number) => number;

/**
 * How promising a test looks: its estimate (turned so that more is better; a hazard ratio as -log), its z, the probability
 * to reject at full alpha at the end as planned under the trend (conditional) or averaged over a flat prior
 * (predictive), or the posterior probability of any benefit (of one beyond the margin) under a flat prior.
 *
 * @param fraction of the planned information at the look
 */
export function selectionScore(
  by: SelectionMeasure,
  test: TestSpec,
  truth: Truth,
  alpha: number,
  fraction: number,
): SelectionScore {
  const sign = benefitSign(test, truth);
  const none = Number.POSITIVE_INFINITY;
  const bounds = {
    information: [fraction, 1],
    upper: [none, normalUpperQuantile(alpha)],
    lower: [-none, -none],
  };
  const root = Math.sqrt(fraction);
  const { margin = 0 } = test;
  switch (by) {
    case 'estimate':
      return (results, at) => sign * results[at + SLOT.estimate];
    case 'z':
      return (results, at) => results[at + SLOT.z];
    case 'conditional power':
      return (results, at) => {
        const z = results[at + SLOT.z];
        return conditionalPower(bounds, 0, z, z / root);
      };
    case 'predictive power':
      return (results, at) => predictivePower(bounds, 0, results[at + SLOT.z]);
    case 'posterior probability':
      return (results, at) =>
        normalCdf((sign * (results[at + SLOT.estimate] - margin)) / results[at + SLOT.standardError]);
  }
}
