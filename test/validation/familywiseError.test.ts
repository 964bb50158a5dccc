import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { conductFrom } from '../fixtures/conduct/conduct.ts';
import { rejectionRate, scorePaths } from '../fixtures/conduct/scores.ts';
import { pointFrom, simulated } from '../fixtures/kernel/points.ts';

/**
 * Familywise error with four standard errors: with fixed seeds; of random seeds one check in 30,000 (one-sided) would
 * fail by chance.
 */
const LIMIT = 4;
const ALPHA = 0.025;
const errorOf = (p: number, n: number) => LIMIT * Math.sqrt((p * (1 - p)) / n);

const body = (
  multiplicity: string,
  prevalence = 0.4,
  tests = 'all: {}, M+: {in: M+}, M-: {in: M-}',
) => `truth:
  markers: {M: {prevalence: ${prevalence}}}
  enrolment: {screened per month: 30}
  endpoints: {PFS: {time-to-event: {control: {median: 6}, hazard ratio: 0.7}}}
designs:
  d:
    size: {randomised: 600}
    LOOKS
    tests: {${tests}}
    multiplicity: ${multiplicity}`;

const once = (multiplicity: string, prevalence?: number) =>
  conductFrom(body(multiplicity, prevalence).replace('LOOKS', 'analyse at: {events: 400}'));
const sequential = (multiplicity: string, looks = 'spending: lan-demets-pocock') =>
  conductFrom(
    body(multiplicity).replace(
      'LOOKS',
      `looks: {at: [{events: 130}, {events: 270}, {events: 400}], ${looks}}`,
    ),
  );

/** Effects in M+ and M-, and which of all, M+, M- have none: an average of no effect and benefit is a benefit. */
const NULLS: [string, [number, number], number[]][] = [
  ['nobody benefits', [0, 0], [0, 1, 2]],
  ['only M+ benefits', [0.5, 0], [2]],
  ['only M- benefits', [0, 0.5], [1]],
  ['M- is harmed, all have none', [0.3, -0.2], [0, 2]],
];

describe('procedures at one look keep the familywise error, whichever null hypotheses are true', () => {
  const N = 50_000;
  const graph =
    '{graph: {weights: {all: 0.2, M+: 0.8}, transitions: {all: {M+: 0.5, M-: 0.5}, M+: {all: 1}, M-: {M+: 1}}}}';
  it.each([
    ['bonferroni', 'bonferroni'],
    ['holm', 'holm'],
    ['hochberg', 'hochberg'],
    ['hommel', 'hommel'],
    ['fixed sequence', '{fixed sequence: [M+, all, M-]}'],
    ['fallback', '{fallback: {weights: {all: 0.6, M+: 0.4, M-: 0}}}'],
    ['graph', graph],
    ['closed simes', '{closed: simes}'],
    ['closed sidak', '{closed: sidak}'],
    ['closed dunnett', '{closed: dunnett}'],
  ])('%s', (_, multiplicity) => {
    const played = once(multiplicity);
    for (const [, effect, nulls] of NULLS) {
      expect(rejectionRate(played, effect, nulls, N)).toBeLessThan(ALPHA + errorOf(ALPHA, N));
    }
  });

  it.each([
    ['overall and subgroup', '{overall and subgroup: {overall: all, subgroup: M+}}', [0, 1]],
    ['spiessens-debois', '{closed: spiessens-debois, of: [all, M+]}', [0, 1]],
    ['MaST', '{mast: {positive: M+, negative: M-, overall: all, positive level: 0.022}}', [0, 1, 2]],
  ])('%s uses alpha up where nobody benefits', (_, multiplicity, of) => {
    const rate = rejectionRate(once(multiplicity), [0, 0], of, N);
    expect(Math.abs(rate - ALPHA)).toBeLessThan(errorOf(ALPHA, N));
  });

  it('no adjustment does not keep it', () => {
    const rate = rejectionRate(once('none'), [0, 0], [0, 1, 2], N);
    expect(rate).toBeGreaterThan(2 * ALPHA);
  });
});

