import { describe, expect, it } from 'vitest';
import { normalTheoryPower } from '../../src/designs/limits/normalTheoryPower.ts';
import { binomialPmf } from '../../src/numeric/binomial.ts';
import { exactBinomialPower } from '../../src/operating-characteristics/closed-forms/exactBinomialPower.ts';
import { posteriorProbability } from '../../src/single-arm/betaBinomial.ts';
import { simonDesigns, twoStages } from '../../src/single-arm/simon.ts';
import { stagedCharacteristics } from '../../src/single-arm/stages.ts';
import { pointFrom, simulated, truthFrom } from '../fixtures/kernel/points.ts';
import { Z_LIMIT } from '../fixtures/kernel/statistics.ts';

const REPLICATES = 40_000;

const body = (design: string, binary = 'control: {rate: {M+: 0.3, M-: 0.15}}, odds ratio: 1') => `truth:
  markers: {M: {prevalence: 0.4, assay: {sensitivity: 0.9, specificity: 0.95}}}
  enrolment: {screened per month: 10}
  endpoints:
    ORR: {binary: {${binary}, assessed at: 2}}
    OS: {time-to-event: {control: {median: {M+: 9, M-: 6}}, hazard ratio: {M+: 0.8, M-: 1}}}
designs: {d: {single arm: experimental, ${design}}}`;

const P = 0.4 * 0.9 + 0.6 * 0.05;
/** Rates of the assay-positive and assay-negative. */
const POSITIVE = (0.4 * 0.9 * 0.3 + 0.6 * 0.05 * 0.15) / P;
const NEGATIVE = (0.4 * 0.1 * 0.3 + 0.6 * 0.95 * 0.15) / (1 - P);

const mean = (values: ArrayLike<number>) => Array.from(values).reduce((sum, x) => sum + x, 0) / values.length;
function sdOf(values: ArrayLike<number>): number {
  const centre = mean(values);
  return Math.sqrt(mean(Array.from(values, (x) => (x - centre) ** 2)));
}

/** Z_LIMIT standard errors of a proportion. */
const error = (power: number) => Z_LIMIT * Math.sqrt((power * (1 - power)) / REPLICATES);

/** P(reject) over the random number in M+ and its responders, from the rule itself. */
function overSizes(n: number, rejects: (x: number, m: number) => boolean): number {
  let sum = 0;
  for (let m = 0; m <= n; m++) {
    for (let x = 0; x <= m; x++) if (rejects(x, m)) sum += binomialPmf(m, n, P) * binomialPmf(x, m, POSITIVE);
  }
  return sum;
}

const upperTail = (x: number, n: number, p: number) => {
  let sum = 0;
  for (let k = x; k <= n; k++) sum += binomialPmf(k, n, p);
  return sum;
};

/** Whether the interval holds the estimand itself, replicate by replicate. */
function coversOf(point: ReturnType<typeof pointFrom>): Float64Array {
  const j = point.columns.findIndex(({ quantity }) => quantity === 'covers');
  return Float64Array.from({ length: REPLICATES }, (_, r) => {
    point.run(r);
    return point.row[j];
  });
}

