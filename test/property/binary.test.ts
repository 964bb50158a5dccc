import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BinaryMeasure } from '../../src/analyses/binaryEffect.ts';
import { createUnconditionalScore } from '../../src/analyses/boschloo.ts';
import { type CompareRatesOptions, compareRates } from '../../src/analyses/compareRates.ts';
import type { Comparison } from '../../src/analyses/comparison.ts';
import { createFisherScore } from '../../src/analyses/fisherExact.ts';
import { restrictedRateOfDifference } from '../../src/analyses/restrictedRates.ts';
import type { TwoByTwo } from '../../src/analyses/twoByTwo.ts';
import { binomialPmf } from '../../src/numeric/binomial.ts';
import { normalUpperTail } from '../../src/numeric/normal.ts';

const arm = (largest: number) =>
  fc.integer({ min: 1, max: largest }).chain((n) => fc.tuple(fc.constant(n), fc.integer({ min: 0, max: n })));
const tableOf = (largest: number) =>
  fc.tuple(arm(largest), arm(largest)).map(([[n1, x1], [n0, x0]]): TwoByTwo => ({ n1, x1, n0, x0 }));
const table = tableOf(80);
const strata = fc.array(table, { minLength: 1, maxLength: 4 });

const swapArms = ({ n1, x1, n0, x0 }: TwoByTwo): TwoByTwo => ({ n1: n0, x1: x0, n0: n1, x0: x1 });
const swapLabels = ({ n1, x1, n0, x0 }: TwoByTwo): TwoByTwo => ({ n1, x1: n1 - x1, n0, x0: n0 - x0 });

const MEASURES: readonly BinaryMeasure[] = ['risk difference', 'risk ratio', 'odds ratio'];
const OPTIONS: readonly CompareRatesOptions[] = MEASURES.flatMap((measure) =>
  (['wald', 'score', 'miettinen-nurminen', 'newcombe'] as const)
    .filter((confidence) => confidence !== 'newcombe' || measure === 'risk difference')
    .flatMap((confidence) =>
      (['score', 'miettinen-nurminen', 'wald'] as const).map((test) => ({ measure, confidence, test })),
    ),
);

/** Equal to 1e-9 (sums in another order, roots to 1e-14), NaN and infinities included. */
function expectSame(actual: Comparison, expected: Comparison): void {
  for (const key of ['z', 'estimate', 'standardError', 'lower', 'upper'] as const) {
    const a = actual[key];
    const b = expected[key];
    const same = Object.is(a + 0, b + 0) || Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b));
    expect(same, `${key}: ${a} against ${b}`).toBe(true);
  }
}
const mirrored = (c: Comparison): Comparison => ({
  ...c,
  z: -c.z,
  estimate: -c.estimate,
  lower: -c.upper,
  upper: -c.lower,
});

describe('symmetry', () => {
  it.each(OPTIONS)('arms change places: $measure, $confidence, $test', (options) => {
    fc.assert(
      fc.property(strata, (tables) => {
        expectSame(compareRates(tables.map(swapArms), options), mirrored(compareRates(tables, options)));
      }),
    );
  });
  it.each(OPTIONS.filter(({ measure }) => measure !== 'risk ratio'))(
    'response and no response change places: $measure, $confidence, $test',
    (options) => {
      fc.assert(
        fc.property(strata, (tables) => {
          expectSame(compareRates(tables.map(swapLabels), options), mirrored(compareRates(tables, options)));
        }),
      );
    },
  );
  it.each(OPTIONS)('order of strata: $measure, $confidence, $test', (options) => {
    fc.assert(
      fc.property(strata, (tables) => {
        expectSame(compareRates([...tables].reverse(), options), compareRates(tables, options));
      }),
    );
  });
  it('better: lower flips z and nothing else', () => {
    fc.assert(
      fc.property(strata, fc.constantFrom(...OPTIONS), (tables, options) => {
        const higher = compareRates(tables, options);
        expectSame(compareRates(tables, { ...options, better: 'lower' }), { ...higher, z: -higher.z });
      }),
    );
  });
});

