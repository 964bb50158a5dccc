import { describe, expect, it } from 'vitest';
import { runScenario } from '../../src/index.ts';
import { binomialUpperTail } from '../../src/numeric/binomial.ts';

/*
 * Exact probabilities of what single-arm trials decide, where something is left out or asked twice: claims that leave cases open, a class by
 * one of its two tests, the same trial with other claims, patients whom only the strata of a test tell apart; of baskets, levels that all
 * respond or none of which is judged at one look.
 */
const head = (rates: string, more = '') => `
id: laws
title: Laws
truth:
  strata: {S: {a: {share: 0.5}, b: {share: 0.5}}}
  markers: {M: {prevalence: 0.4}}
  enrolment: {screened per month: 20}
  endpoints: {ORR: {binary: {control: {rate: 0.2}, experimental: {rate: ${rates}}}}}
  ${more}
designs:
`;
const rowsOf = async (text: string, replicates = 500) => (await runScenario(text, { replicates })).rows;
type Rows = Awaited<ReturnType<typeof rowsOf>>;
const of = (rows: Rows, metric: string, analysis = '') =>
  rows.find((row) => row.metric === metric && row.analysis === analysis && row.reference !== null)!;

/** P(X >= r) <= 0.025 at 0.2 with 30 patients from r = 12 on; at the true 0.45. */
const power = binomialUpperTail(12, 30, 0.45);

describe('one trial of 30 patients', () => {
  const trial = (claims: string) =>
    `${head('0.45')}  d: {single arm: experimental, size: {treated: 30}, tests: {t: {against: {rate: 0.2}, by: exact}}, claims: ${claims}}\n`;

  it('is asked anew when its claims are others', async () => {
    expect(binomialUpperTail(12, 30, 0.2)).toBeLessThan(0.025);
    expect(binomialUpperTail(11, 30, 0.2)).toBeGreaterThan(0.025);
    const yes = await rowsOf(trial('{one: reject t, two: otherwise}'));
    const no = await rowsOf(trial('{one: not reject t, two: otherwise}'));
    expect(of(yes, 'claim probability', 'one').reference).toBeCloseTo(power, 12);
    expect(of(no, 'claim probability', 'one').reference).toBeCloseTo(1 - power, 12);
  });

  it('misses those who benefit where none of its claims holds', async () => {
    const rows = await rowsOf(trial('{go: {when: reject t, for: all}}'));
    expect(of(rows, 'missed benefit probability').reference).toBeCloseTo(1 - power, 12);
    expect(of(rows, 'right claim probability').reference).toBeCloseTo(power, 12);
  });
});

it('a class by one test is never that of two, whatever is claimed', async () => {
  const rows = await rowsOf(
    `${head('{M+: 0.5, M-: 0.3}')}  d:
    single arm: experimental
    size: {treated: 40}
    tests:
      gap: {in: M+, against: M-, alpha: 0.1}
      all: {against: {rate: 0.2}, by: exact}
    claims: {some: {when: reject all, for: all}, none: {when: otherwise, for: none}}
    classify: {marker: M, predictive: reject gap}
`,
    4000,
  );
  const classes = rows.filter(({ metric }) => metric === 'class probability');
  const law = new Map(classes.map(({ analysis, reference }) => [analysis, reference]));
  const gap = of(rows, 'power', 'gap').reference!;
  expect(of(rows, 'claim probability', 'some').reference).toBeGreaterThan(0.5);
  expect(law.get('predictive')).toBeCloseTo(gap, 12);
  expect(law.get('none')).toBeCloseTo(1 - gap, 12);
  expect([...law.values()].reduce((sum, p) => sum! + p!, 0)).toBeCloseTo(1, 12);
});

it('strata of a test tell patients apart who are alike otherwise', async () => {
  // M+ and M- respond alike in each stratum, strata do not: only a test by strata has its level.
  const rows = await rowsOf(
    `${head('{S = a: 0.85, S = b: 0.1}')}  d:
    single arm: experimental
    size: {treated: 10}
    tests: {gap: {in: M+, against: M-, by: cmh, stratify by: [S], alpha: 0.1}}
`,
    20_000,
  );
  const { estimate, reference, reference_kind, mcse } = of(rows, 'power', 'gap');
  expect(reference_kind).toBe('enumeration');
  // 4 MCSE: a false alarm 1 in 16,000.
  expect(Math.abs(estimate! - reference!)).toBeLessThan(4 * mcse!);
});

describe('baskets', () => {
  const baskets = (rates: string, more: string) =>
    `${head(rates)}  d:
    single arm: experimental
    size: {treated: 20}
    quotas: {S = a: 10, S = b: 10}
    tests: {by S: {in: each S, against: {rate: 0.2}, by: fujikawa, probability: 0.9}}
    ${more}
`;

  it('that all respond have no familywise error, and are right where all are claimed', async () => {
    const rows = await rowsOf(baskets('0.5', ''));
    expect(rows.some(({ metric }) => metric === 'familywise error')).toBe(false);
    expect(of(rows, 'right set', 'by S').reference).toBeGreaterThan(0.5);
  });

  it('held against a rate that differs from the true one by rounding alone do not respond', async () => {
    // 0.2 + 0.1 = 0.30000000000000004.
    const text = baskets('RATE', '').replace('experimental: {rate: RATE}', 'risk difference: 0.1');
    const rows = await rowsOf(text.replace('against: {rate: 0.2}', 'against: {rate: 0.3}'));
    expect(of(rows, 'familywise error', 'by S').reference).toBeGreaterThan(0.02);
    expect(of(rows, 'right set', 'by S').reference).toBeGreaterThan(0.7);
  });

  it('judged at two looks are not told the values of one', async () => {
    const looks =
      'looks: {at: [{patients: 5, in: each S}, {follow-up: 1}], futility: {posterior probability below: 0.6}, close: {places: lost}}';
    const rows = await rowsOf(baskets('{S = a: 0.5, S = b: 0.2}', looks), 6000);
    const one = await rowsOf(baskets('{S = a: 0.5, S = b: 0.2}', ''));
    const whole = of(one, 'power', 'by S: a').reference!;
    const { estimate, mcse } = rows.find(
      ({ metric, analysis }) => metric === 'power' && analysis === 'by S: a',
    )!;
    // Closing costs more than Monte Carlo error, so that the value of one look would be seen to be wrong.
    expect(whole - estimate!).toBeGreaterThan(5 * mcse!);
    for (const row of rows.filter(({ reference_kind }) => reference_kind === 'enumeration'))
      expect(Math.abs(row.estimate! - row.reference!), `${row.metric} ${row.analysis}`).toBeLessThan(
        4 * row.mcse! + 1e-9,
      );
  });
});

it('a test of one kind of patients claims no tumour too much', async () => {
  const text = head('0.2').replace(/ {2}strata.*\n/, '');
  const rows = await rowsOf(
    `${text}  d: {single arm: experimental, size: {treated: 30}, tests: {t: {against: {rate: 0.2}, by: exact}}}\n`,
  );
  expect(rows.some(({ metric }) => metric === 'false pan-tumour claim')).toBe(false);
});
