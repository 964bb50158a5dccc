import { SLOT, SLOTS } from '../analyses/analysis.ts';
import { createTwoByTwo } from '../analyses/twoByTwo.ts';
import { enumerateTwoStages } from '../baskets/enumerateTwoStages.ts';
import { createBasketAnalysis } from '../baskets/methods.ts';
import { basketSetting, basketSpecOf, isJoint } from '../designs/basketTests.ts';
import { oneRateAnalysis } from '../designs/oneSample.ts';
import { fixedSize, neededAlone } from '../designs/predictiveLevels.ts';
import { stagesOf } from '../designs/stagedRule.ts';
import type { PointRun } from '../engine/engineOptions.ts';
import { binomialPmf } from '../numeric/binomial.ts';
import { normalQuantile } from '../numeric/normal.ts';
import type { Closing, FutilityCriterion, Monitoring } from '../scenario/conductModel.ts';
import type { BinaryEndpoint, TestSpec, Timing } from '../scenario/model.ts';
import { populationText } from '../scenario/populationText.ts';
import { stagedCharacteristics } from '../single-arm/stages.ts';
import type { PlannedTrial } from '../trial/plannedTrial.ts';
import { trueRates } from './basketReferences.ts';

/** What is enumerated of a trial that closes levels; by level, or of the family of their tests. */
interface ClosingCharacteristics {
  readonly claim: readonly number[];
  /** Claimed, and closed without a claim, by look before the last. */
  readonly early: readonly (readonly number[])[];
  readonly closed: readonly (readonly number[])[];
  readonly patients: readonly number[];
  readonly anyFalse: number | null;
  readonly correct: number;
  readonly rightSet: number;
}

/** Pairs of first and last tables that are enumerated beside a simulation: about a second. */
const MOST_PAIRS = 100_000;

/** A trial with one look before the last, at which so many patients of each level have been assessed, and none further is enrolled. */
interface TwoStageTrial {
  readonly tests: readonly TestSpec[];
  readonly monitoring: Monitoring;
  readonly endpoint: BinaryEndpoint;
  readonly first: readonly number[];
  readonly sizes: readonly number[];
  readonly rates: readonly number[];
  readonly nullRates: readonly number[];
  /** Whether the look is one for all levels. */
  readonly together: boolean;
}

const known = new WeakMap<PlannedTrial, ClosingCharacteristics | null>();

/** Exact characteristics of the tests that close levels, where they can be enumerated; else null. */
export function closingCharacteristics(run: PointRun, trial: PlannedTrial): ClosingCharacteristics | null {
  if (!known.has(trial)) known.set(trial, enumerated(run, trial));
  return known.get(trial) ?? null;
}

function enumerated(run: PointRun, trial: PlannedTrial): ClosingCharacteristics | null {
  const tests = closingTests(trial);
  // Levels that come later are seen by fewer looks.
  if (trial.design.quotas.some(({ afterLook }) => afterLook !== undefined)) return null;
  if (tests.length > 0 && tests[0].stages !== null) return staged(run, trial, tests);
  const twoStages = twoStageTrial(run, trial);
  if (twoStages === null) return null;
  if (isJoint(tests[0])) return together(twoStages, trial);
  const { rates, nullRates } = twoStages;
  return independent(
    tests.map((_, j) => alone(twoStages, j)),
    rates,
    nullRates,
  );
}

/** Stages of their own in each level. */
function staged(run: PointRun, trial: PlannedTrial, tests: readonly TestSpec[]): ClosingCharacteristics {
  const { better } = run.point.truth.endpoints[tests[0].of] as BinaryEndpoint;
  const { nullRates } = basketSetting(tests, better, trial.plan.n);
  const rates = trueRates(tests, trial, better, nullRates);
  const levels = tests.map((test, j): LevelCharacteristics => {
    const { claim, claimed, stopped, expectedPatients } = stagedCharacteristics(stagesOf(test), rates[j]);
    return { claim, early: claimed, closed: stopped, patients: expectedPatients };
  });
  return independent(levels, rates, nullRates);
}

