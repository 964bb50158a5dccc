import { describe, expect, it } from 'vitest';
import { normalUpperQuantile, normalUpperTail } from '../../src/numeric/normal.ts';
import { CONDUCT, DECISION, DECISIONS } from '../../src/trial/conduct/decisions.ts';
import { FACT } from '../../src/trial/trial.ts';
import { countable, trialNumbers } from '../fixtures/kernel/countedTrials.ts';
import { body, COMBINED, sameLaw, TESTS, type Truth, TWO } from '../fixtures/kernel/sameLaw.ts';
import { countScore, Z_LIMIT } from '../fixtures/kernel/statistics.ts';

const SEQUENTIAL: [string, string, Truth?][] = [
  [
    'three looks that may stop for success and futility, blocks across looks',
    `randomise: {blocks: 6, stratify by: [site]}, size: {randomised: 81}, balance: {by: [site]},
     looks: {at: [{patients: 23}, {patients: 50}, {patients: 81}], spending: lan-demets-pocock, futility: {z below: 0}}, ${TESTS}`,
  ],
  [
    'the same with patients who wait for the assay and to be assessed when it stops',
    `randomise: {blocks: 6, stratify by: [M]}, size: {randomised: 81},
     looks: {at: [{patients: 23}, {patients: 50}, {patients: 81}], spending: lan-demets-pocock, futility: {z below: 0}}, ${TESTS}`,
    { delay: 2, turnaround: 0.5 },
  ],
  [
    'even arrivals, fewer analysed than randomised',
    `enrol: not M?, randomise: {method: simple, ratio: 2:1}, size: {randomised: 75},
     looks: {at: [{patients: 30}, {patients: 60}], bounds: pocock, futility: {effect below: 0.05}}, ${TESTS}`,
    { delay: 1.3, turnaround: 0.4, arrivals: 'even' },
  ],
  [
    'looks that decide nothing, the last later than it must be',
    `randomise: {blocks: 4}, size: {randomised: 70}, looks: {at: [{patients: 31}, {follow-up: 5}]}, ${TESTS}`,
    { delay: 2 },
  ],
  [
    'combined stages without a selection',
    `randomise: {blocks: 4}, size: {randomised: 80}, looks: {${TWO}, spending: lan-demets-pocock}, ${COMBINED}}, ${TESTS}`,
    { delay: 1 },
  ],
];

describe('a trial of several looks on cell counts has the law of the trial on patients', () => {
  it.each(SEQUENTIAL)('%s', sameLaw);
});

describe('two stages of six patients, counted out', () => {
  /*
   * Each patient alone to an arm, M+ 0.4; the better of all and M+ by z goes on; closed Simes test of the stages' own patients,
   * inverse normal. A stage is a multinomial of 8 cells (marker, arm, response), or of 4 where M+ alone go on: 1,716 x (1,716 + 84).
   */
  const RATES = { '+': [0.2, 0.9], '-': [0.3, 0.4] };
  const PREVALENCE = 0.4;
  const N = 6;
  interface Stage {
    probability: number;
    z: [number, number];
  }

  /** z of pooled proportions; NaN without patients on an arm. */
  const zOf = ([c0, c1, e0, e1]: number[]): number => {
    const [n0, n1, m] = [c0 + c1, e0 + e1, c1 + e1];
    const n = n0 + n1;
    if (n0 === 0 || n1 === 0) return Number.NaN;
    return m === 0 || m === n
      ? 0
      : (e1 / n1 - c1 / n0) / Math.sqrt((m / n) * (1 - m / n) * (1 / n0 + 1 / n1));
  };

  function stages(markers: readonly ['+', '-'] | readonly ['+']): Stage[] {
    const share = { '+': markers.length === 1 ? 1 : PREVALENCE, '-': 1 - PREVALENCE };
    const p = markers.flatMap((marker) =>
      RATES[marker].flatMap((rate) => [0.5 * share[marker] * (1 - rate), 0.5 * share[marker] * rate]),
    );
    const out: Stage[] = [];
    const extend = (cells: number[], left: number, probability: number): void => {
      if (cells.length === p.length - 1) {
        const all = [...cells, left];
        const plus = all.slice(0, 4);
        const whole = markers.length === 1 ? plus : plus.map((n, i) => n + all[4 + i]);
        out.push({ probability: probability * p[p.length - 1] ** left, z: [zOf(whole), zOf(plus)] });
        return;
      }
      let term = probability;
      for (let n = 0; n <= left; n++) {
        extend([...cells, n], left - n, term);
        term *= (p[cells.length] * (left - n)) / (n + 1);
      }
    };
    extend([], N, 1);
    return out;
  }

  const pairZ = ([a, b]: number[]): number => {
    const p = [a, b].map((z) => (Number.isNaN(z) ? 1 : normalUpperTail(z))).sort((x, y) => x - y);
    return normalUpperQuantile(Math.min(1, 2 * p[0], p[1]));
  };

  it('rejects, selects and stops as often as it is counted', () => {
    const expected = { all: 0, plus: 0, selectedPlus: 0, stopped: 0 };
    const bound = 1.959963984540054 * Math.SQRT2;
    const [both, plusOnly] = [stages(['+', '-']), stages(['+'])];
    for (const first of both) {
      const [all, plus] = first.z;
      if (Number.isNaN(all) && Number.isNaN(plus)) {
        expected.stopped += first.probability;
        continue;
      }
      const takesPlus = Number.isNaN(all) || plus > all;
      const pair = pairZ(first.z);
      if (takesPlus) expected.selectedPlus += first.probability;
      for (const second of takesPlus ? plusOnly : both) {
        const z = second.z[takesPlus ? 1 : 0];
        if (!(pair + z >= bound) || !(first.z[takesPlus ? 1 : 0] + z >= bound)) continue;
        expected[takesPlus ? 'plus' : 'all'] += first.probability * second.probability;
      }
    }
    const replicates = 200_000;
    const numbers = trialNumbers(
      'as played',
      `truth:
  markers: {M: {prevalence: ${PREVALENCE}}}
  enrolment: {screened per month: 10}
  endpoints: {ORR: {binary: {control: {rate: {M+: 0.2, M-: 0.3}}, experimental: {rate: {M+: 0.9, M-: 0.4}}}}}
designs: {d: {randomise: {method: simple}, size: {randomised: 12},
  looks: {at: [{patients: 6}, {patients: 12}], select: {from: [all, M+], by: z}},
  multiplicity: {closed: simes, combine: inverse-normal},
  tests: {all: {of: ORR, by: risk-difference}, M+: {of: ORR, in: M+, by: risk-difference}}}}`,
      replicates,
    );
    const count = (name: string, value: number) => numbers[name].filter((x) => x === value).length;
    const at = (test: number, place: number) => `decision ${test * DECISIONS + place}`;
    for (const [seen, p] of [
      [count(at(0, DECISION.rejected), 1), expected.all],
      [count(at(1, DECISION.rejected), 1), expected.plus],
      [count(at(1, DECISION.selected), 1), expected.selectedPlus],
      [count(`decision ${2 * DECISIONS + CONDUCT.stopLook}`, 1), expected.stopped],
    ])
      expect(Math.abs(countScore(seen, replicates, p)), `${seen / replicates}, ${p}`).toBeLessThan(Z_LIMIT);
    expect(expected.all).toBeGreaterThan(0.01);
    expect(expected.plus).toBeGreaterThan(0.05);
  });
});

