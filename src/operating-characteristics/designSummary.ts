// Long because it is one table: everything that is told of a design and its tests.

import { basketOptions } from '../baskets/methods.ts';
import { basketSetting, basketSpecOf, isJoint } from '../designs/basketTests.ts';
import { benefitSign, largerIsBetter } from '../designs/measureOf.ts';
import { referenceMedian, referenceSurvival } from '../designs/oneSample.ts';
import type { ClaimExpression } from '../scenario/claimModel.ts';
import { claimText } from '../scenario/claimText.ts';
import type { Monitoring } from '../scenario/conductModel.ts';
import type { Comparator, Design, Endpoint, Quota, TestSpec, Timing, Truth } from '../scenario/model.ts';
import { populationText } from '../scenario/populationText.ts';
import { testName } from '../trial/designPlaces.ts';
import type { PlannedTrial } from '../trial/plannedTrial.ts';
import { promiseText } from './promiseText.ts';
import type {
  AgainstSummary,
  DesignSummary,
  EffectMeasure,
  LookSummary,
  MonitoringSummary,
  TestSummary,
  TrialSummary,
} from './result.ts';

/** A design as facts, with the sizes as settled under a truth (a matched design may be sized otherwise under another). */
export function designSummary(design: Design, planned: readonly PlannedTrial[], truth: Truth): DesignSummary {
  return {
    id: design.name,
    title: design.title ?? { en: design.name },
    trials: planned.map(trialSummary),
    tests: planned.flatMap(({ design: trial }) =>
      trial.tests.map((test) => testSummary(design, trial, test, truth)),
    ),
    claims: design.claims.map((claim) => claim.label),
    ...(design.claims.length === 0
      ? {}
      : {
          rules: design.claims.map(({ label, when, for: promised }) => ({
            claim: label,
            when: claimText(when),
            for: promiseText(promised),
          })),
          claimed: Object.fromEntries(
            design.claims.map(({ label, when }) => [label, [...new Set(rejectedIn(design, when))]]),
          ),
        }),
  };
}

function trialSummary({ design, plan }: PlannedTrial): TrialSummary {
  const { name, enrol, randomise, strategy, size, quotas, looks, multiplicity, monitoring, estimates } =
    design;
  return {
    name,
    enrols: populationText(enrol),
    randomised: plan.n,
    matched: size.kind === 'match' ? { design: size.design, on: size.on, test: size.test } : null,
    ratio: randomise.ratio,
    method: randomise.method,
    block: randomise.method === 'blocks' ? randomise.block : null,
    ...(randomise.coin === undefined
      ? {}
      : { coin: { probability: randomise.coin.probability, measure: randomise.coin.measure } }),
    stratifyBy: randomise.stratifyBy,
    ...(strategy === undefined
      ? {}
      : {
          strategy: {
            guided: populationText(strategy.guided),
            unguided: strategy.unguided === null ? null : populationText(strategy.unguided),
          },
        }),
    quotas: quotas.map(quotaSummary),
    looks: looks.map(lookSummary),
    ...(multiplicity === null ? {} : { multiplicity }),
    ...(monitoring === null ? {} : { monitoring: monitoringSummary(monitoring) }),
    ...(estimates === undefined ? {} : { estimates }),
  };
}

function quotaSummary({
  population,
  least,
  most,
  until,
  from,
  afterLook,
  byStage,
}: Quota): TrialSummary['quotas'][number] {
  const known = (value: number) => (Number.isFinite(value) ? value : null);
  return {
    population: populationText(population),
    n: least === most ? least : null,
    atLeast: least,
    atMost: known(most),
    until: known(until),
    ...(from === undefined ? {} : { from }),
    ...(afterLook === undefined ? {} : { afterLook }),
    ...(byStage === undefined ? {} : { byStage }),
  };
}

const monitoringSummary = (monitoring: Monitoring): MonitoringSummary => ({
  ...monitoring,
  stopWhen: monitoring.stopWhen === null ? null : claimText(monitoring.stopWhen),
});

