import { responseRate } from '../endpoints/laws.ts';
import type { Population } from '../population/groups.ts';
import { evaluatePopulation } from '../scenario/cells.ts';
import type { TestSpec, TrialDesign, Truth } from '../scenario/model.ts';
import { targetPopulation } from '../scenario/targetPopulation.ts';
import type { Estimand } from './estimand.ts';
import { benefitSign } from './measureOf.ts';

/** The tests that came from one `in: each FACTOR`, and which of the levels truly beat the rate or curve that they are held against. */
export interface BasketGroup {
  /** Name of the test as written. */
  readonly test: string;
  /** Places among the trial's tests. */
  readonly tests: readonly number[];
  readonly active: readonly boolean[];
}

/** Rates closer to the fixed one than this are equal to it, up to rounding. */
const ROUNDING = 1e-12;

/** @param estimands of each test: the first is what it estimates among the enrolled */
export function basketGroups(
  tests: readonly TestSpec[],
  estimands: readonly (readonly Estimand[])[],
  truth: Truth,
): BasketGroup[] {
  const rated = [...tests.keys()].filter((t) => {
    const { basket, against } = tests[t];
    // A level that nobody is of, share 0, is neither right nor wrong to be claimed.
    if (Number.isNaN(estimands[t][0].value)) return false;
    return basket !== null && (against?.kind === 'rate' || against?.kind === 'curve');
  });
  const names = [...new Set(rated.map((t) => tests[t].basket?.test as string))];
  return names.map((test) => {
    const own = rated.filter((t) => tests[t].basket?.test === test);
    return { test, tests: own, active: own.map((t) => better(estimands[t][0].value, tests[t], truth)) };
  });
}

/**
 * Whether a test that speaks for patients of several strata at once claims too much when it rejects: in some of them, by the truth, the
 * rate is no better than the fixed one.
 */
export function claimsTooMuch(
  test: TestSpec,
  trial: TrialDesign,
  truth: Truth,
  { groups }: Population,
): boolean {
  const endpoint = truth.endpoints[test.of];
  if (test.basket !== null || test.against?.kind !== 'rate' || endpoint.kind !== 'binary') return false;
  const rate = test.against.value;
  const arm = trial.randomise.ratio[1] === 0 ? 1 : 0;
  const meant = targetPopulation(test.in, trial.enrol);
  const own = groups.filter((group) => evaluatePopulation(meant, group));
  const strata = new Set(own.map(({ levels }) => JSON.stringify(levels)));
  return (
    strata.size > 1 && own.some((group) => !better(responseRate(endpoint, group, arm) - rate, test, truth))
  );
}

function better(difference: number, test: TestSpec, truth: Truth): boolean {
  return benefitSign(test, truth) * difference > ROUNDING;
}