describe('single-arm rules on counts are the exact ones', () => {
  it('exact test and posterior rule in M+ of random number', () => {
    const point = pointFrom(
      body(`size: {treated: 50}, tests: {
        exact: {in: M+, of: ORR, by: exact, against: {rate: 0.18}, alpha: 0.1},
        posterior: {in: M+, of: ORR, by: posterior, against: {rate: 0.18}, prior: {a: 0.5, b: 1.5}, probability: 0.85}}`),
      'single',
    );
    const [exact, posterior] = simulated(point, REPLICATES, [
      ['rejects', 'exact'],
      ['rejects', 'posterior'],
    ]).map(mean);
    const byTail = overSizes(50, (x, m) => m > 0 && upperTail(x, m, 0.18) <= 0.1 + 1e-12);
    const byPosterior = overSizes(
      50,
      (x, m) => m > 0 && posteriorProbability(0.18, x, m, { a: 0.5, b: 1.5 }) >= 0.85,
    );
    expect(Math.abs(exact - byTail)).toBeLessThan(error(byTail));
    expect(Math.abs(posterior - byPosterior)).toBeLessThan(error(byPosterior));
  });

  it('the naive gap of M+ over M- is its closed form, and the true interaction is 0', () => {
    const point = pointFrom(body('size: {treated: 60}, tests: {gap: {in: M+, against: M-, of: ORR}}'), 'gap');
    const [gap] = simulated(point, REPLICATES, [['estimate', 'gap']]);
    const estimands = point.designs.d[0].estimands[0];
    expect(estimands.map(({ name }) => name)).toEqual([
      'difference between M+ and M-',
      'interaction between M+ and M-',
    ]);
    expect(Math.abs(estimands[0].value - (POSITIVE - NEGATIVE))).toBeLessThan(1e-12);
    expect(Math.abs(estimands[1].value)).toBeLessThan(1e-12);
    const known = Array.from(gap).filter((x) => !Number.isNaN(x));
    const sd = sdOf(known);
    expect(Math.abs(mean(known) - (POSITIVE - NEGATIVE))).toBeLessThan(
      (Z_LIMIT * sd) / Math.sqrt(known.length),
    );
  });

  it('a contrast of two of three kinds, whose numbers are random, is the enumeration of its tables', () => {
    const text = `truth:
  strata: {tumour: {a: {share: 0.3}, b: {share: 0.45}, c: {share: 0.25}}}
  enrolment: {screened per month: 10}
  endpoints: {ORR: {binary: {control: {rate: {tumour = a: 0.5, tumour = b: 0.2, tumour = c: 0.9}}, odds ratio: 1}}}
designs: {d: {single arm: experimental, size: {treated: 40}, tests: {gap: {in: tumour = a, against: tumour = b, alpha: 0.05}}}}`;
    const point = pointFrom(text, 'three');
    const [{ design, plan, expectations }] = point.designs.d;
    const found = normalTheoryPower(
      design.tests[0],
      design,
      plan,
      truthFrom(text),
      point.population,
      expectations.monthsToAnalysis,
    );
    expect(found?.kind).toBe('exact binomial');
    const exact = found?.power ?? Number.NaN;
    const [rejects] = simulated(point, REPLICATES, [['rejects', 'gap']]);
    expect(Math.abs(mean(rejects) - exact)).toBeLessThan(error(exact));
    // Written out: numbers trinomial, score z of the pooled rate.
    let sum = 0;
    for (let n1 = 1; n1 < 40; n1++) {
      for (let n0 = 1; n1 + n0 <= 40; n0++) {
        const sizes = binomialPmf(n1, 40, 0.3) * binomialPmf(n0, 40 - n1, 0.45 / 0.7);
        for (let x1 = 0; x1 <= n1; x1++) {
          for (let x0 = 0; x0 <= n0; x0++) {
            const p = (x1 + x0) / (n1 + n0);
            const z = (x1 / n1 - x0 / n0) / Math.sqrt(p * (1 - p) * (1 / n1 + 1 / n0));
            // At the bound no table is.
            if (z >= 1.6448536269514722) sum += sizes * binomialPmf(x1, n1, 0.5) * binomialPmf(x0, n0, 0.2);
          }
        }
      }
    }
    // Sizes less likely than 1e-13 are left out there.
    expect(Math.abs(sum - exact)).toBeLessThan(1e-9);
  });

  it("Simon's stages: claim, patients and months", () => {
    const point = pointFrom(
      body(
        'enrol: M+, tests: {simon: {of: ORR, by: simon, against: {rate: 0.2}, stages: {p1: 0.4, power: 0.8}, alpha: 0.05}}',
      ),
      'simon',
    );
    const design = simonDesigns({ p0: 0.2, p1: 0.4, alpha: 0.05, power: 0.8 }).optimal;
    const exact = stagedCharacteristics(twoStages(design), POSITIVE);
    const [rejects, randomised, months] = simulated(point, REPLICATES, [
      ['rejects', 'simon'],
      ['randomised', ''],
      ['months to analysis', ''],
    ]);
    expect(Math.abs(mean(rejects) - exact.claim)).toBeLessThan(error(exact.claim));
    const spread =
      (design.n - design.n1) * Math.sqrt((exact.stopped[0] * (1 - exact.stopped[0])) / REPLICATES);
    expect(Math.abs(mean(randomised) - exact.expectedPatients)).toBeLessThan(Z_LIMIT * spread);
    expect(new Set(randomised)).toEqual(new Set([design.n1, design.n]));
    // Screened 10 a month, P of them M+; both stages are followed for two months.
    const expected = exact.expectedPatients / (10 * P) + 2 + 2 * (1 - exact.stopped[0]);
    const sd = sdOf(months);
    expect(Math.abs(mean(months) - expected)).toBeLessThan((Z_LIMIT * sd) / Math.sqrt(REPLICATES));
  });

  it.each([
    ['Fleming, three stages', 'fleming', '{patients: [15, 15, 15]}', 'alpha: 0.05', 'higher', 2],
    ['Fleming, searched', 'fleming', '{p1: 0.4, power: 0.8}', 'alpha: 0.05', 'higher', 2],
    [
      'given stages',
      'fleming',
      '{patients: [15, 20], stop: [2, 10], claim: [8, 11]}',
      'alpha: 0.05',
      'higher',
      2,
    ],
    [
      'predictive probability',
      'predictive-probability',
      '{first: 10, every: 6, n: 40, futility: 0.1, efficacy: 0.95}',
      'probability: 0.9, prior: {a: 0.5, b: 1.5}',
      'higher',
      2,
    ],
    ["Simon's, fewer are better", 'simon', '{p1: 0.25, power: 0.8}', 'alpha: 0.05', 'lower', 2],
    [
      'predictive probability without rests, fewer are better',
      'predictive-probability',
      '{looks: [20, 30, 50], futility: 0.1, efficacy: 0.95, screening rests: false}',
      'probability: 0.9',
      'lower',
      0,
    ],
  ])('stages: claim, ends, patients, months, estimate (%s)', (_, by, stages, more, better, rest) => {
    const lower = better === 'lower';
    const point = pointFrom(
      body(
        `enrol: M+, tests: {T: {of: ORR, by: ${by}, against: {rate: ${lower ? 0.45 : 0.2}}, stages: ${stages}, ${more}, estimate: umvue}}`,
        `control: {rate: {M+: 0.3, M-: 0.15}}, odds ratio: 1, better: ${better}`,
      ),
      'stages',
    );
    const [planned] = point.designs.d;
    const rule = planned.design.tests[0].stages;
    if (rule?.kind !== 'stages') throw new TypeError('stages are settled when the trial is planned');
    const exact = stagedCharacteristics(rule.stages, lower ? 1 - POSITIVE : POSITIVE);
    const [rejects, randomised, months, estimate, covers] = simulated(point, REPLICATES, [
      ['rejects', 'T'],
      ['randomised', ''],
      ['months to analysis', ''],
      ['estimate', 'T'],
    ]).concat(coversOf(point));
    expect(Math.abs(mean(rejects) - exact.claim)).toBeLessThan(error(exact.claim));
    const within = (values: ArrayLike<number>, expected: number) =>
      expect(Math.abs(mean(values) - expected)).toBeLessThan(
        (Z_LIMIT * sdOf(values)) / Math.sqrt(REPLICATES),
      );
    within(randomised, exact.expectedPatients);
    // The estimand is the rate minus the fixed rate: the UMVUE is unbiased for it.
    within(estimate, POSITIVE - (lower ? 0.45 : 0.2));
    expect(mean(covers)).toBeGreaterThan(0.95 - error(0.95));
    const ended = rule.stages.map((_, k) => exact.stopped[k] + exact.claimed[k]);
    const rests = ended.reduce((sum, p, k) => sum + p * k * rest, 0);
    within(months, exact.expectedPatients / (10 * P) + 2 + rests);
    expect(planned.expectations.randomised).toBeCloseTo(exact.expectedPatients, 9);
    point.columns.forEach((column, j) => {
      if (column.quantity !== 'stops for efficacy' && column.quantity !== 'stops for futility') return;
      let count = 0;
      for (let r = 0; r < REPLICATES; r++) {
        point.run(r);
        count += point.row[j];
      }
      const p = (column.quantity === 'stops for efficacy' ? exact.claimed : exact.stopped)[column.look - 1];
      expect(Math.abs(count / REPLICATES - p)).toBeLessThanOrEqual(error(p));
    });
  });

  it('where fewer are better, on patients too', () => {
    const rule = '{of: ORR, by: exact, against: {rate: 0.4}, alpha: 0.1}';
    const lower = 'control: {rate: 0.3}, odds ratio: 1, better: lower';
    const tests = `tests: {low: ${rule}}`;
    const counts = pointFrom(body(`size: {treated: 40}, ${tests}`, lower), 'low');
    const patients = pointFrom(
      body(
        `size: {treated: 40}, analyse at: {follow-up: 3}, tests: {low: ${rule}, os: {of: OS, by: one-sample-log-rank, against: {median: 7}}}`,
        lower,
      ),
      'low',
    );
    let exact = 0;
    for (let x = 0; x <= 40; x++) {
      const tail = 1 - upperTail(x + 1, 40, 0.4);
      if (tail <= 0.1) exact += binomialPmf(x, 40, 0.3);
    }
    for (const point of [counts, patients]) {
      const [rejects] = simulated(point, REPLICATES / 4, [['rejects', 'low']]);
      expect(Math.abs(mean(rejects) - exact)).toBeLessThan(2 * error(exact));
    }
  });

  it('a single control arm shows the natural course', () => {
    const point = pointFrom(
      `truth:
  enrolment: {screened per month: 10}
  endpoints: {ORR: {binary: {control: {rate: 0.2}, experimental: {rate: 0.6}}}}
designs: {d: {single arm: control, size: {treated: 30}, tests: {T: {by: exact, against: {rate: 0.2}}}}}`,
      'control',
    );
    const [estimate] = simulated(point, 4000, [['estimate', 'T']]);
    expect(point.designs.d[0].estimands[0][0].value).toBeCloseTo(0, 12);
    expect(Math.abs(mean(estimate))).toBeLessThan(Z_LIMIT * Math.sqrt(0.16 / 30 / 4000));
  });
});