describe('procedures at several looks keep it too', () => {
  const N = 20_000;
  it.each([
    ['bonferroni', 'bonferroni', undefined],
    ['holm', 'holm', 'spending: lan-demets-obrien-fleming'],
    ['fixed sequence', '{fixed sequence: [M+, all, M-]}', 'spending: {hwang-shih-decani: -2}'],
    ['fallback', '{fallback: {weights: {all: 0.6, M+: 0.4, M-: 0}}}', 'spending: {kim-demets: 2}'],
    [
      'graph',
      '{graph: {weights: {all: 0.2, M+: 0.8}, transitions: {all: {M+: 0.5, M-: 0.5}, M+: {all: 1}, M-: {M+: 1}}}}',
      undefined,
    ],
    ['holm with non-binding futility not counted on', 'holm', 'bounds: pocock, futility: {z below: -0.5}'],
  ])('%s', (_, multiplicity, looks) => {
    const played = sequential(multiplicity, looks);
    for (const [, effect, nulls] of NULLS) {
      expect(rejectionRate(played, effect, nulls, N)).toBeLessThan(ALPHA + errorOf(ALPHA, N));
    }
  });

  it('a test with all of alpha at every look uses it up, and with binding futility still', () => {
    for (const looks of [
      'spending: lan-demets-pocock',
      'spending: lan-demets-pocock, futility: {z below: 0.3, binding: true}',
    ]) {
      const rate = rejectionRate(sequential('{fixed sequence: [all]}', looks), [0, 0], [0], N);
      expect(Math.abs(rate - ALPHA)).toBeLessThan(errorOf(ALPHA, N));
    }
  });

  it('bounds that spend alpha at every look anew do not keep it', () => {
    const played = sequential('{fixed sequence: [all]}', 'spending: {user: [0.025, 0.025, 0.025]}');
    const naive = scorePaths(played, [0, 0], 'naive');
    let count = 0;
    for (let r = 0; r < N; r++) {
      naive.next();
      if (naive.z.some((row) => row[0] >= 1.959964)) count++;
    }
    expect(count / N).toBeGreaterThan(1.8 * ALPHA);
    expect(rejectionRate(played, [0, 0], [0], N)).toBeLessThan(ALPHA + errorOf(ALPHA, N));
  });
});

interface PublishedRow {
  id: string;
  inputs: Record<string, number>;
  value: number | Record<string, number>;
}

const published = JSON.parse(
  readFileSync('test/reference/multiplicity/published.json', 'utf8'),
) as PublishedRow[];
const publishedRow = (id: string): PublishedRow => {
  const row = published.find((one) => one.id === id);
  if (row === undefined) throw new Error(`no row ${id}`);
  return row;
};

describe('published error rates and powers, by a scenario', () => {
  const N = 200_000;
  it.each([
    ['naive-FWER-tau0.3', '{none: {}, of: [all, M+]}'],
    ['naive-FWER-tau0.7', '{none: {}, of: [all, M+]}'],
    ['fallback-bonf-FWER-tau0.3', '{bonferroni: {weights: {all: 0.8, M+: 0.2}}}'],
    ['fallback-bonf-FWER-tau0.5', '{fallback: {weights: {all: 0.8, M+: 0.2}}}'],
  ])('%s', (id, multiplicity) => {
    const { inputs, value } = publishedRow(id);
    const rate = rejectionRate(once(multiplicity, inputs.prevalence), [0, 0], [0, 1], N);
    expect(Math.abs(rate - (value as number))).toBeLessThan(errorOf(value as number, N));
  });

  it.each(['MaST-pow-tau0.3-hr0.67_0.67', 'MaST-pow-tau0.5-hr0.67_1'])('%s', (id) => {
    const { inputs, value } = publishedRow(id);
    const { pos, neg, overall_step } = value as Record<string, number>;
    const mast = '{mast: {positive: M+, negative: M-, overall: all, positive level: 0.022}}';
    const played = once(mast, inputs.prevalence);
    // Events in the row are split by prevalence.
    played.information.expected.forEach((row, t) => {
      (row as number[])[0] = 400 * [1, inputs.prevalence, 1 - inputs.prevalence][t];
    });
    const effect = [-Math.log(inputs.HRpos), -Math.log(inputs.HRneg)] as const;
    const rate = (of: number[]) => rejectionRate(played, effect, of, N);
    expect(Math.abs(rate([0, 1]) - pos)).toBeLessThan(errorOf(pos, N));
    expect(Math.abs(rate([0, 2]) - neg)).toBeLessThan(errorOf(neg, N));
    expect(Math.abs(rate([0]) - overall_step)).toBeLessThan(errorOf(overall_step, N));
  });

  it('trials: the familywise error of unadjusted tests and of the joint bounds', () => {
    const trials = `truth:
  markers: {M: {prevalence: 0.3}}
  enrolment: {screened per month: 30}
  endpoints: {ORR: {binary: {control: {rate: 0.5}, risk difference: 0}}}
designs:
  none: {size: {randomised: 4000}, tests: {all: {}, M+: {in: M+}}, multiplicity: none}
  joint: {extends: none, multiplicity: {overall and subgroup: {overall: all, subgroup: M+}}}
  holm: {extends: none, multiplicity: holm}`;
    const [none, joint, holm] = simulated(
      pointFrom(trials, 'familywise'),
      50_000,
      ['none', 'joint', 'holm'].map((design) => ['familywise error', '', design] as const),
    ).map((errors) => errors.reduce((sum, x) => sum + x, 0) / errors.length);
    const naive = publishedRow('naive-FWER-tau0.3').value as number;
    // Whole numbers of responders move the levels of 1200 and 4000 patients by less than 2e-4.
    expect(Math.abs(none - naive)).toBeLessThan(errorOf(naive, 50_000) + 4e-4);
    expect(Math.abs(joint - ALPHA)).toBeLessThan(errorOf(ALPHA, 50_000) + 4e-4);
    expect(holm).toBeLessThan(ALPHA + errorOf(ALPHA, 50_000));
  });
});
