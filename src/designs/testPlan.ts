// Long because it is one table: every kind of test to the analysis that makes it.

import type { Analysis } from '../analyses/analysis.ts';
import { ancova } from '../analyses/ancova.ts';
import { binaryEffect } from '../analyses/binaryEffect.ts';
import type { BinaryInterval } from '../analyses/binaryOptions.ts';
import { boschloo } from '../analyses/boschloo.ts';
import { cmh } from '../analyses/cmh.ts';
import { coxTest } from '../analyses/cox.ts';
import { coxRegression } from '../analyses/coxRegression.ts';
import type { EndpointData } from '../analyses/endpointData.ts';
import { fisherExact } from '../analyses/fisherExact.ts';
import { flemingHarrington } from '../analyses/flemingHarrington.ts';
import type { HazardRatioEstimator } from '../analyses/hazardRatio.ts';
import { interaction } from '../analyses/interaction.ts';
import type { AdjustedData } from '../analyses/logisticData.ts';
import { logisticRegression } from '../analyses/logisticRegression.ts';
import { logRank } from '../analyses/logRank.ts';
import { type MilestoneMeasure, milestoneContrast } from '../analyses/milestoneContrast.ts';
import { modelBasedRate } from '../analyses/modelBasedRate.ts';
import { postStratified } from '../analyses/postStratified.ts';
import { postStratifiedMilestone } from '../analyses/postStratifiedMilestone.ts';
import { riskDifference } from '../analyses/riskDifference.ts';
import { rmst } from '../analyses/rmst.ts';
import { standardisedEffect } from '../analyses/standardisedEffect.ts';
import { tTest } from '../analyses/tTest.ts';
import { survivalAt } from '../distributions/survivalLaw.ts';
import { membersOf, type Population } from '../population/groups.ts';
import type { TestSpec, Truth } from '../scenario/model.ts';
import { stratify } from './allocationPlan.ts';
import { type BasketTests, basketFamilies, borrowingFamilies, createBasketTests } from './basketTests.ts';
import { cohortAnalysis } from './cohortAnalysis.ts';
import { cohortView, externalName } from './cohortComparison.ts';
import { armOf, contrastView, dataOf, patientsRead, sidesOf } from './contrast.ts';
import type { ContrastView } from './contrastView.ts';
import { stratumWeights } from './limits/patientMix.ts';
import { largerIsBetter } from './measureOf.ts';
import { oneCurveAnalysis, oneRateAnalysis, referenceLaw } from './oneSample.ts';
import { createReductions, type Reductions } from './reductions.ts';
import { informationOf } from './testInformation.ts';
import { markerPopulation, strataOf } from './testStrata.ts';

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