describe('strata', () => {
  it.each(OPTIONS)(
    'an empty arm says nothing, one stratum is the plain analysis: $measure, $confidence, $test',
    (options) => {
      fc.assert(
        fc.property(table, arm(20), (one, [n, x]) => {
          const silent = { n1: n, x1: x, n0: 0, x0: 0 };
          expectSame(compareRates([silent, one], options), compareRates([one], options));
        }),
      );
    },
  );
  it('the CMH z is the Miettinen-Nurminen z at no effect', () => {
    fc.assert(
      fc.property(strata, (tables) => {
        const cmh = compareRates(tables, { by: 'cmh' });
        expectSame(cmh, {
          ...compareRates(tables, { test: 'miettinen-nurminen', measure: 'odds ratio' }),
          p: cmh.p,
        });
      }),
    );
  });
  it("Sato's standard error is the plain one for one stratum", () => {
    fc.assert(
      fc.property(table, (one) => {
        const sato = compareRates([one], { by: 'cmh', measure: 'risk difference' }).standardError;
        // The variance is a difference of terms of size 1: its rounding shows in a standard error near 0.
        expect(Math.abs(sato ** 2 - compareRates([one]).standardError ** 2)).toBeLessThan(1e-13);
      }),
    );
  });
  // With one patient an arm the strata are matched pairs, where each variance has a closed form of its own.
  it('matched pairs', () => {
    const count = fc.integer({ min: 1, max: 12 });
    fc.assert(
      fc.property(count, count, count, count, (both, only1, only0, neither) => {
        const pairs = (n: number, x1: number, x0: number) =>
          Array.from({ length: n }, () => ({ n1: 1, x1, n0: 1, x0 }));
        const tables = [
          ...pairs(both, 1, 1),
          ...pairs(only1, 1, 0),
          ...pairs(only0, 0, 1),
          ...pairs(neither, 0, 0),
        ];
        const n = tables.length;
        const difference = compareRates(tables, { by: 'cmh', measure: 'risk difference' });
        expect(difference.estimate).toBeCloseTo((only1 - only0) / n, 12);
        expect(difference.standardError).toBeCloseTo(
          Math.sqrt(only1 + only0 - (only1 - only0) ** 2 / n) / n,
          12,
        );
        const odds = compareRates(tables, { by: 'cmh' });
        expect(odds.z).toBeCloseTo((only1 - only0) / Math.sqrt(only1 + only0), 12); // McNemar
        expect(odds.estimate).toBeCloseTo(Math.log(only1 / only0), 12);
        expect(odds.standardError).toBeCloseTo(Math.sqrt(1 / only1 + 1 / only0), 12);
        const ratio = compareRates(tables, { measure: 'risk ratio' });
        const [a, b] = [both + only1, both + only0];
        expect(ratio.estimate).toBeCloseTo(Math.log(a / b), 12);
        expect(ratio.standardError).toBeCloseTo(Math.sqrt((only1 + only0) / (a * b)), 12);
      }),
    );
  });
});

