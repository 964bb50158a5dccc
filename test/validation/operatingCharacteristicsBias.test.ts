import { describe, expect, it } from 'vitest';
import type { ResultRow } from '../../src/operating-characteristics/result.ts';
import { scenarioFrom } from '../fixtures/kernel/points.ts';
import { compile, rowsOf, runOf } from '../fixtures/kernel/rows.ts';
import { Z_LIMIT } from '../fixtures/kernel/statistics.ts';

/** In MCSEs: what is exactly unbiased may not be further off. */
const score = ({ estimate, mcse }: ResultRow, expected: number) =>
  Math.abs((estimate as number) - expected) / (mcse as number);

describe('estimators that are unbiased at any size', () => {
  const scenario = scenarioFrom(`truth:
  markers: {M: {prevalence: 0.4, assay: {sensitivity: 0.85, specificity: 0.9, unevaluable: 0.1}}}
  strata: {site: {a: {share: 0.3}, b: {share: 0.7}}}
  enrolment: {screened per month: 10}
  endpoints:
    ORR: {binary: {control: {rate: {M+: 0.2, M-: 0.4}}, risk difference: {M+: 0.4, M-: 0.1}}}
    Tox: {binary: {control: {rate: 0.3}, risk difference: -0.1, better: lower}}
    QoL: {continuous: {control: {mean: {M+: 45, M-: 50}, sd: {M+: 8, M-: 12}}, mean difference: {M+: 6, M-: 1}, baseline: {correlation: 0.6}}}
designs:
  all:
    enrol: all
    randomise: {blocks: 4, stratify by: [M]}
    size: {randomised: 80}
    tests:
      rate: {of: ORR}
      rate in M+: {of: ORR, in: M+}
      rate in M-: {of: ORR, in: M-}
      rate in truth: {of: ORR, in: true M+}
      toxicity: {of: Tox}
      rates differ: {of: ORR, interaction: M}
      mean: {of: QoL}
      mean in M+: {of: QoL, in: M+}
      means differ: {of: QoL, interaction: M}
      ANCOVA: {of: QoL, by: ancova}
  enriched:
    enrol: M+
    randomise: {method: simple, ratio: 2:1}
    size: {randomised: 60}
    tests: {rate: {of: ORR}, mean: {of: QoL, variance: pooled}}`);
  const rows = rowsOf(runOf(scenario, compile(scenario), 0, 40_000));

  // The estimand of the very patients that the test compares; `true M+` is theirs only where the test is in `true M+`.
  const own = [...rows].filter(
    ([, { metric, analysis, reference_kind: kind }]) =>
      metric === 'bias' && (/\(assay\)|\(enrolled mix\)/.test(kind) || analysis === 'rate in truth'),
  );

  it('are all there, each with the estimand of its patients', () => {
    expect(own.map(([, row]) => `${row.design}, ${row.analysis}`)).toEqual([
      ...['rate', 'rate in M+', 'rate in M-', 'rate in truth', 'toxicity', 'rates differ'].map(
        (name) => `all, ${name}`,
      ),
      ...['mean', 'mean in M+', 'means differ', 'ANCOVA'].map((name) => `all, ${name}`),
      'enriched, rate',
      'enriched, mean',
    ]);
  });

  it.each(own)('have bias 0 against it: %s', (_, row) => {
    expect(score(row, 0)).toBeLessThan(Z_LIMIT);
  });

  it('are diluted against the truth by the errors of the assay', () => {
    // P(true M+ | M+ result) of the screened, and the effects 0.4 and 0.1.
    const ppv = (0.4 * 0.85) / (0.4 * 0.85 + 0.6 * 0.1);
    const row = rows.get('all|rate in M+|bias|estimand: true M+') as ResultRow;
    expect(row.reference).toBeCloseTo(0.4, 12);
    expect(score(row, -(1 - ppv) * 0.3)).toBeLessThan(Z_LIMIT);
  });

  it('have the expected numbers of patients, exactly', () => {
    const positive = 0.9 * (0.4 * 0.85 + 0.6 * 0.1);
    const ppv = (0.4 * 0.85) / (0.4 * 0.85 + 0.6 * 0.1);
    const expected = {
      'enriched||screened|': 60 / positive,
      'enriched||months to last patient|': 60 / positive / 10,
      'enriched|M|ppv|': ppv,
      // Two thirds of 60 on the experimental arm, truly negative with 1 - PPV.
      'enriched|M|marker-negative exposed|': 40 * (1 - ppv),
      'all|M|marker-negative exposed|': 40 * 0.6,
      'all||months to last patient|': 8,
    };
    for (const [name, value] of Object.entries(expected)) {
      const row = rows.get(name) as ResultRow;
      expect(score(row, value), name).toBeLessThan(Z_LIMIT);
    }
    expect(rows.get('all||screened|')?.estimate).toBe(80);
  });
});

describe('log ratios without an effect', () => {
  const scenario = scenarioFrom(`truth:
  markers: {M: {prevalence: 0.4}}
  enrolment: {screened per month: 10}
  endpoints:
    PFS: {time-to-event: {control: {median: 6}, prognostic hazard ratio: {M+: 0.5, M-: 1}, hazard ratio: 1, dropout: {rate: 0.02}}}
    ORR: {binary: {control: {rate: 0.4}, odds ratio: 1}}
designs:
  times: {enrol: all, randomise: {method: simple}, size: {randomised: 60}, looks: {at: [{events: 20}, {events: 40}]},
    tests: {Cox: {of: PFS, by: cox}, stratified: {of: PFS, stratify by: [M]}, Pike: {of: PFS, estimate: pike}, Peto: {of: PFS, estimate: peto}, RMST: {of: PFS, by: rmst, horizon: 4}}}
  rates: {enrol: all, size: {randomised: 60}, tests: {odds: {of: ORR, by: odds-ratio}, risk: {of: ORR, by: risk-ratio}}}`);
  const rows = rowsOf(runOf(scenario, compile(scenario), 0, 40_000));

  // The arms can change places: the law of the estimate and of z is symmetrical about 0, however few the patients.
  it.each([
    ...['Cox', 'stratified', 'Pike', 'Peto', 'RMST'].map((test) => `times|${test}`),
    ...['odds', 'risk'].map((test) => `rates|${test}`),
  ])('have mean 0 by symmetry: %s', (test) => {
    for (const metric of ['mean estimate', 'mean z']) {
      const row = rows.get(`${test}|${metric}|`) as ResultRow;
      expect(score(row, 0), metric).toBeLessThan(Z_LIMIT);
    }
  });

  it('and reject as often for harm as for benefit', () => {
    for (const test of ['Cox', 'stratified', 'Pike', 'Peto', 'RMST']) {
      const [benefit, harm] = ['power', 'rejection for harm'].map(
        (m) => rows.get(`times|${test}|${m}|`) as ResultRow,
      );
      const error = Math.hypot(benefit.mcse as number, harm.mcse as number);
      expect(Math.abs((benefit.estimate as number) - (harm.estimate as number))).toBeLessThan(
        Z_LIMIT * error,
      );
    }
  });
});
