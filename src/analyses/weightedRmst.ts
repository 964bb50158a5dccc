import type { SurvivalData } from '../subjects/survivalData.ts';
import type { Analysis } from './analysis.ts';
import type { CohortStrata } from './cohortWeights.ts';
import { criticalValue } from './waldInterval.ts';
import { waldZ } from './waldZ.ts';
import { createWeightedCurve } from './weightedCurve.ts';

/**
 * Restricted mean survival time of the treated minus that of an external cohort weighted to them, in months: areas under the weighted
 * Kaplan-Meier curves, see `createWeightedCurve`.
 *
 * All NaN where the cohort cannot be weighted to the treated, or a side is not followed to the horizon and its curve is above 0 there.
 *
 * @param data the treated on the experimental side, the cohort on the control side
 * @param horizon months > 0
 */
export function weightedRmst(data: SurvivalData, strata: CohortStrata, horizon: number): Analysis {
  const c = criticalValue();
  const curve = createWeightedCurve(data, strata);
  const moments = new Float64Array(2);
  return (out, at) => {
    const fitted = curve.refresh();
    curve.restrictedMean(2, horizon, moments);
    const mean1 = moments[0];
    const variance1 = moments[1];
    curve.restrictedMean(0, horizon, moments);
    const estimate = fitted ? mean1 - moments[0] : Number.NaN;
    const se = Math.sqrt(variance1 + moments[1]);
    out[at] = waldZ(estimate, se);
    out[at + 1] = estimate;
    out[at + 2] = se;
    out[at + 3] = estimate - c * se;
    out[at + 4] = estimate + c * se;
  };
}
