import { basketGroups, claimsTooMuch } from '../designs/basketTruth.ts';
import { createEnrolmentPlan } from '../designs/enrolmentPlan.ts';
import { estimandsOf } from '../designs/estimands.ts';
import { resolveSizes } from '../designs/matchSize.ts';
import { plannedExpectations } from '../designs/stagedExpectations.ts';
import { atExactLevel, withStages } from '../designs/stagedRule.ts';
import type { Population } from '../population/groups.ts';
import type { ScenarioPoint } from '../scenario/model.ts';
import { calibrated } from './calibration.ts';
import { analysisMonth, type PlannedTrial } from './plannedTrial.ts';

/** Settles sizes, plans and computed quantities of every design under the point's truth. */
export function planDesigns(point: ScenarioPoint, population: Population): Record<string, PlannedTrial[]> {
  const { truth, designs } = point;
  const sizes = resolveSizes(designs, truth, population);
  return Object.fromEntries(
    Object.entries(designs).map(([name, { trials }]) => [
      name,
      trials.map((trial): PlannedTrial => {
        const { n, looks } = sizes[name][trial.name];
        const settled = withStages({ ...trial, looks, tests: trial.tests.map(atExactLevel) });
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