describe('score intervals', () => {
  it.each(OPTIONS.filter(({ confidence, test }) => test === confidence && test !== 'wald'))(
    'hold the margins that their test does not reject: $measure, $confidence',
    (options) => {
      fc.assert(
        fc.property(strata, (tables) => {
          const { lower, upper } = compareRates(tables, options);
          const zAt = (margin: number) => compareRates(tables, { ...options, margin }).z;
          // A step of 1e-7 outside and inside of a limit; scores are smooth there.
          const step = 1e-7;
          if (Number.isFinite(lower) && lower > -1 + step) {
            expect(zAt(lower - step)).toBeGreaterThan(1.959963);
            expect(zAt(lower + step)).toBeLessThan(1.959965);
          }
          if (Number.isFinite(upper) && (options.measure !== 'risk difference' || upper < 1 - step)) {
            expect(zAt(upper + step)).toBeLessThan(-1.959963);
            expect(zAt(upper - step)).toBeGreaterThan(-1.959965);
          }
        }),
      );
    },
  );
  it('the restricted rate has the highest likelihood at its difference', () => {
    fc.assert(
      fc.property(
        table,
        fc.double({ min: -0.95, max: 0.95, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (t, d, u) => {
          const lowest = Math.max(0, -d);
          const highest = Math.min(1, 1 - d);
          const term = (x: number, p: number) => (x === 0 ? 0 : x * Math.log(Math.max(p, 0)));
          const logLikelihood = (p0: number) =>
            term(t.x1, p0 + d) + term(t.n1 - t.x1, 1 - p0 - d) + term(t.x0, p0) + term(t.n0 - t.x0, 1 - p0);
          const best = restrictedRateOfDifference(t, d);
          expect(best).toBeGreaterThanOrEqual(lowest);
          expect(best).toBeLessThanOrEqual(highest);
          const other = logLikelihood(lowest + u * (highest - lowest));
          // Rounding of a log next to the border of the range, where a term x log p is steep.
          expect(logLikelihood(best)).toBeGreaterThanOrEqual(other - 1e-6);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('exact tests', () => {
  const small = tableOf(15);
  const fisher = createFisherScore();
  const boschloo = createUnconditionalScore('fisher');
  const suissaShuster = createUnconditionalScore('score');

  it("Fisher's tails overlap in the table's own probability", () => {
    fc.assert(
      fc.property(table, ({ n1, x1, n0, x0 }) => {
        const greater = normalUpperTail(fisher(n1, x1, n0, x0));
        const less = normalUpperTail(fisher(n0, x0, n1, x1));
        const own =
          (binomialPmf(x1, n1, 0.5) * binomialPmf(x0, n0, 0.5)) / binomialPmf(x1 + x0, n1 + n0, 0.5);
        expect(greater + less).toBeCloseTo(1 + own, 10);
      }),
    );
  });
  it('Boschloo never asks for more than Fisher', () => {
    fc.assert(
      fc.property(table, ({ n1, x1, n0, x0 }) => {
        // Tables within 1e-7 of each other count as tied.
        const p = normalUpperTail(fisher(n1, x1, n0, x0));
        expect(normalUpperTail(boschloo(n1, x1, n0, x0))).toBeLessThanOrEqual(p * (1 + 2e-7));
      }),
    );
  });
  it.each([
    ['fisher', fisher, boschloo],
    [
      'score',
      (n1: number, x1: number, n0: number, x0: number) => compareRates([{ n1, x1, n0, x0 }]).z,
      suissaShuster,
    ],
  ] as const)('no common rate makes a table as extreme (%s) more probable than p', (_, order, test) => {
    fc.assert(
      fc.property(small, fc.double({ min: 0, max: 1, noNaN: true }), ({ n1, x1, n0, x0 }, rate) => {
        const observed = order(n1, x1, n0, x0);
        let probability = 0;
        for (let a = 0; a <= n1; a++)
          for (let b = 0; b <= n0; b++)
            if (order(n1, a, n0, b) >= observed - 1e-7)
              probability += binomialPmf(a, n1, rate) * binomialPmf(b, n0, rate);
        // z of -8.21 stands for p = 1.
        expect(probability).toBeLessThanOrEqual(normalUpperTail(test(n1, x1, n0, x0)) + 1e-9);
      }),
    );
  });
  it('one more experimental responder is never less extreme', () => {
    fc.assert(
      fc.property(table, ({ n1, x1, n0, x0 }) => {
        if (x1 === n1) return;
        expect(fisher(n1, x1 + 1, n0, x0)).toBeGreaterThan(fisher(n1, x1, n0, x0) - 1e-12);
        expect(boschloo(n1, x1 + 1, n0, x0)).toBeGreaterThan(boschloo(n1, x1, n0, x0) - 1e-9);
      }),
    );
  });
});
