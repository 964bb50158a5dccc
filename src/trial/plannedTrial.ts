import { type BasketGroup, basketGroups, claimsTooMuch } from '../designs/basketTruth.ts';
import { createEnrolmentPlan, type EnrolmentPlan } from '../designs/enrolmentPlan.ts';
import { type Estimand, estimandsOf } from '../designs/estimands.ts';
import type { Expectations } from '../designs/expectations.ts';
import { resolveSizes } from '../designs/matchSize.ts';
import { plannedExpectations } from '../designs/stagedExpectations.ts';
import { atExactLevel, stagedTest } from '../designs/twoStage.ts';
import type { Population } from '../population/groups.ts';
import type { ScenarioPoint, TrialDesign } from '../scenario/model.ts';
import { calibrated } from './calibration.ts';

/** A trial as it will be run: sizes settled, enrolment planned, what is computed of it. */
export interface PlannedTrial {
  readonly design: TrialDesign;
  readonly plan: EnrolmentPlan;
  readonly expectations: Expectations;
  /** Estimands of each test, in the order of the design. */
  readonly estimands: readonly (readonly Estimand[])[];
  /** Tests of every level of a factor, with the levels that truly benefit. */
  readonly baskets: readonly BasketGroup[];
  /** Of each test, whether a rejection claims too much, see `claimsTooMuch`. */
  readonly tooMuch: readonly boolean[];
}

/** Month of the data cut that limits are computed for; everybody is assessed at the end of a two-stage trial, whichever end it is. */
export function analysisMonth(design: TrialDesign, { monthsToAnalysis }: Expectations): number {
  return stagedTest(design) === undefined ? monthsToAnalysis : Number.POSITIVE_INFINITY;
}

/** Settles sizes, plans and computed quantities of every design under the point's truth. */
export function planDesigns(point: ScenarioPoint, population: Population): Record<string, PlannedTrial[]> {
  const { truth, designs } = point;
  const sizes = resolveSizes(designs, truth, population);
  return Object.fromEntries(
    Object.entries(designs).map(([name, { trials }]) => [
      name,
      trials.map((trial): PlannedTrial => {
        const { n, looks } = sizes[name][trial.name];
        const settled = { ...trial, looks, tests: trial.tests.map(atExactLevel) };
        const plan = createEnrolmentPlan(settled, truth, population, n);
        const expectations = plannedExpectations(settled, plan, truth, population);
        const month = analysisMonth(settled, expectations);
        const design = { ...settled, tests: calibrated(settled, plan, expectations, truth, population) };
        const estimands = design.tests.map((test) =>
          estimandsOf(test, design, plan, truth, population, month),
        );
        const baskets = basketGroups(design.tests, estimands, truth);
        const tooMuch = design.tests.map((test) => claimsTooMuch(test, design, truth, population));
        return { design, plan, expectations, estimands, baskets, tooMuch };
      }),
    ]),
  );
}
