import { SLOT } from '../analyses/analysis.ts';
import { calibratedFamilies } from '../designs/basketTests.ts';
import { calibrationTruths } from '../designs/calibrationTruths.ts';
import type { EnrolmentPlan } from '../designs/enrolmentPlan.ts';
import type { Expectations } from '../designs/expectations.ts';
import { remembered } from '../numeric/remembered.ts';
import type { Population } from '../population/groups.ts';
import { streamsOf } from '../rng/streams.ts';
import type { Monitoring } from '../scenario/conductModel.ts';
import type {
  BasketPlace,
  BinaryEndpoint,
  ByCell,
  Calibration,
  TestSpec,
  TrialDesign,
  Truth,
} from '../scenario/model.ts';
import { type CalibratedCutoff, cutoffOver } from './calibratedCutoff.ts';
import { cohortFor } from './cohorts.ts';
import { createConduct } from './conduct/createConduct.ts';
import { DECISION, DECISIONS, decisionsLength, isAdjusted } from './conduct/decisions.ts';
import { createTrial } from './createTrial.ts';
import { FACT, RESULTS } from './trial.ts';

/** Trials under each truth that a cut-off is found from, and as many that it is judged in: an error of 0.05 has a standard error of 0.0015. */
const NULL_TRIALS = 20_000;

/** Seed of these trials: no scenario's own, so that a cut-off does not depend on the trials that it judges. */
const SEED = 'calibration';

/**
 * The calibrated cut-offs of a trial's tests, null for a test that has none. Trials of the same design, enrolment included, are
 * played under the truths that the calibration is over. Basket-wise, each level has the smallest cut-off that it exceeds with a
 * frequency of no more than wanted where it does not respond; family-wise, all levels have the smallest that any such level exceeds so.
 *
 * Where levels respond that do in no truth of the calibration the error may be larger, since what they lend is then wrong: the results of
 * such truths say so.
 */
export function calibrate(
  design: TrialDesign,
  plan: EnrolmentPlan,
  expectations: Expectations,
  truth: Truth,
  population: Population,
): (CalibratedCutoff | null)[] {
  const cutoffs = new Map<string, CalibratedCutoff>();
  for (const tests of calibratedFamilies(design.tests)) {
    const { test: family } = tests[0].basket as BasketPlace;
    const none = truthWith(tests.map(rateAgainst), tests, truth);
    // When patients are assessed and how long they wait decide who is in before a look.
    const key = JSON.stringify([
      tests,
      { ...design, tests: [] },
      plan.n,
      [...plan.turnaround],
      population.groups,
      population.mixes,
      population.variation,
      truth.enrolment,
      none.endpoints,
    ]);
    const own = { ...design, tests, multiplicity: null, monitoring: closingOf(design, family) };
    const found = calibrated(key, () => cutoffsOf(own, plan, expectations, none, population));
    tests.forEach((test, t) => {
      cutoffs.set(test.name, found[t]);
    });
  }
  return design.tests.map(({ name }) => cutoffs.get(name) ?? null);
}

/** Looks that close the levels of a family are part of its null trials; what other looks decide is not. */
const closingOf = ({ monitoring }: TrialDesign, family: string): Monitoring | null =>
  monitoring?.close?.tests === family ? monitoring : null;

/** A sweep of the response rates has the same null truths at every point. */
const calibrated = remembered<CalibratedCutoff[]>(500);