function lookSummary(timing: Timing): LookSummary {
  switch (timing.kind) {
    case 'events':
      return { kind: 'events', n: timing.n, endpoint: timing.of, population: populationText(timing.in) };
    case 'patients':
      return { kind: 'patients', n: timing.n, population: populationText(timing.in) };
    case 'each':
      return { kind: 'each', factor: timing.factor, of: timing.of.map(lookSummary) };
    case 'first of':
    case 'last of':
      return { kind: timing.kind, of: timing.of.map(lookSummary) };
    default:
      return timing;
  }
}

function testSummary(
  design: Design,
  { name: trial, tests }: Pick<PlannedTrial['design'], 'name' | 'tests'>,
  test: TestSpec,
  truth: Truth,
): TestSummary {
  const endpoint = truth.endpoints[test.of];
  // The weighted model has Breslow's likelihood, whatever is asked for; without tied events they are one.
  const weighted = test.against?.kind === 'cohort' && test.against.adjustment.kind === 'weighted';
  const cox = !weighted && (test.by === 'cox' || test.estimate === 'cox');
  return {
    name: testName(design, trial, test.name),
    trial,
    endpoint: test.of,
    ...(endpoint.kind === 'time-to-event' && endpoint.after !== undefined ? { after: endpoint.after } : {}),
    population: populationText(test.in),
    method: test.by,
    weights: test.weights,
    horizon: test.horizon,
    ...(test.margin === undefined ? {} : { margin: marginSummary(test, test.margin, truth) }),
    stratifyBy: test.stratifyBy,
    covariates: test.covariates,
    ties: cox ? test.ties : null,
    confidence: endpoint.kind === 'binary' ? test.confidence : null,
    variance: test.by === 't-test' ? test.variance : null,
    ...(test.reRandomise === undefined ? {} : { reRandomise: test.reRandomise }),
    ...(test.stages?.kind === 'stages' ? { stages: test.stages.stages.map(stageSummary) } : {}),
    interaction: test.interaction,
    ...(test.basket === null ? {} : { basket: test.basket.test }),
    ...calibrationSummary(test),
    ...optionsOf(test, tests, largerIsBetter(test, endpoint) ? 'higher' : 'lower'),
    ...(test.against === null ? {} : { against: againstSummary(test.against, test) }),
    sided: test.sided,
    alpha: test.alpha,
    ...(test.nominalAlpha === undefined ? {} : { nominalAlpha: test.nominalAlpha }),
    estimate: test.estimate,
    measure: measureOf(test, endpoint),
    ...(largerIsBetter(test, endpoint) ? {} : { better: 'lower' as const }),
  };
}

function marginSummary(test: TestSpec, margin: number, truth: Truth): TestSummary['margin'] {
  const ratio = measureOf(test, truth.endpoints[test.of]).startsWith('log ');
  return {
    // exp of a log gives back what was written but for the last digits.
    value: ratio ? Number(Math.exp(margin).toPrecision(12)) : margin,
    of: benefitSign(test, truth) * margin < 0 ? 'non-inferiority' : 'superiority',
  };
}

/** What a posterior depends on beside the data, as text, what the scenario leaves to the method included. */
function optionsOf(
  test: TestSpec,
  tests: readonly TestSpec[],
  better: 'higher' | 'lower',
): Pick<TestSummary, 'options'> {
  const { by, prior, basket } = test;
  if (by === 'posterior' || by === 'predictive-probability') {
    const { a, b } = prior ?? { a: 1, b: 1 };
    return { options: [{ name: 'prior', value: `Beta(${a}, ${b})` }] };
  }
  if (basket === null || !isJoint(test)) return {};
  const family = tests.filter((other) => isJoint(other) && other.basket?.test === basket.test);
  const { donors, sources } = basket.options;
  // Donors by name and sources as written, not as their room knows them. No option depends on how many patients there are.
  const filled = {
    ...basketOptions(basketSpecOf(family, better), basketSetting(family, better, 1)),
    ...(donors !== undefined && { donors }),
    ...(sources !== undefined && { sources }),
  };
  // The prior of the rates first: the others say what is done with it.
  const named = Object.entries(filled).sort(([a], [b]) => Number(b === 'prior') - Number(a === 'prior'));
  return { options: named.map(([name, value]) => ({ name, value: optionText(name, value) })) };
}

