import type { Analysis } from './analysis.ts';
import type { Borrowing } from './borrowedDifference.ts';
import { createBorrowedFit, writeBorrowed } from './borrowedEffect.ts';
import type { MeanOptions } from './continuousOptions.ts';
import { directionSign } from './direction.ts';
import type { Moments } from './moments.ts';
import { createSideMoments, fillSideMoments, meanOf, varianceOf } from './sideMoments.ts';
import { criticalValue } from './waldInterval.ts';

/**
 * Difference of means that borrows from an external cohort, see `writeBorrowed`: normal likelihoods with the sample variances as known. The vague
 * part of a robust prior is worth one patient of the cohort.
 *
 * @param trial the trial's own arms; without control patients it is a single arm
 * @param external the cohort on the control side
 * @param groups of the trial's patients, and of the cohort's
 */
export function borrowedMeans(
  trial: Moments,
  external: Moments,
  groups: { own: ArrayLike<number>; cohort: ArrayLike<number> },
  borrowing: Borrowing,
  { better, level = 0.95 }: MeanOptions = {},
): Analysis {
  const sign = directionSign(better);
  const c = criticalValue(level);
  const fit = createBorrowedFit();
  const treated = createSideMoments();
  const control = createSideMoments();
  const cohort = createSideMoments();
  return (out, at) => {
    fillSideMoments(trial, groups.own, 1, treated);
    fillSideMoments(trial, groups.own, 0, control);
    fillSideMoments(external, groups.cohort, 0, cohort);
    fit.unitVariance = varianceOf(cohort);
    fit.cohortVariance = varianceOf(cohort) / cohort.n;
    const own = varianceOf(treated) / treated.n;
    const single = control.n === 0;
    if (single) {
      fit.effect = meanOf(treated) - meanOf(cohort);
      fit.variance = own + fit.cohortVariance;
    } else {
      fit.covariance = varianceOf(control) / control.n;
      fit.effect = meanOf(treated) - meanOf(control);
      fit.variance = own + fit.covariance;
      fit.shift = meanOf(cohort) - meanOf(control);
      fit.shiftVariance = fit.cohortVariance + fit.covariance;
    }
    writeBorrowed(out, at, fit, borrowing, single, sign, c);
  };
}