describe('contrasts of one arm are compared as two arms are', () => {
  it('estimates of times and their limits', () => {
    const tests = ['log-rank', 'cox', 'rmst'].map(
      (by) => `${by}: {of: OS, in: M+, against: M-, by: ${by}${by === 'rmst' ? ', horizon: 10' : ''}}`,
    );
    const point = pointFrom(
      body(`size: {treated: 200}, analyse at: {follow-up: 12}, tests: {${tests.join(', ')},
        curve: {of: OS, in: M+, by: one-sample-log-rank, against: {hazard: [{until: 6, value: 0.09}, {value: 0.07}]}},
        milestone: {of: OS, in: M+, by: milestone, against: {survival: {at: 12, value: 0.35}}}}`),
      'times',
    );
    const names = point.designs.d[0].design.tests.map(({ name }) => name);
    const columns = simulated(
      point,
      4000,
      names.map((name) => ['estimate', name] as const),
    );
    names.forEach((name, t) => {
      const known = Array.from(columns[t]).filter(Number.isFinite);
      const sd = sdOf(known);
      const limit = point.designs.d[0].estimands[t][0].value;
      // Estimators of ratios are off their limits by order 1 / events (some 70): up to 0.02 here, besides Monte Carlo error.
      const finite = name === 'rmst' || name === 'milestone' ? 0.005 : 0.02;
      expect(Math.abs(mean(known) - limit), name).toBeLessThan(
        (Z_LIMIT * sd) / Math.sqrt(known.length) + finite,
      );
    });
  });
});

