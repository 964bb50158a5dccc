import { SLOT } from '../analyses/analysis.ts';
import type { EnrolmentPlan } from '../designs/enrolmentPlan.ts';
import type { Expectations } from '../designs/expectations.ts';
import { normalCdf } from '../numeric/normal.ts';
import type { Population } from '../population/groups.ts';
import { streamsOf } from '../rng/streams.ts';
import type { Monitoring } from '../scenario/conductModel.ts';
import type { BinaryEndpoint, ByCell, TestSpec, TrialDesign, Truth } from '../scenario/model.ts';
import type { CalibratedCutoff } from './calibratedCutoff.ts';
import { cohortFor } from './cohorts.ts';
import { createConduct } from './conduct/createConduct.ts';
import { DECISION, DECISIONS, decisionsLength, isAdjusted } from './conduct/decisions.ts';
import { createTrial } from './playable.ts';
import { FACT, RESULTS } from './trial.ts';

/** Null trials that a cut-off is found from, and as many that it is judged in: an error of 0.05 has a standard error of 0.0015. */
const NULL_TRIALS = 20_000;

/** Seed of the null trials: no scenario's own, so that a cut-off does not depend on the trials that it judges. */
const SEED = 'calibration';

/** Half-width of a 95 % interval in standard errors. */
const WIDE = 1.96;

/**
 * The calibrated cut-offs of a trial's tests, null for a test that has none. Null trials of the same design, enrolment included, are
 * played with every level's rate at the one it is held against. Basket-wise, each level has the smallest cut-off that it
 * exceeds with a frequency of no more than wanted; family-wise, all levels have the smallest that any of them exceeds so.
 *
 * Where other levels truly respond the error may be larger, since what they lend is then wrong: the results of such truths say so.
 */
export function calibrate(
  design: TrialDesign,
  plan: EnrolmentPlan,
  expectations: Expectations,
  truth: Truth,
  population: Population,
): (CalibratedCutoff | null)[] {
  const families = [
    ...new Set(design.tests.flatMap(({ basket }) => (basket?.calibrate ? [basket.test] : []))),
  ];
  const cutoffs = new Map<string, CalibratedCutoff>();
  for (const family of families) {
    const tests = design.tests.filter(({ basket }) => basket?.test === family);
    const none = nullTruth(tests, truth);
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
    const found =
      known.get(key) ??
      cutoffsOf(
        { ...design, tests, multiplicity: null, monitoring: closingOf(design, family) },
        plan,
        expectations,
        none,
        population,
      );
    known.set(key, found);
    tests.forEach((test, t) => {
      cutoffs.set(test.name, found[t]);
    });
  }
  return design.tests.map(({ name }) => cutoffs.get(name) ?? null);
}

/** Looks that close the levels of a family are part of its null trials; what other looks decide is not. */
const closingOf = ({ monitoring }: TrialDesign, family: string): Monitoring | null =>
  monitoring?.close?.tests === family ? monitoring : null;

/** Cut-offs found before, in this process: a sweep of the response rates has the same null truths at every point. */
const known = new Map<string, CalibratedCutoff[]>();

/** @param truth with no level better than it is held against */
function cutoffsOf(
  design: TrialDesign,
  plan: EnrolmentPlan,
  expectations: Expectations,
  truth: Truth,
  population: Population,
): CalibratedCutoff[] {
  const { tests } = design;
  const z = nullScores(design, plan, expectations, truth, population);
  const { calibrate: wanted } = tests[0].basket as { calibrate: { error: string; at: number } };
  if (wanted.error === 'basket-wise') return z.map((own) => cutoffAt(own, wanted.at, tests[0].sided));
  const highest = z[0].map((_, r) => Math.max(...z.map((own) => own[r])));
  const common = cutoffAt(highest, wanted.at, tests[0].sided);
  return tests.map(() => common);
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
  const flat: BinaryEndpoint = {
    ...endpoint,
    control: rate,
    effect: { kind: 'experimental', value: rate },
    prognosticOddsRatio: [{ population: everywhere, value: 1 }],
  };
  return { ...truth, endpoints: { ...truth.endpoints, [of]: flat } };
}

/**
 * The smallest bound that scores reach with a frequency of no more than wanted, from the first half of them; between two scores, so that
 * ties are one. Its interval is that of the order statistic, its error that in the other half.
 */
function cutoffAt(scores: Float64Array, wanted: number, sided: 1 | 2): CalibratedCutoff {
  const sorted = scores.slice(0, NULL_TRIALS).sort().reverse();
  const allowed = Math.floor(wanted * NULL_TRIALS);
  const spread = Math.ceil(WIDE * Math.sqrt(NULL_TRIALS * wanted * (1 - wanted)));
  const place = (rank: number) => normalCdf(sorted[Math.min(NULL_TRIALS - 1, Math.max(0, rank))]);
  const beyond = sorted[allowed];
  const above = sorted.findLast((score) => score > beyond);
  const reached =
    above === undefined || above === Number.POSITIVE_INFINITY ? beyond + 1 : (above + beyond) / 2;
  const bound = beyond === Number.NEGATIVE_INFINITY ? 0 : reached;
  const errors = scores.subarray(NULL_TRIALS).reduce((count, score) => count + Number(score >= bound), 0);
  return {
    level: sided * normalCdf(-bound),
    cutoff: normalCdf(bound),
    lower: Math.min(place(allowed + spread), normalCdf(bound)),
    upper: Math.max(place(allowed - spread), normalCdf(bound)),
    wanted,
    error: errors / NULL_TRIALS,
    trials: NULL_TRIALS,
  };
}