interface Context {
  readonly population: Population;
  readonly truth: Truth;
  readonly sources: Readonly<Record<string, EndpointData>>;
  readonly reductions: Reductions;
  /** Analyses of the tests that are made together with others. */
  readonly joint: ReadonlyMap<TestSpec, Analysis>;
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
  const context = { population, truth, sources: seen, reductions, joint };
  const predictive = new Float64Array(tests.length).fill(Number.NaN);
  const predicted = groups.flatMap(({ tests: own, analysis }) =>
    analysis.predictive === null
      ? []
      : [{ from: analysis.predictive, to: Int32Array.from(own, (test) => tests.indexOf(test)) }],
  );
  return {
    predictive,
    analyses: tests.map((test) => analysisOf(test, context)),
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

function analysisOf(test: TestSpec, context: Context): Analysis {
  const joint = context.joint.get(test);
  if (joint !== undefined) return joint;
  const endpoint = context.truth.endpoints[test.of];
  if (test.interaction !== null) {
    const within = (status: '+' | '-'): Analysis =>
      analysisOf(
        {
          ...test,
          interaction: null,
          in: { kind: 'and', of: [test.in, markerPopulation(test.interaction as string, status)] },
        },
        context,
      );
    return interaction(within('+'), within('-'), {
      better: largerIsBetter(test, endpoint) ? 'higher' : 'lower',
    });
  }
  if (test.against?.kind === 'cohort') {
    const better = endpoint.kind === 'time-to-event' ? 'lower' : endpoint.better;
    const own = cohortAnalysis(test, test.against, { ...context, better });
    if (own !== null) return own;
  }
  const selections = strataOf(context.population, patientsRead(test), test.stratifyBy);
  switch (endpoint.kind) {
    case 'time-to-event':
      return survivalAnalysis(test, selections, context);
    case 'binary':
      return binaryAnalysis(test, selections, endpoint.better, context);
    case 'continuous':
      return continuousAnalysis(test, selections, endpoint.better, context);
  }
}

/** 1 where a larger estimate favours the experimental arm, -1 where a smaller one does. */
export function benefitSign(test: TestSpec, truth: Truth): 1 | -1 {
  return largerIsBetter(test, truth.endpoints[test.of]) ? 1 : -1;
}

function survivalAnalysis(test: TestSpec, selections: readonly Uint8Array[], context: Context): Analysis {
  if (test.against?.kind === 'curve' && test.target !== null) {
    const source = context.sources[test.of];
    if (source.kind !== 'time-to-event') throw new TypeError(`${test.of} has no times`);
    const horizon = test.horizon as number;
    const weights = stratumWeights(test, selections, context.truth, context.population);
    const reference = survivalAt(referenceLaw(test.against.hazard), horizon);
    const endpoint = context.truth.endpoints[test.of];
    const after = endpoint.kind === 'time-to-event' ? endpoint.after : undefined;
    const responses = after === undefined ? undefined : context.reductions.twoByTwos(after, selections);
    return postStratifiedMilestone(source.data, selections, { weights, horizon, reference, responses });
  }
  if (test.against?.kind === 'curve') {
    const include = membersOf(context.population, test.in);
    return oneCurveAnalysis(test, test.against, context.sources[test.of], include);
  }
  if (test.covariates.length > 0) return adjustedCox(test, selections, context);
  const sumsOnly = test.by === 'log-rank' && test.estimate !== 'cox';
  const tables = context.reductions.riskTables(dataOf(test), selections, !sumsOnly);
  switch (test.by) {
    case 'cox':
      return coxTest(tables, { ties: test.ties, margin: test.margin });
    case 'fleming-harrington':
      return flemingHarrington(tables, test.weights ?? { rho: 0, gamma: 0 }, {
        estimator: test.estimate as HazardRatioEstimator,
        ties: test.ties,
      });
    case 'rmst':
      return rmst(tables, test.horizon as number, undefined, test.margin);
    case 'milestone':
      return milestoneContrast(tables, test.horizon as number, {
        measure: test.estimate as MilestoneMeasure,
        margin: test.margin,
      });
    default:
      return logRank(tables, { estimator: test.estimate as HazardRatioEstimator, ties: test.ties });
  }
}

/** Values of a score by group, as measured; null where the name is not that of one. */
function scoreOf(name: string, { groups }: Population): number[] | null {
  return groups[0]?.scores?.[name] === undefined
    ? null
    : groups.map(({ scores, measured }) => measured?.[name] ?? (scores?.[name] as number));
}

/** Cox regression on arm and covariates (a score by its value, of others all levels but the first), by stratum. */
function adjustedCox(
  test: TestSpec,
  selections: readonly Uint8Array[],
  { population, sources }: Context,
): Analysis {
  const source = sources[dataOf(test)];
  if (source.kind !== 'time-to-event') throw new TypeError(`${test.of} has no times`);
  const groups = population.groups.length;
  const stratum = Int16Array.from({ length: groups }, (_, g) => selections.findIndex((s) => s[g] === 1));
  const column = (value: (group: number, arm: number) => number) =>
    Float64Array.from({ length: groups * 2 }, (_, c) => value(c >> 1, c & 1));
  const covariates = test.covariates.flatMap((name) => {
    const score = scoreOf(name, population);
    if (score !== null) return [column((g) => score[g])];
    const { strata, stratumOf } = stratify([name], population);
    const present = [...new Set([...stratumOf].filter((_, g) => stratum[g] >= 0))];
    return Array.from({ length: strata }, (_, level) => level)
      .filter((level) => present.includes(level) && level !== present[0])
      .map((level) => column((g) => (stratumOf[g] === level ? 1 : 0)));
  });
  return coxRegression(source.data, {
    columns: [column((_, arm) => arm), ...covariates],
    stratum,
    coefficient: 0,
    ties: test.ties,
    better: 'lower',
    margin: test.margin,
  });
}

/** Counts with the covariates and strata of a test as main effects. */
function adjustedData(
  test: TestSpec,
  selections: readonly Uint8Array[],
  { population, sources }: Context,
): AdjustedData {
  const source = sources[dataOf(test)];
  if (source.kind !== 'binary') throw new TypeError(`${test.of} has no responses`);
  const groups = selections.flatMap((selection) => [...selection.keys()].filter((g) => selection[g] === 1));
  const names = [...test.covariates, ...test.stratifyBy];
  const scores = names.map((name) => scoreOf(name, population));
  return {
    counts: source.counts,
    groups,
    factors: names.flatMap((name, i) =>
      scores[i] === null ? [[...stratify([name], population).stratumOf]] : [],
    ),
    values: scores.flatMap((score) => (score === null ? [] : [score])),
  };
}

function binaryAnalysis(
  test: TestSpec,
  selections: readonly Uint8Array[],
  better: 'higher' | 'lower',
  context: Context,
): Analysis {
  const { reductions, truth, population } = context;
  const tables = reductions.twoByTwos(dataOf(test), selections);
  if (test.against?.kind === 'rate' && test.target !== null) {
    const weights = stratumWeights(test, selections, truth, population);
    const standardise = test.by === 'model-based' ? modelBasedRate : postStratified;
    return standardise(tables, { weights, rate: test.against.value, better });
  }
  if (test.against?.kind === 'rate') return oneRateAnalysis(test, test.against, better, tables[0]);
  const confidence = test.confidence as BinaryInterval;
  const measure = test.estimate as 'risk difference' | 'risk ratio' | 'odds ratio';
  const options = { better, confidence, measure };
  switch (test.by) {
    case 'cmh':
      return cmh(tables, options);
    case 'fisher':
      return fisherExact(tables, options);
    case 'barnard':
      return boschloo(tables, options);
    case 'logistic':
      return logisticRegression(adjustedData(test, selections, context), { better });
    case 'g-computation':
      return standardisedEffect(adjustedData(test, selections, context), { better, measure });
    case 'risk-difference':
      return riskDifference(tables, { better, confidence, margin: test.margin });
    default:
      return binaryEffect(tables, {
        ...options,
        measure: test.by === 'risk-ratio' ? 'risk ratio' : 'odds ratio',
        margin: test.margin,
      });
  }
}

function continuousAnalysis(
  test: TestSpec,
  selections: readonly Uint8Array[],
  better: 'higher' | 'lower',
  { population, sources }: Context,
): Analysis {
  const source = sources[dataOf(test)];
  if (source.kind !== 'continuous') throw new TypeError(`${test.of} has no continuous values`);
  const groupsOf = (selection: Uint8Array) => [...selection.keys()].filter((g) => selection[g] === 1);
  if (test.by === 't-test') {
    const { variance, margin } = test;
    return tTest(source.moments, selections.map(groupsOf), { better, variance, margin });
  }
  const factors = [...test.covariates, ...test.stratifyBy]
    .filter((name) => name !== 'baseline' && scoreOf(name, population) === null)
    .map((name) => [...stratify([name], population).stratumOf]);
  const values = test.covariates.flatMap((name) => {
    const score = scoreOf(name, population);
    return score === null ? [] : [score];
  });
  const covariates = test.covariates.includes('baseline') ? [0] : [];
  const { margin } = test;
  return ancova(source.moments, selections.flatMap(groupsOf), {
    better,
    factors,
    values,
    covariates,
    margin,
  });
}