/** @param truth with no level better than it is held against */
function cutoffsOf(
  design: TrialDesign,
  plan: EnrolmentPlan,
  expectations: Expectations,
  truth: Truth,
  population: Population,
): CalibratedCutoff[] {
  const { tests } = design;
  const [{ of, basket, sided }] = tests;
  const wanted = basket?.calibrate as Calibration;
  const { better } = truth.endpoints[of] as BinaryEndpoint;
  const played = calibrationTruths(tests, wanted, better).map(({ rates, isNull }) => ({
    isNull,
    z: scoresUnder(
      design,
      plan,
      expectations,
      truthWith(rates, tests, truth),
      population,
      seedOf(rates, tests),
    ),
  }));
  if (wanted.error === 'basket-wise') {
    return tests.map((_, t) => {
      const own = played.filter(({ isNull }) => isNull[t] === 1);
      return cutoffOver(
        own.map(({ z }) => z[t]),
        wanted,
        sided,
      );
    });
  }
  const highest = played.map(({ z, isNull }) => {
    const nulls = z.filter((_, t) => isNull[t] === 1);
    return nulls[0].map((_, r) => Math.max(...nulls.map((own) => own[r])));
  });
  const common = cutoffOver(highest, wanted, sided);
  return tests.map(() => common);
}

/** Truths have trials of their own, so that their errors are independent. */
function seedOf(rates: readonly number[], tests: readonly TestSpec[]): string {
  const active = rates.flatMap((rate, t) =>
    rate === rateAgainst(tests[t]) ? [] : [`${tests[t].basket?.level} ${rate}`],
  );
  return [SEED, ...active].join('\n');
}

/**
 * z of every test in every trial under a truth; -Infinity where it could not be had or the level was closed, Infinity where the level was claimed
 * before the last look, whatever the cut-off.
 */
function scoresUnder(
  design: TrialDesign,
  plan: EnrolmentPlan,
  expectations: Expectations,
  truth: Truth,
  population: Population,
  seed: string,
): Float64Array[] {
  const { tests, looks } = design;
  const results = new Float64Array(looks.length * tests.length * RESULTS);
  const cohort = cohortFor([{ design, plan }], truth, population, streamsOf(seed));
  const decisions = new Float64Array(decisionsLength(tests.length, isAdjusted(design)));
  const { run } = createTrial({
    design,
    plan,
    expectations,
    truth,
    population,
    cohort,
    external: {},
    tallies: [],
    evenness: null,
    conduct: createConduct({ design, plan, expectations }, truth, population, results, decisions),
    results,
    facts: new Float64Array(FACT.tallies),
    borrowed: null,
  });
  const z = tests.map(() => new Float64Array(2 * NULL_TRIALS));
  const last = (looks.length - 1) * tests.length;
  for (let r = 0; r < 2 * NULL_TRIALS; r++) {
    cohort.start(r);
    run();
    for (let t = 0; t < tests.length; t++) {
      const score = results[(last + t) * RESULTS + SLOT.z];
      z[t][r] = Number.isNaN(score) ? Number.NEGATIVE_INFINITY : score;
      if (design.monitoring === null) continue;
      if (decisions[t * DECISIONS + DECISION.dropped] === 1) z[t][r] = Number.NEGATIVE_INFINITY;
      if (decisions[t * DECISIONS + DECISION.rejectedAt] < looks.length) z[t][r] = Number.POSITIVE_INFINITY;
    }
  }
  return z;
}

/** The rate that a level is held against. */
const rateAgainst = ({ against }: TestSpec): number =>
  against?.kind === 'rate' ? against.value : Number.NaN;

/** The truth with every level's rate, on either arm, as given. Levels without a test are as the first is held against. */
function truthWith(rates: readonly number[], tests: readonly TestSpec[], truth: Truth): Truth {
  const [{ of }] = tests;
  const endpoint = truth.endpoints[of] as BinaryEndpoint;
  const everywhere = { kind: 'all' as const };
  const rate: ByCell<number> = [
    ...tests.map(({ in: population }, t) => ({ population, value: rates[t] })),
    { population: everywhere, value: rateAgainst(tests[0]) },
  ];
  const set: BinaryEndpoint = {
    ...endpoint,
    control: rate,
    effect: { kind: 'experimental', value: rate },
    prognosticOddsRatio: [{ population: everywhere, value: 1 }],
  };
  return { ...truth, endpoints: { ...truth.endpoints, [of]: set } };
}
