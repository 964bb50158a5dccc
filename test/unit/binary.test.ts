import { describe, expect, it } from 'vitest';
import { compareRates } from '../../src/analyses/compareRates.ts';
import { fisherExact } from '../../src/analyses/fisherExact.ts';
import {
  restrictedRateOfDifference,
  restrictedRateOfOddsRatio,
  restrictedRateOfRatio,
} from '../../src/analyses/restrictedRates.ts';
import { riskDifference } from '../../src/analyses/riskDifference.ts';
import { cachedByTable } from '../../src/analyses/tableCache.ts';
import { tailScore } from '../../src/analyses/tailScore.ts';
import { createTwoByTwo } from '../../src/analyses/twoByTwo.ts';
import { wilsonDistance } from '../../src/analyses/wilson.ts';

const NOTHING = { z: NaN, p: NaN, estimate: NaN, standardError: NaN, lower: NaN, upper: NaN };

describe('policy of tables that leave something undefined', () => {
  it.each([
    ['nobody responded', { n1: 10, x1: 0, n0: 12, x0: 0 }],
    ['everybody responded', { n1: 10, x1: 10, n0: 12, x0: 12 }],
  ])('%s: z = 0, difference 0', (_, table) => {
    for (const test of ['score', 'miettinen-nurminen', 'wald'] as const) {
      const { z, estimate, standardError } = compareRates([table], { test });
      expect([z, estimate, standardError]).toEqual([0, 0, 0]);
    }
    expect(compareRates([table], { by: 'cmh' }).z).toBe(0);
    // An exact p-value of 1 is a finite z.
    expect(compareRates([table], { by: 'fisher' }).z).toBeCloseTo(-8.21, 2);
    expect(compareRates([table], { by: 'boschloo' }).z).toBeCloseTo(-8.21, 2);
  });
  it('all against none: a score z, no Wald z, a Wald interval of length 0', () => {
    const table = [{ n1: 5, x1: 5, n0: 5, x0: 0 }];
    expect(compareRates(table).z).toBeCloseTo(Math.sqrt(10), 12);
    const wald = compareRates(table, { test: 'wald' });
    expect(wald.z).toBeNaN();
    expect([wald.estimate, wald.lower, wald.upper]).toEqual([1, 1, 1]);
  });
  it.each(['risk ratio', 'odds ratio'] as const)('%s with no control responder', (measure) => {
    const table = [{ n1: 56, x1: 5, n0: 29, x0: 0 }];
    const failed = compareRates(table, { measure });
    expect(failed.z).toBeCloseTo(compareRates(table).z, 12);
    expect([failed.estimate, failed.standardError, failed.lower, failed.upper]).toEqual([NaN, NaN, NaN, NaN]);
    const half = compareRates(table, { measure, zeroCells: 'half' });
    expect(Number.isFinite(half.estimate) && half.lower < half.upper).toBe(true);
    const score = compareRates(table, { measure, confidence: 'score' });
    expect(score.lower).toBeLessThan(0);
    expect(score.upper).toBe(Number.POSITIVE_INFINITY);
  });
  it('the 0.5 is added where it is needed only', () => {
    const table = [{ n1: 56, x1: 5, n0: 29, x0: 1 }];
    const measure = 'odds ratio';
    expect(compareRates(table, { measure, zeroCells: 'half' })).toEqual(compareRates(table, { measure }));
  });
  it('an empty arm gives NaN throughout', () => {
    const table = [{ n1: 10, x1: 4, n0: 0, x0: 0 }];
    for (const measure of ['risk difference', 'risk ratio', 'odds ratio'] as const)
      for (const confidence of ['wald', 'score', 'miettinen-nurminen'] as const)
        expect(compareRates(table, { measure, confidence })).toEqual(NOTHING);
    expect(compareRates(table, { confidence: 'newcombe' })).toEqual(NOTHING);
    for (const by of ['cmh', 'fisher', 'boschloo'] as const)
      for (const measure of ['risk difference', 'odds ratio'] as const)
        expect(compareRates(table, { by, measure })).toEqual(NOTHING);
  });
});

describe('the kernel', () => {
  it('reads its table anew at every call and writes where it is told', () => {
    const table = createTwoByTwo();
    const analysis = riskDifference([table]);
    const out = new Float64Array(12).fill(7);
    Object.assign(table, { n1: 70, x1: 56, n0: 80, x0: 48 });
    analysis(out, 1);
    Object.assign(table, { n1: 70, x1: 35, n0: 80, x0: 40 });
    analysis(out, 6);
    expect(out[0]).toBe(7);
    expect(out[11]).toBe(7);
    expect(out[1]).toBeCloseTo(2.6502, 4);
    expect(out[2]).toBeCloseTo(0.2, 12);
    expect(Array.from(out.subarray(6, 8))).toEqual([0, 0]);
  });
  it('confidence level', () => {
    const table = [{ n1: 70, x1: 56, n0: 80, x0: 48 }];
    const wide = compareRates(table, { level: 0.99 });
    expect((wide.upper - wide.lower) / 2 / wide.standardError).toBeCloseTo(2.575829303548901, 10);
  });
});

