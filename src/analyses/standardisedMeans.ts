import type { Analysis } from './analysis.ts';
import type { MeanOptions } from './continuousOptions.ts';
import { directionSign } from './direction.ts';
import type { Moments } from './moments.ts';
import { createSideMoments, fillSideMoments, meanOf, varianceOf } from './sideMoments.ts';
import { criticalValue } from './waldInterval.ts';
import { waldZ } from './waldZ.ts';

/**
 * Mean of the treated minus that of an external cohort standardised to them (g-formula with a mean for each stratum): sum over strata of
 * (n1s / n1) (m1s - m0s), with a normal z. Variance: sample variances within strata, and the spread of the differences over the strata of the
 * treated.
 *
 * All NaN where a stratum of the treated has fewer than two patients on either side.
 *
 * Source: as `standardisedDifference`.
 *
 * @param moments the treated on the experimental side, the cohort on the control side
 * @param strata groups of each stratum
 */
export function standardisedMeans(
  moments: Moments,
  strata: readonly ArrayLike<number>[],
  { better, level = 0.95 }: MeanOptions = {},
): Analysis {
  const sign = directionSign(better);
  const c = criticalValue(level);
  const treated = createSideMoments();
  const cohort = createSideMoments();
  return (out, at) => {
    let n = 0;
    for (let s = 0; s < strata.length; s++) {
      fillSideMoments(moments, strata[s], 1, treated);
      n += treated.n;
    }
    let estimate = 0;
    let squares = 0;
    let variance = 0;
    for (let s = 0; s < strata.length; s++) {
      fillSideMoments(moments, strata[s], 1, treated);
      if (treated.n === 0) continue;
      fillSideMoments(moments, strata[s], 0, cohort);
      const w = treated.n / n;
      const difference = meanOf(treated) - meanOf(cohort);
      estimate += w * difference;
      squares += w * difference * difference;
      variance += w * w * (varianceOf(treated) / treated.n + varianceOf(cohort) / cohort.n);
    }
    const se = Math.sqrt(variance + (squares - estimate * estimate) / n);
    const known = Number.isNaN(se) ? Number.NaN : estimate;
    out[at] = sign * waldZ(known, se);
    out[at + 1] = known;
    out[at + 2] = se;
    out[at + 3] = known - c * se;
    out[at + 4] = known + c * se;
  };
}