describe('even arrivals', () => {
  it('end the screening of n patients when n - 1/2 are expected', () => {
    const yaml = body(
      `randomise: {method: simple}, size: {randomised: 70}, looks: {at: [{patients: 31}, {patients: 70}]}, ${TESTS}`,
      { arrivals: 'even', delay: 2 },
    );
    expect(countable(yaml)).toBe(true);
    const numbers = trialNumbers('as played', yaml, 3);
    // 6 a month for 3 months, then 10.
    const last = 3 + (69.5 - 18) / 10;
    expect([...numbers[`fact ${FACT.monthsToLastPatient}`]]).toEqual(Array(3).fill(expect.closeTo(last, 10)));
    expect([...numbers[`fact ${FACT.monthsToAnalysis}`]]).toEqual(
      Array(3).fill(expect.closeTo(last + 2, 10)),
    );
  });
});

describe('several looks are counted only where their patients are a fixed number', () => {
  const looks = (at: string) =>
    `randomise: {blocks: 4}, size: {randomised: 80}, looks: {at: ${at}}, ${TESTS}`;
  const simple = (at: string) => looks(at).replace('blocks: 4', 'method: simple');
  it.each<[string, string, Truth, boolean]>([
    ['patients of the whole', looks('[{patients: 20}, {patients: 80}]'), {}, true],
    ['all, and later', looks('[{patients: 20}, {follow-up: 3}]'), {}, true],
    ['a part and others in one list of blocks', looks('[{patients: 20, in: M+}, {patients: 80}]'), {}, false],
    ['a part', simple('[{patients: 20, in: M+}, {patients: 30, in: M+}]'), {}, true],
    ['a part, then all', simple('[{patients: 20, in: M+}, {follow-up: 3}]'), {}, true],
    ['one part, then another', simple('[{patients: 20, in: M+}, {patients: 30, in: M-}]'), {}, false],
    ['a part, then some of all', simple('[{patients: 20, in: M+}, {patients: 70}]'), {}, false],
    [
      'once, before all are in',
      simple('[{patients: 30}]').replace('looks: {at: [', 'analyse at: ').replace(']}', ''),
      {},
      true,
    ],
    ['some of all, then a part', simple('[{patients: 20}, {patients: 30, in: M+}]'), {}, false],
    [
      'a part, where sizes are fixed',
      `quotas: {M+: 40, not M+: 40}, ${simple('[{patients: 20, in: M+}, {patients: 80}]')}`,
      {},
      false,
    ],
    ['a calendar month', looks('[{months: 3}, {patients: 80}]'), {}, false],
    ['before all are assessed', looks('[{patients: 20}, {follow-up: 1}]'), { delay: 2 }, false],
    ['uniform arrivals', looks('[{patients: 20}, {patients: 80}]'), { arrivals: 'uniform' }, false],
    ['two looks at the same patients', looks('[{patients: 80}, {follow-up: 3}]'), {}, false],
    [
      'a selection before the last look but one, while patients wait',
      `size: {randomised: 90}, looks: {at: [{patients: 30}, {patients: 60}, {patients: 90}], select: {from: [overall, M+]}}, ${COMBINED}}, ${TESTS}`,
      { delay: 1 },
      false,
    ],
  ])('%s', (_, trial, truth, expected) => {
    expect(countable(body(trial, truth))).toBe(expected);
  });

  it('not where endpoints are assessed at different times', () => {
    const yaml = body(looks('[{patients: 20}, {patients: 80}]')).replace(/(?<=DCR.*assessed at: )0/, '1');
    expect(countable(yaml)).toBe(false);
  });
});
