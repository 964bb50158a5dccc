import { SLOT, SLOTS } from '../../analyses/analysis.ts';
import { type Borrowing, borrowedDifference } from '../../analyses/borrowedDifference.ts';
import { createBorrowedFit, writeBorrowed } from '../../analyses/borrowedEffect.ts';
import { createTwoByTwo } from '../../analyses/twoByTwo.ts';
import { normalCdf } from '../../numeric/normal.ts';
import { remembered } from '../../numeric/remembered.ts';
import { findRoot } from '../../numeric/roots.ts';
import type { BinaryEndpoint } from '../../scenario/model.ts';
import { largerIsBetter } from '../measureOf.ts';
import { valueSides } from './cohortInfluence.ts';
import type { CohortSides } from './cohortLimit.ts';
import { cohortScore } from './cohortScore.ts';
import { coxLimit } from './coxLimit.ts';
import { type Border, borderBy } from './exactPower.ts';
import { scoreProcess } from './scoreProcess.ts';

/** Borders by rule and sizes: posterior probabilities take a quadrature each, and no truth of a sweep moves them. */
const borders = remembered<Int32Array>(2000);

/** Which responders of a single arm are enough beside those of a cohort that is borrowed from. */
export function borrowedBorder(borrowing: Borrowing, endpoint: BinaryEndpoint, bound: number): Border {
  const trial = createTwoByTwo();
  const external = createTwoByTwo();
  const out = new Float64Array(SLOTS);
  const analysis = borrowedDifference(trial, external, borrowing, endpoint.better);
  const border = borderBy(
    endpoint,
    (n1, x1, n0, x0) => {
      trial.n1 = n1;
      trial.x1 = x1;
      external.n0 = n0;
      external.x0 = x0;
      analysis(out, 0);
      return out[SLOT.z] >= bound;
    },
    // The discount of a robust prior moves with the cohort's rate.
    true,
  );
  const rule = JSON.stringify([borrowing, endpoint.better, bound]);
  return (n1, n0) => borders(`${rule} ${n1} ${n0}`, () => border(n1, n0));
}

/**
 * Power of a single arm whose mean or hazard ratio borrows from a cohort: the effect at which the posterior is at its bound, variances as expected,
 * and the normal law of the effect seen. NaN where there is none.
 */
export function borrowedPower(sides: CohortSides, borrowing: Borrowing, bound: number): number {
  const { test, cut, cohort } = sides;
  const endpoint = cut.truth.endpoints[test.of];
  const fit = createBorrowedFit();
  const law = endpoint.kind === 'time-to-event' ? hazardLaw(sides, fit) : meanLaw(sides, fit);
  const sign = largerIsBetter(test, endpoint) ? 1 : -1;
  const out = new Float64Array(SLOTS);
  const beyond = (size: number) => {
    fit.effect = sign * size;
    writeBorrowed(out, 0, fit, borrowing, true, sign, 1);
    return out[SLOT.z] - bound;
  };
  // A posterior is at its bound within some standard deviations of the widest that it can be.
  const reach = 12 * Math.sqrt(fit.variance + fit.unitVariance + fit.cohortVariance / borrowing.weight);
  if (!(beyond(reach) > 0) || !(beyond(-reach) < 0)) return Number.NaN;
  const needed = findRoot(beyond, -reach, reach);
  const sd = Math.hypot(law.sd, cohort.shifts[test.of].betweenTrialSd);
  return normalCdf((sign * law.effect - needed) / sd);
}

type Fit = ReturnType<typeof createBorrowedFit>;

function meanLaw(sides: CohortSides, fit: Fit): { effect: number; sd: number } {
  const [treated, cohort] = valueSides(sides);
  fit.unitVariance = cohort.variance;
  fit.cohortVariance = cohort.variance / cohort.n;
  fit.variance = treated.variance / treated.n + fit.cohortVariance;
  return { effect: treated.mean - cohort.mean, sd: Math.sqrt(fit.variance) };
}

function hazardLaw(sides: CohortSides, fit: Fit): { effect: number; sd: number } {
  const { merged, grid, centred } = cohortScore(sides);
  const [beta] = coxLimit(merged).beta;
  const { variance, contributions } = scoreProcess(merged, grid, beta);
  fit.unitVariance = 1;
  fit.cohortVariance = 1 / merged[0].events.reduce((sum, value) => sum + value, 0);
  fit.variance = 1 / variance;
  return { effect: beta, sd: Math.sqrt(centred(contributions(1 / variance, 0))) };
}