describe('restricted rates', () => {
  it.each([1e-4, 1e-2, 0.5, 1, 2, 1e2, 1e4, 1e9])(
    'odds ratio %d: rates that keep the margin',
    (oddsRatio) => {
      for (const [n1, x1, n0, x0] of [
        [70, 56, 80, 48],
        [5, 1, 90, 80],
        [90, 80, 5, 1],
        [90, 3, 80, 1],
      ] as const) {
        const p0 = restrictedRateOfOddsRatio({ n1, x1, n0, x0 }, oddsRatio);
        const p1 = (p0 * oddsRatio) / (1 + p0 * (oddsRatio - 1));
        // Expected responders under the null add up to those seen. A control rate within 1e-4 of 1 leaves 12 digits of
        // its complement, so 1e-12 of some 100 patients.
        expect(Math.abs(n1 * p1 + n0 * p0 - x1 - x0)).toBeLessThan(1e-10);
        expect(p0).toBeGreaterThan(0);
        expect(p0).toBeLessThan(1);
      }
    },
  );
  it('examples of the docstrings', () => {
    const table = { n1: 70, x1: 56, n0: 80, x0: 48 };
    expect(restrictedRateOfDifference(table, 0)).toBeCloseTo(104 / 150, 12);
    expect(restrictedRateOfRatio(table, 1)).toBeCloseTo(104 / 150, 12);
    expect(restrictedRateOfOddsRatio(table, 1)).toBeCloseTo(104 / 150, 12);
  });
});

describe('examples of the docstrings', () => {
  const table = [{ n1: 70, x1: 56, n0: 80, x0: 48 }];
  it.each([
    ['risk difference', { confidence: 'newcombe' }, [2.6502, 0.2, 0.0727, 0.0524, 0.3339]],
    ['risk ratio', {}, [2.6502, 0.2877, 0.1091, 0.0738, 0.5015]],
    ['odds ratio', {}, [2.6502, 0.9808, 0.376, 0.2439, 1.7178]],
  ] as const)('%s', (measure, options, expected) => {
    const c = compareRates(table, { measure, ...options });
    [c.z, c.estimate, c.standardError, c.lower, c.upper].forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i]!, 4);
    });
  });
  it('compareRates', () => {
    const c = compareRates(table, { confidence: 'miettinen-nurminen' });
    expect(c.p).toBeCloseTo(0.004, 4);
    expect(c.upper).toBeCloseTo(0.3382, 4);
  });
  it('cmh', () => expect(compareRates(table, { by: 'cmh' }).z).toBeCloseTo(2.6413, 4));
  it('Wilson', () => expect(0.8 - wilsonDistance(56, 70, -1.959964)).toBeCloseTo(0.6918, 4));
  it('tail score', () => expect(tailScore(0.025, 0.975)).toBeCloseTo(1.959964, 6));
});

describe('the memory of exact tests', () => {
  it('gives the value of the table asked for, also after collisions', () => {
    let calls = 0;
    const cached = cachedByTable((n1, x1, n0, x0) => {
      calls++;
      return ((n1 * 1009 + x1) * 1009 + n0) * 1009 + x0;
    });
    // 90,000 tables in 32,768 slots, twice.
    for (let round = 0; round < 2; round++)
      for (let x1 = 0; x1 < 300; x1++)
        for (let x0 = 0; x0 < 300; x0++)
          if (cached(400, x1, 401, x0) !== ((400 * 1009 + x1) * 1009 + 401) * 1009 + x0)
            throw new Error(`${x1} ${x0}`);
    expect(calls).toBeGreaterThan(90_000);
    const before = calls;
    for (let i = 0; i < 10; i++) cached(400, 7, 401, 9);
    expect(calls - before).toBeLessThanOrEqual(1);
  });
  it('does without memory for arms whose counts do not fit its key', () => {
    let calls = 0;
    const cached = cachedByTable((_, x1) => {
      calls++;
      return x1;
    });
    for (const n of [9000, 9000, 8191, 8191]) cached(n, 5, n, 5);
    expect(calls).toBe(3);
    const out = new Float64Array(5);
    fisherExact([{ n1: 9000, x1: 4700, n0: 9000, x0: 4400 }])(out, 0);
    // Large counts: Fisher's z is the score z less about half a patient.
    const { z } = compareRates([{ n1: 9000, x1: 4700, n0: 9000, x0: 4400 }]);
    expect(z - out[0]!).toBeGreaterThan(0);
    expect(z - out[0]!).toBeLessThan(0.03);
  });
});

describe('faults', () => {
  it.each([
    [
      { n1: 10.5, x1: 1, n0: 10, x0: 1 },
      'tables[0].n1: got 10.5; patients are a whole number >= 0. Give counts, not rates.',
    ],
    [
      { n1: 10, x1: 1, n0: 10, x0: 11 },
      'tables[0].x0: got 11; responders are a whole number from 0 to n0 = 10.',
    ],
    [
      { n1: 10, x1: NaN, n0: 10, x0: 1 },
      'tables[0].x1: got NaN; responders are a whole number from 0 to n1 = 10.',
    ],
  ])('%o', (table, message) => {
    expect(() => compareRates([table])).toThrow(new RangeError(message));
  });
  it('exact tests take one table', () => {
    const table = { n1: 10, x1: 1, n0: 10, x0: 1 };
    expect(() => compareRates([table, table], { by: 'fisher' })).toThrow(
      new RangeError('tables: got 2 strata; an exact test takes one table. Use cmh for strata.'),
    );
  });
  it("Newcombe's interval has no form for ratios", () => {
    expect(() =>
      compareRates([{ n1: 10, x1: 1, n0: 10, x0: 1 }], { measure: 'odds ratio', confidence: 'newcombe' }),
    ).toThrow('confidence: got newcombe with the odds ratio; it exists for the risk difference only.');
  });
  it('an exact unconditional test has a largest trial', () => {
    expect(() => compareRates([{ n1: 3000, x1: 1, n0: 3000, x0: 1 }], { by: 'boschloo' })).toThrow(
      'n1 + n0: got 6000 patients; an exact unconditional test takes at most 4096. Use the score test.',
    );
  });
});
