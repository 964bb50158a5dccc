import type { Analysis } from './analysis.ts';
import type { CohortStrata } from './cohortWeights.ts';
import type { MeanOptions } from './continuousOptions.ts';
import { directionSign } from './direction.ts';
import type { Moments } from './moments.ts';
import { createRaking } from './raking.ts';
import { criticalValue } from './waldInterval.ts';
import { waldZ } from './waldZ.ts';

/**
 * Mean of the treated minus the weighted mean of an external cohort, with a normal z; weights as in `createRaking`. Variance: that of a weighted
 * mean with the weights as given, sum of w^2 (y - m)^2 / (sum of w)^2, and the treated's.
 *
 * All NaN where the cohort cannot be weighted to the treated.
 *
 * Source: as `weightedDifference`.
 *
 * @param moments the treated on the experimental side, the cohort on the control side
 */
export function weightedMeans(
  moments: Moments,
  { stratumOf, strata, levels }: CohortStrata,
  { better, level = 0.95 }: MeanOptions = {},
): Analysis {
  const sign = directionSign(better);
  const c = criticalValue(level);
  const { weights, rake } = createRaking(strata, levels);
  const treated = new Float64Array(strata);
  const cohort = new Float64Array(strata);
  return (out, at) => {
    const { n, y, yy } = moments;
    treated.fill(0);
    cohort.fill(0);
    let n1 = 0;
    let y1 = 0;
    let yy1 = 0;
    for (let g = 0; g < stratumOf.length; g++) {
      treated[stratumOf[g]] += n[2 * g + 1];
      cohort[stratumOf[g]] += n[2 * g];
      n1 += n[2 * g + 1];
      y1 += y[2 * g + 1];
      yy1 += yy[2 * g + 1];
    }
    const fitted = rake(treated, cohort);
    let all = 0;
    let sum = 0;
    for (let g = 0; g < stratumOf.length; g++) {
      all += weights[stratumOf[g]] * n[2 * g];
      sum += weights[stratumOf[g]] * y[2 * g];
    }
    const mean = fitted ? sum / all : Number.NaN;
    let squares = 0;
    for (let g = 0; g < stratumOf.length; g++) {
      const w = weights[stratumOf[g]];
      squares += w * w * (yy[2 * g] - 2 * mean * y[2 * g] + mean * mean * n[2 * g]);
    }
    const variance1 = n1 > 1 ? (yy1 - (y1 * y1) / n1) / (n1 - 1) : Number.NaN;
    const estimate = y1 / n1 - mean;
    const se = Math.sqrt(variance1 / n1 + squares / (all * all));
    out[at] = sign * waldZ(estimate, se);
    out[at + 1] = estimate;
    out[at + 2] = se;
    out[at + 3] = estimate - c * se;
    out[at + 4] = estimate + c * se;
  };
}
