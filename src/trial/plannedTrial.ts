import type { BasketGroup } from '../designs/basketTruth.ts';
import type { EnrolmentPlan } from '../designs/enrolmentPlan.ts';
import type { Estimand } from '../designs/estimand.ts';
import type { Expectations } from '../designs/expectations.ts';
import { stagedTest } from '../designs/stagedRule.ts';
import type { TrialDesign, Truth } from '../scenario/model.ts';
import type { CalibratedCutoff } from './calibratedCutoff.ts';

/** A trial as it will be run: sizes settled, enrolment planned, what is computed of it. */
export interface PlannedTrial {
  readonly design: TrialDesign;
  /** The truth as its arms show it, see `truthInTrial`. */
  readonly truth: Truth;
  readonly plan: EnrolmentPlan;
  readonly expectations: Expectations;
  /** Estimands of each test, in the order of the design. */
  readonly estimands: readonly (readonly Estimand[])[];
  /** Tests of every level of a factor, with the levels that truly benefit. */
  readonly baskets: readonly BasketGroup[];
  /** Of each test, whether a rejection claims too much, see `claimsTooMuch`. */
  readonly tooMuch: readonly boolean[];
  /** Of each test, its cut-off where that is calibrated. */
  readonly cutoffs: readonly (CalibratedCutoff | null)[];
}

/** Month of the data cut that limits are computed for; everybody is assessed at the end of a trial of stages, whichever end it is. */
export function analysisMonth(design: TrialDesign, { monthsToAnalysis }: Expectations): number {
  return stagedTest(design) === undefined ? monthsToAnalysis : Number.POSITIVE_INFINITY;
}