describe('a single arm against an external cohort', () => {
  const cohort = (drift: number, test: string, prior = '') => `truth:
  markers: {M: {prevalence: 0.4}}
  enrolment: {screened per month: 10}
  endpoints: {ORR: {binary: {control: {rate: {M+: 0.35, M-: 0.15}}, odds ratio: 1}}}
  external cohorts: {history: {patients: 90, mix: {M+: 0.2, M-: 0.8}, records: [M], drift: ${drift}${prior}}}
designs: {d: {single arm: experimental, enrol: M+, size: {treated: 40}, alpha: 0.05, tests: {${test}}}}`;
  const against = (adjust: string) => `{of: ORR, in: M+, against: {cohort: history, adjust: ${adjust}}}`;
  const drifted = (p: number, odds: number) => (p * odds) / (1 - p + p * odds);

  it('unadjusted is the exact comparison of two rates, with its type I error under drift', () => {
    const point = pointFrom(
      cohort(0.8, `T: {of: ORR, in: M+, by: fisher, against: {cohort: history}}`),
      'cohort',
    );
    const [rejects] = simulated(point, REPLICATES, [['rejects', 'T']]);
    const rate = 0.2 * drifted(0.35, 0.8) + 0.8 * drifted(0.15, 0.8);
    const power = exactBinomialPower('fisher', { n1: 40, n0: 90, p1: 0.35, p0: rate, alpha: 0.05 });
    expect(Math.abs(mean(rejects) - power)).toBeLessThan(error(power));
  });

  it('estimates tend to their limits; matching and standardising take the marker out, not the drift', () => {
    const tests = ['none', 'matched', 'standardised, for: [M]', 'weighted, for: [M]'];
    const point = pointFrom(
      cohort(0.7, tests.map((test, t) => `T${t}: ${against(test)}`).join(', ')),
      'limits',
    );
    const columns = simulated(
      point,
      REPLICATES,
      tests.map((_, t) => ['estimate', `T${t}`] as const),
    );
    const own = 0.35 - drifted(0.35, 0.7);
    const mixed = 0.35 - 0.2 * drifted(0.35, 0.7) - 0.8 * drifted(0.15, 0.7);
    columns.forEach((column, t) => {
      const [contrast, effect] = point.designs.d[0].estimands[t];
      expect(contrast.value).toBeCloseTo(t === 0 ? mixed : own, 8);
      expect(effect.value).toBeCloseTo(0, 10);
      const known = Array.from(column).filter((x) => !Number.isNaN(x));
      expect(Math.abs(mean(known) - contrast.value)).toBeLessThan(
        (Z_LIMIT * sdOf(known)) / Math.sqrt(known.length),
      );
    });
  });

  it('between-trial variation spreads the cohort as it says', () => {
    const point = pointFrom(cohort(1, `T: ${against('matched')}`, ', between-trial sd: 0.5'), 'spread');
    const [estimate] = simulated(point, REPLICATES, [['estimate', 'T']]);
    const plain = simulated(pointFrom(cohort(1, `T: ${against('matched')}`), 'spread'), REPLICATES, [
      ['estimate', 'T'],
    ])[0];
    const known = (values: ArrayLike<number>) => Array.from(values).filter((x) => !Number.isNaN(x));
    const extra = sdOf(known(estimate)) ** 2 - sdOf(known(plain)) ** 2;
    // First order: (p (1 - p) sd)^2 = 0.0129, less what the curve of the logistic function takes (some 10 %).
    expect(extra).toBeGreaterThan(0.009);
    expect(extra).toBeLessThan(0.014);
  });
});
