import { normalCdf, normalUpperTail } from '../numeric/normal.ts';
import type { Borrowing } from './borrowedDifference.ts';
import { tailScore } from './tailScore.ts';

/** Normal approximation of the likelihood of a comparison with an external cohort; refilled by an analysis. */
export interface BorrowedFit {
  /** Effect of treatment against the trial's own control arm; of a single arm, against the cohort as it is. */
  effect: number;
  variance: number;
  /** The cohort against the trial's own control arm, on the same scale; 0 of a single arm. */
  shift: number;
  shiftVariance: number;
  covariance: number;
  /** Variance that the cohort's own patients bring, and that of one patient (or event) of it. */
  cohortVariance: number;
  unitVariance: number;
}

export const createBorrowedFit = (): BorrowedFit => ({
  effect: Number.NaN,
  variance: Number.NaN,
  shift: 0,
  shiftVariance: 0,
  covariance: 0,
  cohortVariance: Number.NaN,
  unitVariance: Number.NaN,
});

/**
 * Writes the posterior of an effect that borrows from an external cohort: the cohort is the trial's control arm but for a shift with prior
 * N(0, tau^2), the effect has a flat prior, both have a normal likelihood.
 *
 * - power prior of weight a: tau^2 = (1/a - 1) times the variance of the cohort's own part, which is the likelihood of its patients to the power a;
 * - robust MAP: a mixture of tau = the standard deviation between trials, with its weight, and tau^2 = the variance of one patient (event), with the
 *   rest; a control arm of the trial's own moves the weights by the probability of the shift seen under each.
 *
 * z is the normal quantile of P(effect favours experimental), the estimate the posterior mean, with its standard deviation and a normal interval.
 *
 * Sources: Ibrahim & Chen, Stat Sci 2000;15:46-60; Schmidli et al., Biometrics 2014;70:1023-1032; the shift as a parameter: Hobbs et al.,
 * Bayesian Anal 2012;7:639-674.
 *
 * @param sign 1 where a larger effect is better, -1 where a smaller one is
 * @param c standard errors to either side
 */
export function writeBorrowed(
  out: Float64Array,
  at: number,
  fit: BorrowedFit,
  borrowing: Borrowing,
  single: boolean,
  sign: 1 | -1,
  c: number,
): void {
  const robust = borrowing.kind === 'robust map';
  const informed = robust ? borrowing.sd * borrowing.sd : (1 / borrowing.weight - 1) * fit.cohortVariance;
  const vague = fit.unitVariance;
  let share = robust ? borrowing.weight : 1;
  if (robust && !single) {
    const one = share * density(fit.shift, fit.shiftVariance + informed);
    const other = (1 - share) * density(fit.shift, fit.shiftVariance + vague);
    share = one / (one + other);
  }
  const m1 = meanGiven(fit, informed, single);
  const v1 = varianceGiven(fit, informed, single);
  const m0 = meanGiven(fit, vague, single);
  const v0 = varianceGiven(fit, vague, single);
  const rest = 1 - share;
  const mean = rest === 0 ? m1 : share * m1 + rest * m0;
  const se = Math.sqrt(
    rest === 0 ? v1 : share * (v1 + (m1 - mean) * (m1 - mean)) + rest * (v0 + (m0 - mean) * (m0 - mean)),
  );
  const x1 = (sign * m1) / Math.sqrt(v1);
  const x0 = (sign * m0) / Math.sqrt(v0);
  const upper = share * normalUpperTail(x1) + (rest === 0 ? 0 : rest * normalUpperTail(x0));
  const lower = share * normalCdf(x1) + (rest === 0 ? 0 : rest * normalCdf(x0));
  out[at] =
    Number.isNaN(mean) || Number.isNaN(upper) ? Number.NaN : rest === 0 ? x1 : tailScore(upper, lower);
  out[at + 1] = mean;
  out[at + 2] = se;
  out[at + 3] = mean - c * se;
  out[at + 4] = mean + c * se;
}

const density = (x: number, variance: number): number =>
  Math.exp((-0.5 * x * x) / variance) / Math.sqrt(variance);

/** How far the effect follows the shift seen. */
function pull(fit: BorrowedFit, prior: number): number {
  return prior === Number.POSITIVE_INFINITY ? 0 : fit.covariance / (fit.shiftVariance + prior);
}

function meanGiven(fit: BorrowedFit, prior: number, single: boolean): number {
  return single ? fit.effect : fit.effect - pull(fit, prior) * fit.shift;
}

function varianceGiven(fit: BorrowedFit, prior: number, single: boolean): number {
  return single ? fit.variance + prior : fit.variance - pull(fit, prior) * fit.covariance;
}