/** Tests that close the levels of a trial, in order; [] where none do. */
export function closingTests({ design }: PlannedTrial): TestSpec[] {
  const family = design.monitoring?.close?.tests ?? null;
  return family === null ? [] : design.tests.filter(({ basket }) => basket?.test === family);
}

function twoStageTrial(run: PointRun, trial: PlannedTrial): TwoStageTrial | null {
  const { design, plan } = trial;
  const { monitoring, looks, quotas } = design;
  const tests = closingTests(trial);
  const endpoint = run.point.truth.endpoints[tests[0]?.of ?? ''];
  if (monitoring === null || endpoint?.kind !== 'binary' || looks.length !== 2) return null;
  if (!isPlain(monitoring.close as Closing) || looks[1].kind === 'events') return null;
  const [look] = looks;
  if (tests.some(({ by }) => !isJoint(tests[0]) && !ALONE.has(by))) return null;
  const first = tests.map((test) => firstSize(test, look));
  const sizes = tests.map((test) => fixedSize(test, quotas));
  if (![...first, ...sizes].every(Number.isFinite)) return null;
  const { nullRates } = basketSetting(tests, endpoint.better, plan.n);
  const rates = trueRates(tests, trial, endpoint.better, nullRates);
  return { tests, monitoring, endpoint, first, sizes, rates, nullRates, together: look.kind === 'last of' };
}

const ALONE: ReadonlySet<string> = new Set(['exact', 'posterior']);

/** Nobody more than the look waits for is enrolled before it, and nobody after a closing. */
const isPlain = ({ places, reOpens, pauses }: Closing): boolean => places === 'lost' && !reOpens && pauses;

/** Patients of a level that a look waits for; NaN where it waits for something else. */
function firstSize(test: TestSpec, look: Timing): number {
  if (look.kind !== 'each' && look.kind !== 'last of') return Number.NaN;
  const own = look.of.find(
    (one) => one.kind === 'patients' && populationText(one.in) === populationText(test.in),
  );
  return own?.kind === 'patients' ? own.n : Number.NaN;
}

/** Levels analysed together at one look for all: every pair of tables. */
function together(staged: TwoStageTrial, { plan }: PlannedTrial): ClosingCharacteristics | null {
  const { tests, monitoring, endpoint, first, sizes, rates, nullRates } = staged;
  const pairs = sizes.reduce((count, n, j) => count * (first[j] + 1) * (n - first[j] + 1), 1);
  const { bounds } = monitoring;
  const judged = new Set([
    ...monitoring.futility.map(({ criterion }) => criterion.kind),
    ...(bounds === null ? [] : [bounds.kind]),
  ]);
  const below = monitoring.futility.map(({ criterion }) => probabilityBelow(criterion));
  const everywhere = monitoring.futility.every(({ of }) => of.length === tests.length);
  if (!staged.together || !(pairs <= MOST_PAIRS) || below.includes(null) || !everywhere) return null;
  // One look by one kind of probability.
  if (judged.size > 1) return null;
  const setting = { ...basketSetting(tests, endpoint.better, plan.n), level: null };
  const [exact] = enumerateTwoStages(
    {
      analysis: createBasketAnalysis(basketSpecOf(tests, endpoint.better), setting),
      sizes,
      firstSizes: first,
      nullRates,
      cutoff: tests.map(({ alpha, sided }) => 1 - alpha / sided),
      futility: below.length === 0 ? null : Math.max(...(below as number[])),
      efficacy: bounds !== null && 'reaches' in bounds ? bounds.reaches : null,
      ...(judged.has('predictive probability') ? { needed: neededAlone(tests, setting.nullRates) } : {}),
    },
    [rates],
  );
  const values = (of: readonly { value: number }[]) => of.map(({ value }) => value);
  return {
    claim: values(exact.claim),
    early: exact.claimedEarly.map(({ value }) => [value]),
    closed: exact.stopped.map(({ value }) => [value]),
    patients: values(exact.patients),
    anyFalse: exact.anyFalse?.value ?? null,
    correct: exact.correct.value,
    rightSet: exact.rightSet.value,
  };
}

