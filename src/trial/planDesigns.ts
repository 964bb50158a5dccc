import { basketGroups, claimsTooMuch } from '../designs/basketTruth.ts';
import { createEnrolmentPlan } from '../designs/enrolmentPlan.ts';
import { estimandsOf } from '../designs/estimands.ts';
import { resolveSizes } from '../designs/matchSize.ts';
import { withOpenings } from '../designs/openings.ts';
import { withPlannedSizes } from '../designs/predictiveLevels.ts';
import { plannedExpectations } from '../designs/stagedExpectations.ts';
import { atExactLevel, withStages } from '../designs/stagedRule.ts';
import { truthInTrial } from '../designs/treatmentGiven.ts';
import type { Population } from '../population/groups.ts';
import type { ScenarioPoint, TestSpec } from '../scenario/model.ts';
import type { CalibratedCutoff, Calibrations } from './calibratedCutoff.ts';
import { calibrate } from './calibration.ts';
import { analysisMonth, type PlannedTrial } from './plannedTrial.ts';

/**
 * Settles sizes, plans and computed quantities of every design under the point's truth.
 *
 * @param calibrations cut-offs of the point that were found before; the others are found now
 */
export function planDesigns(
  point: ScenarioPoint,
  population: Population,
  calibrations: Calibrations = {},
): Record<string, PlannedTrial[]> {
  const { designs } = point;
  const sizes = resolveSizes(designs, point.truth, population);
  return Object.fromEntries(
    Object.entries(designs).map(([name, { trials }]) => [
      name,
      trials.map((trial): PlannedTrial => {
        const truth = truthInTrial(trial, point.truth);
        const { n, looks } = sizes[name][trial.name];
        const settled = withPlannedSizes(
          withStages({ ...trial, looks, tests: trial.tests.map(atExactLevel) }),
        );
        const plan = withOpenings(
          createEnrolmentPlan(settled, truth, population, n),
          settled,
          truth,
          population,
        );
        const expectations = plannedExpectations(settled, plan, truth, population);
        const month = analysisMonth(settled, expectations);
        const before = settled.tests.map(
          (test) => calibrations[calibrationName(name, trial.name, test.name)],
        );
        const cutoffs = before.some((cutoff) => cutoff !== undefined)
          ? before.map((cutoff) => cutoff ?? null)
          : calibrate(settled, plan, expectations, truth, population);
        const tests = settled.tests.map((test, t) => atCutoff(test, cutoffs[t]));
        const design = { ...settled, tests };
        const estimands = design.tests.map((test) =>
          estimandsOf(test, design, plan, truth, population, month),
        );
        const baskets = basketGroups(design.tests, estimands, truth);
        const tooMuch = design.tests.map((test) => claimsTooMuch(test, design, truth, population));
        return { design, truth, plan, expectations, estimands, baskets, tooMuch, cutoffs };
      }),
    ]),
  );
}

/** The cut-offs of all designs, to be handed to another thread. */
export function calibrationsOf(designs: Readonly<Record<string, readonly PlannedTrial[]>>): Calibrations {
  return Object.fromEntries(
    Object.entries(designs).flatMap(([name, trials]) =>
      trials.flatMap(({ design, cutoffs }) =>
        cutoffs.flatMap((cutoff, t) =>
          cutoff === null ? [] : [[calibrationName(name, design.name, design.tests[t].name), cutoff]],
        ),
      ),
    ),
  );
}

/** No name has a line break. */
const calibrationName = (...names: string[]) => names.join('\n');

/** A test whose cut-off is found has it as its level, and nothing left to find. */
function atCutoff(test: TestSpec, cutoff: CalibratedCutoff | null): TestSpec {
  if (cutoff === null || test.basket === null || test.basket.calibrate === null) return test;
  const { calibrate, ...basket } = test.basket;
  return { ...test, alpha: cutoff.level, basket: { ...basket, calibrate: null, calibrated: calibrate } };
}
