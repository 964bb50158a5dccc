import { SLOT } from '../analyses/analysis.ts';
import type { EnrolmentPlan } from '../designs/enrolmentPlan.ts';
import type { Expectations } from '../designs/expectations.ts';
import { normalCdf } from '../numeric/normal.ts';
import type { Population } from '../population/groups.ts';
import { streamsOf } from '../rng/streams.ts';
import type { Monitoring } from '../scenario/conductModel.ts';
import type { BinaryEndpoint, ByCell, TestSpec, TrialDesign, Truth } from '../scenario/model.ts';
import { cohortFor } from './cohorts.ts';
import { createConduct } from './conduct/createConduct.ts';
import { DECISION, DECISIONS, decisionsLength, isAdjusted } from './conduct/decisions.ts';
import { createTrial } from './playable.ts';
import { FACT, RESULTS } from './trial.ts';

/** Null trials that a cut-off is found from: an error of 0.05 then has a Monte Carlo standard error of 0.0015. */
const NULL_TRIALS = 20_000;

/** Seed of the null trials: no scenario's own, so that a cut-off does not depend on the trials that it judges. */
const SEED = 'calibration';

/**
 * The tests of a trial with their calibrated cut-offs in place of their alpha. Null trials of the same design, enrolment included, are
 * played with every level's rate at the one it is held against. Basket-wise, each level has the smallest cut-off that it
 * exceeds with a frequency of no more than wanted; family-wise, all levels have the smallest that any of them exceeds so.
 *
 * Where other levels truly respond the error may be larger, since what they lend is then wrong: the results of such truths say so.
 */
export function calibrated(
  design: TrialDesign,
  plan: EnrolmentPlan,
  expectations: Expectations,
  truth: Truth,
  population: Population,
): TestSpec[] {
  const families = [
    ...new Set(design.tests.flatMap(({ basket }) => (basket?.calibrate ? [basket.test] : []))),
  ];
  const levels = new Map<string, number>();
  for (const family of families) {
    const tests = design.tests.filter(({ basket }) => basket?.test === family);
    const key = JSON.stringify([
      tests,
      { ...design, tests: [] },
      plan.n,
      population.groups,
      population.mixes,
      population.variation,
      truth.enrolment,
    ]);
    const found =
      known.get(key) ??
      levelsOf(
        { ...design, tests, multiplicity: null, monitoring: closingOf(design, family) },
        plan,
        expectations,
        truth,
        population,
      );
    known.set(key, found);
    tests.forEach((test, t) => {
      levels.set(test.name, found[t]);
    });
  }
  return design.tests.map((test) => ({ ...test, alpha: levels.get(test.name) ?? test.alpha }));
}

/** Looks that close the levels of a family are part of its null trials; what other looks decide is not. */
const closingOf = ({ monitoring }: TrialDesign, family: string): Monitoring | null =>
  monitoring?.close?.tests === family ? monitoring : null;

/** Levels found before, in this process: a sweep of the response rates has the same null truths at every point. */
const known = new Map<string, number[]>();

function levelsOf(
  design: TrialDesign,
  plan: EnrolmentPlan,
  expectations: Expectations,
  truth: Truth,
  population: Population,
): number[] {
  const { tests } = design;
  const z = nullScores(design, plan, expectations, nullTruth(tests, truth), population);
  const { calibrate } = tests[0].basket as { calibrate: { error: string; at: number } };
  if (calibrate.error === 'basket-wise') return z.map((own) => levelAt(own, calibrate.at, tests[0].sided));
  const highest = z[0].map((_, r) => Math.max(...z.map((own) => own[r])));
  return tests.map(() => levelAt(highest, calibrate.at, tests[0].sided));
}

/**
 * z of every test in every null trial; -Infinity where it could not be had or the level was closed, Infinity where the level was claimed
 * before the last look, whatever the cut-off.
 */
function nullScores(
  design: TrialDesign,
  plan: EnrolmentPlan,
  expectations: Expectations,
  truth: Truth,
  population: Population,
): Float64Array[] {
  const { tests, looks } = design;
  const results = new Float64Array(looks.length * tests.length * RESULTS);
  const cohort = cohortFor([{ design, plan }], truth, population, streamsOf(SEED));
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
  });
  const z = tests.map(() => new Float64Array(NULL_TRIALS));
  const last = (looks.length - 1) * tests.length;
  for (let r = 0; r < NULL_TRIALS; r++) {
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

/** The truth with every level's rate, on either arm, at the one that its test is held against. */
function nullTruth(tests: readonly TestSpec[], truth: Truth): Truth {
  const [{ of }] = tests;
  const endpoint = truth.endpoints[of] as BinaryEndpoint;
  const rates: ByCell<number> = tests.map(({ in: population, against }) => ({
    population,
    value: against?.kind === 'rate' ? against.value : Number.NaN,
  }));
  const everywhere = { kind: 'all' as const };
  const rate = [...rates, { population: everywhere, value: rates[0].value }];
  const none: BinaryEndpoint = {
    ...endpoint,
    control: rate,
    effect: { kind: 'experimental', value: rate },
    prognosticOddsRatio: [{ population: everywhere, value: 1 }],
  };
  return { ...truth, endpoints: { ...truth.endpoints, [of]: none } };
}

/** Level of the smallest bound that scores reach with a frequency of no more than wanted; between two scores, so that ties are one. */
function levelAt(scores: Float64Array, at: number, sided: 1 | 2): number {
  const sorted = scores.slice().sort().reverse();
  const allowed = Math.floor(at * sorted.length);
  const beyond = sorted[allowed];
  const above = sorted.findLast((score) => score > beyond);
  const bound = above === undefined || above === Number.POSITIVE_INFINITY ? beyond + 1 : (above + beyond) / 2;
  return sided * normalCdf(-(bound === Number.NEGATIVE_INFINITY ? 0 : bound));
}
