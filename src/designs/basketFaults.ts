import { checkBasketAnalysis } from '../baskets/methods.ts';
import type { ScenarioPoint, TestSpec, TrialDesign, Truth } from '../scenario/model.ts';
import type { PointFault } from '../scenario/parseScenario.ts';
import { basketFamilies, basketSetting, basketSpecOf } from './basketTests.ts';

/** Faults of a point's basket analyses that show when they are set up. For the reader of the scenario to place; see `parseScenario`. */
export function basketFaults({ truth, designs }: ScenarioPoint): PointFault[] {
  return Object.values(designs).flatMap(({ name, trials }) =>
    trials.flatMap((trial) => {
      const path = trial.name === '' ? ['designs', name] : ['designs', name, 'trials', trial.name];
      return basketFamilies(trial.tests).flatMap((tests) => familyFaults(tests, trial, path, truth));
    }),
  );
}

function familyFaults(
  tests: readonly TestSpec[],
  { size }: TrialDesign,
  path: string[],
  truth: Truth,
): PointFault[] {
  const endpoint = truth.endpoints[tests[0].of];
  if (endpoint.kind !== 'binary') return [];
  // A matched size is not known yet: any that can be tabulated will do.
  const patients = size.kind === 'randomised' ? size.n : 1;
  const refusals = checkBasketAnalysis(basketSpecOf(tests), basketSetting(tests, endpoint.better, patients));
  return refusals.map((refused) => ({
    code: 'basket-refused',
    path: [...path, 'tests', tests[0].name],
    parameters: { method: tests[0].by, option: refused.path, refused },
  }));
}