/** Laws of the spread, written as functions of their numbers. */
const LAWS = ['half-normal', 'uniform', 'inverse-gamma'];
const SYMBOLS: Readonly<Record<string, string>> = { mu: '\u03bc', tau: '\u03c4' };

/** A beta or normal law, a law of the spread, or a weight of some kind with its numbers. */
function optionText(name: string, value: unknown): string {
  if ((name === 'prior' || name === 'vague') && Array.isArray(value)) return `Beta(${value.join(', ')})`;
  if (name === 'sources')
    return (value as { n: number; x: number }[]).map(({ n, x }) => `${x}/${n}`).join('; ');
  if (Array.isArray(value)) return value.map((one) => optionText('', one)).join('; ');
  if (typeof value === 'number') return String(Number(value.toPrecision(4))).replace('-', '\u2212');
  if (typeof value !== 'object' || value === null) return String(value);
  const { kind, ...others } = value as Record<string, unknown>;
  const parts = Object.entries(others).map(([key, inner]) => [key, optionText(key, inner)]);
  if ('mean' in others && 'sd' in others) return `N(${parts.map(([, text]) => text).join(', ')}\u00b2)`;
  if (LAWS.includes(kind as string)) return `${kind}(${parts.map(([, text]) => text).join(', ')})`;
  const listed = parts.map(([key, text]) => `${SYMBOLS[key!] ?? key} ${text}`).join(', ');
  if (kind === undefined) return listed;
  return parts.length === 0 ? String(kind) : `${kind} (${listed})`;
}

const stageSummary = ({ n, stop, claim }: { n: number; stop: number; claim: number }) => ({
  n,
  stop,
  claim: Number.isFinite(claim) ? claim : null,
});

function againstSummary(against: Comparator, { by, horizon }: TestSpec): AgainstSummary {
  switch (against.kind) {
    case 'population':
      return { kind: 'population', population: populationText(against.population) };
    case 'rate':
      return against;
    case 'curve':
      return {
        kind: 'curve',
        median: referenceMedian(against.hazard),
        ...(horizon !== null &&
          by.endsWith('milestone') && {
            survival: referenceSurvival(against.hazard, horizon),
          }),
      };
    case 'cohort': {
      const { kind, ...options } = against.adjustment;
      const names = 'for' in options ? options.for : [];
      const matched = 'matched' in options && options.matched;
      const adjustment = matched ? `${kind}, matched` : kind;
      return {
        kind: 'cohort',
        cohort: against.cohort,
        adjustment,
        for: names,
        ...('weight' in options && { weight: options.weight }),
        ...('sd' in options && { sd: options.sd }),
      };
    }
  }
}

function measureOf(test: TestSpec, endpoint: Endpoint): EffectMeasure {
  if (endpoint.kind === 'continuous') return 'mean difference';
  if (test.estimate === 'survival difference') return 'survival difference';
  if (test.estimate === 'cumulative hazard ratio') return 'log cumulative hazard ratio';
  if (test.by === 'median') return 'log median ratio';
  if (endpoint.kind === 'time-to-event') return test.by === 'rmst' ? 'RMST difference' : 'log hazard ratio';
  switch (test.estimate) {
    case 'risk ratio':
      return 'log risk ratio';
    case 'odds ratio':
      return 'log odds ratio';
    default:
      return 'risk difference';
  }
}

/** Tests that an expression wants rejected, by their names in the results. */
function rejectedIn(design: Design, expression: ClaimExpression): string[] {
  switch (expression.kind) {
    case 'reject':
      return [testName(design, expression.trial, expression.test)];
    case 'and':
    case 'or':
      return expression.of.flatMap((part) => rejectedIn(design, part));
    default:
      return [];
  }
}

/** What the cut-off of a basket test is calibrated to, and what it is once it has been found. */
function calibrationSummary({ basket, alpha, sided }: TestSpec): Pick<TestSummary, 'calibrate'> {
  if (basket?.calibrate) return { calibrate: basket.calibrate };
  return basket?.calibrated ? { calibrate: { ...basket.calibrated, cutoff: 1 - alpha / sided } } : {};
}
