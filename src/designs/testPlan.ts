import type { Analysis } from '../analyses/analysis.ts';
import type { EndpointData } from '../analyses/endpointData.ts';
import { membersOf, type Population } from '../population/groups.ts';
import type { TestSpec, Truth } from '../scenario/model.ts';
import { type BasketTests, basketFamilies, borrowingFamilies, createBasketTests } from './basketTests.ts';
import { cohortView, externalName } from './cohortComparison.ts';
import { armOf, contrastView, dataOf, sidesOf } from './contrast.ts';
import type { ContrastView } from './contrastView.ts';
import { createReductions, type Reductions } from './reductions.ts';
import { testAnalysis } from './testAnalysis.ts';
import type { TestContext } from './testContext.ts';
import { informationOf } from './testInformation.ts';

/** The tests of a trial, ready to run on the data of a look. */
export interface TestPlan {
  /** Refills the reductions that the tests read; call it once a look, before the analyses. */
  refresh(): void;
  /** One a test, in the order of the design. */
  readonly analyses: readonly Analysis[];
  /** Events (time-to-event) or patients that a test rests on, in the same order. */
  readonly information: readonly (() => number)[];
  /** Predictive probability that each level will be claimed, refreshed with the rest; NaN where no look asks for it. */
  readonly predictive: Float64Array;
}

/**
 * @param sources data of the endpoints tested, by name
 * @param mostPatients of the trial: what is tabulated by counts is tabulated up to there
 * @param borrowed receives how much levels take from each other, in the order of `borrowingFamilies`
 */
export function createTestPlan(
  tests: readonly TestSpec[],
  truth: Truth,
  population: Population,
  sources: Readonly<Record<string, EndpointData>>,
  mostPatients = 0,
  borrowed: Float64Array | null = null,
): TestPlan {
  const views = new Map(
    tests
      .filter(({ against }) => against?.kind === 'population' || against?.kind === 'cohort')
      .map((test) => [dataOf(test), viewOf(test, population, sources)] as const),
  );
  const refreshViews = [...views.values()].map((view) => view.refresh);
  const seen = { ...sources, ...Object.fromEntries([...views].map(([name, view]) => [name, view.data])) };
  const reductions = createReductions(seen);
  const told = borrowed === null ? [] : borrowingFamilies(tests);
  let from = 0;
  const groups = basketFamilies(tests).map((group) => {
    const tells = told.some(([first]) => first === group[0]);
    const own = tells && borrowed !== null ? borrowed.subarray(from, from + group.length ** 2) : null;
    from += own?.length ?? 0;
    return {
      tests: group,
      analysis: basketAnalysis(group, truth, population, reductions, mostPatients, own),
    };
  });
  const joint = new Map(
    groups.flatMap(({ tests: own, analysis }) => own.map((test, b) => [test, analysis.analyses[b]] as const)),
  );
  const context: TestContext = { population, truth, sources: seen, reductions };
  const predictive = new Float64Array(tests.length).fill(Number.NaN);
  const predicted = groups.flatMap(({ tests: own, analysis }) =>
    analysis.predictive === null
      ? []
      : [{ from: analysis.predictive, to: Int32Array.from(own, (test) => tests.indexOf(test)) }],
  );
  return {
    predictive,
    analyses: tests.map((test) => joint.get(test) ?? testAnalysis(test, context)),
    information: tests.map((test) => informationOf(test, context)),
    refresh() {
      for (let v = 0; v < refreshViews.length; v++) refreshViews[v]();
      reductions.refresh();
      for (let b = 0; b < groups.length; b++) groups[b].analysis.refresh();
      for (let p = 0; p < predicted.length; p++) {
        const { from, to } = predicted[p];
        for (let j = 0; j < to.length; j++) predictive[to[j]] = from[j];
      }
    },
  };
}

function basketAnalysis(
  tests: readonly TestSpec[],
  truth: Truth,
  population: Population,
  reductions: Reductions,
  mostPatients: number,
  borrowed: Float64Array | null,
): BasketTests {
  const endpoint = truth.endpoints[tests[0].of];
  if (endpoint.kind !== 'binary') throw new TypeError(`${tests[0].of} has no responses`);
  const tables = tests.map((test) => reductions.twoByTwos(test.of, [membersOf(population, test.in)])[0]);
  return createBasketTests(tests, tables, endpoint.better, mostPatients, borrowed);
}

function viewOf(
  test: TestSpec,
  population: Population,
  sources: Readonly<Record<string, EndpointData>>,
): ContrastView {
  if (test.against?.kind !== 'cohort')
    return contrastView(sources[test.of], sidesOf(test, population), armOf(test));
  const external = sources[externalName(test.against.cohort, test.of)];
  return cohortView(sources[test.of], external, test, test.against, population);
}
