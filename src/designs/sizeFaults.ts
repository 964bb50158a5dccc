import { createPopulation } from '../population/groups.ts';
import type { Design, ScenarioPoint, Truth } from '../scenario/model.ts';
import type { PointFault } from '../scenario/parseScenario.ts';
import { resolveSizes, UnreachableMatch } from './matchSize.ts';
import { stagedTest } from './stagedRule.ts';

/** Faults of a point's matched sizes, for the reader of the scenario to place; see `parseScenario`. */
export function sizeFaults({ truth, designs, values }: ScenarioPoint): PointFault[] {
  const matched = Object.values(designs).some(({ trials }) =>
    trials.some(({ size }) => size.kind === 'match'),
  );
  const staged = stagedFaults(truth, designs);
  if (!matched || staged.length > 0) return staged;
  try {
    resolveSizes(designs, truth, createPopulation(truth));
    return [];
  } catch (error) {
    if (!(error instanceof UnreachableMatch)) throw error;
    const point = Object.entries(values)
      .map(([axis, value]) => `${axis} ${value}`)
      .join(', ');
    const path = ['designs', error.parameters.design, 'size'];
    return [{ code: 'match-unreachable', path, parameters: { ...error.parameters, point } }];
  }
}

/** A trial of stages is counted, not played patient by patient, so all must come from one mix. */
function stagedFaults(truth: Truth, designs: Readonly<Record<string, Design>>): PointFault[] {
  const staged = Object.values(designs).flatMap(({ name, trials }) =>
    trials.flatMap((trial) => {
      const test = stagedTest(trial);
      const path = trial.name === '' ? ['designs', name] : ['designs', name, 'trials', trial.name];
      return test === undefined ? [] : [{ test: test.name, path }];
    }),
  );
  if (staged.length === 0) return [];
  const { mixes, variation } = createPopulation(truth);
  if (mixes.length === 1 && variation === null) return [];
  const problem = 'the mix of its patients may not change in time or between trials';
  return staged.map(
    ({ test, path }): PointFault => ({ code: 'stages-trial', path, parameters: { test, problem } }),
  );
}
