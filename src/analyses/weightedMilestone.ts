import type { SurvivalData } from '../subjects/survivalData.ts';
import type { Analysis } from './analysis.ts';
import type { CohortStrata } from './cohortWeights.ts';
import { type MilestoneMeasure, writeContrast } from './milestoneContrast.ts';
import { criticalValue } from './waldInterval.ts';
import { createWeightedCurve } from './weightedCurve.ts';

/**
 * Survival of the treated at a milestone against that of an external cohort weighted to them, as a difference or on the complementary log-log
 * scale: weighted Kaplan-Meier curves, see `createWeightedCurve`.
 *
 * All NaN where the cohort cannot be weighted to the treated, or a side is not followed to the milestone and its curve is above 0 there.
 *
 * @param data the treated on the experimental side, the cohort on the control side
 * @param horizon months of the milestone, > 0
 */
export function weightedMilestone(
  data: SurvivalData,
  strata: CohortStrata,
  horizon: number,
  measure: MilestoneMeasure = 'survival difference',
): Analysis {
  const c = criticalValue();
  const curve = createWeightedCurve(data, strata);
  const moments = new Float64Array(4);
  const side = new Float64Array(2);
  return (out, at) => {
    const fitted = curve.refresh();
    curve.survival(0, horizon, side);
    moments.set(side);
    curve.survival(2, horizon, side);
    moments.set(side, 2);
    if (!fitted) moments.fill(Number.NaN);
    writeContrast(moments, measure, c, out, at);
  };
}
