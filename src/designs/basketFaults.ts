import { checkBasketAnalysis } from '../baskets/methods.ts';
import type { ScenarioPoint, TestSpec, TrialDesign, Truth } from '../scenario/model.ts';
import type { PointFault } from '../scenario/parseScenario.ts';
import { basketFamilies, basketSetting, basketSpecOf, calibratedFamilies } from './basketTests.ts';
import { calibrationProblems } from './calibrationTruths.ts';
import { asksPredictive, predictiveProblem } from './predictiveLevels.ts';

/** Faults of a point's basket analyses that show when they are set up. For the reader of the scenario to place; see `parseScenario`. */
export function basketFaults({ truth, designs }: ScenarioPoint): PointFault[] {
  return Object.values(designs).flatMap(({ name, trials }) =>
    trials.flatMap((trial) => {
      const path = trial.name === '' ? ['designs', name] : ['designs', name, 'trials', trial.name];
      return [
        ...basketFamilies(trial.tests).flatMap((tests) => familyFaults(tests, trial, path, truth)),
        ...predictiveFaults(trial, path),
        ...calibratedFamilies(trial.tests).flatMap((tests) => calibrationFaults(tests, path, truth)),
      ];
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
  const { better } = endpoint;
  const setting = basketSetting(tests, better, patients);
  const refusals = checkBasketAnalysis(basketSpecOf(tests, better), setting);
  const here = [...path, 'tests', tests[0].name];
  return refusals.map((refused) => ({
    code: 'basket-refused',
    path: here,
    parameters: { method: tests[0].by, option: refused.path, refused },
  }));
}

/** The truths that a cut-off is calibrated over must let the error be made. */
function calibrationFaults(tests: readonly TestSpec[], path: string[], truth: Truth): PointFault[] {
  const [{ of, name, basket }] = tests;
  const endpoint = truth.endpoints[of];
  if (endpoint.kind !== 'binary' || !basket?.calibrate) return [];
  const here = [...path, 'tests', name, 'calibrate', 'over'];
  return calibrationProblems(tests, basket.calibrate, endpoint.better).map(({ truth, ...problem }) => ({
    code: 'calibrate-truth',
    path: truth === null ? here : [...here, truth],
    parameters: problem,
  }));
}

/** Looks that ask for predictive probabilities need a cut-off, patients that are planned and a beta posterior of every level. */
function predictiveFaults({ tests, monitoring, quotas }: TrialDesign, path: string[]): PointFault[] {
  if (!asksPredictive(monitoring)) return [];
  const family = monitoring?.close?.tests;
  const own = tests.filter(({ basket }) => basket !== null && basket.test === family);
  return own.flatMap((test) => {
    const problem = predictiveProblem(test, quotas);
    return problem === null
      ? []
      : [{ code: 'predictive-level', path: [...path, 'looks'], parameters: { problem, test: test.name } }];
  });
}