const probabilityBelow = (criterion: FutilityCriterion): number | null =>
  criterion.kind === 'posterior probability' || criterion.kind === 'predictive probability'
    ? criterion.below
    : null;

/** What becomes of one level. */
interface LevelCharacteristics {
  readonly claim: number;
  readonly early: readonly number[];
  readonly closed: readonly number[];
  readonly patients: number;
}

/** Levels each on its own data: their claims are independent. */
function independent(
  levels: readonly LevelCharacteristics[],
  rates: readonly number[],
  nullRates: readonly number[],
): ClosingCharacteristics {
  const active = rates.map((rate, j) => rate > nullRates[j]);
  const claim = levels.map((level) => level.claim);
  const wrong = claim.filter((_, j) => !active[j]);
  const right = claim.map((p, j) => (active[j] ? p : 1 - p));
  const product = (values: readonly number[]) => values.reduce((all, p) => all * p, 1);
  return {
    claim,
    early: levels.map((level) => level.early),
    closed: levels.map((level) => level.closed),
    patients: levels.map((level) => level.patients),
    anyFalse: wrong.length === 0 ? null : 1 - product(wrong.map((p) => 1 - p)),
    correct: right.reduce((sum, p) => sum + p, 0),
    rightSet: product(right),
  };
}

/** One level: every number of responders of the first stage, and of the second where it goes on. */
function alone(
  { tests, monitoring, endpoint, first, sizes, rates }: TwoStageTrial,
  j: number,
): LevelCharacteristics {
  const test = tests[j];
  const { against } = test;
  if (against?.kind !== 'rate') throw new TypeError(`${test.name} is held against no rate`);
  const table = createTwoByTwo();
  const analysis = oneRateAnalysis(test, against, endpoint.better, table);
  const out = new Float64Array(SLOTS);
  const sign = endpoint.better === 'higher' ? 1 : -1;
  const analyse = (n: number, successes: number) => {
    table.n1 = n;
    table.x1 = sign > 0 ? successes : n - successes;
    analysis(out, 0);
    return { z: out[SLOT.z], effect: sign * out[SLOT.estimate] };
  };
  const rules = monitoring.futility.filter(({ of }) => of.includes(test.name));
  const { bounds } = monitoring;
  const early = bounds?.kind === 'posterior probability' ? normalQuantile(bounds.reaches) : Infinity;
  const cutoff = normalQuantile(1 - test.alpha / test.sided);
  const [n1, n] = [first[j], sizes[j]];
  const sum = { claim: 0, early: [0], closed: [0], patients: 0 };
  for (let x1 = 0; x1 <= n1; x1++) {
    const probability = binomialPmf(x1, n1, rates[j]);
    const { z, effect } = analyse(n1, x1);
    const hopeless = rules.some(({ criterion }) => drops(criterion, z, effect));
    if (hopeless || z >= early) {
      sum.patients += probability * n1;
      sum[hopeless ? 'closed' : 'early'][0] += probability;
      if (!hopeless) sum.claim += probability;
      continue;
    }
    sum.patients += probability * n;
    for (let x2 = 0; x2 <= n - n1; x2++)
      if (analyse(n, x1 + x2).z >= cutoff) sum.claim += probability * binomialPmf(x2, n - n1, rates[j]);
  }
  return sum;
}

function drops(criterion: FutilityCriterion, z: number, effect: number): boolean {
  switch (criterion.kind) {
    case 'posterior probability':
      return z <= normalQuantile(criterion.below);
    case 'z':
      return z <= criterion.below;
    case 'effect':
      return effect <= criterion.below;
    default:
      return false;
  }
}
