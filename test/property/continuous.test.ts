import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CompareMeansOptions, compareMeans, type MeanData } from '../../src/analyses/compareMeans.ts';
import type { Comparison } from '../../src/analyses/comparison.ts';
import { normalScoreOfT } from '../../src/analyses/studentT.ts';

/** Patients with two strata, both arms at least twice in each, and one covariate. */
const data = fc
  .array(
    fc.record({
      y: fc.integer({ min: -500, max: 500 }).map((v) => v / 100),
      x: fc.integer({ min: -300, max: 300 }).map((v) => v / 100),
    }),
    { minLength: 12, maxLength: 60 },
  )
  .map(
    (patients): MeanData => ({
      outcome: patients.map(({ y }, i) => y + i * 1e-3),
      arm: patients.map((_, i) => i % 2),
      factors: [patients.map((_, i) => (i % 6 < 2 ? 1 : 0))],
      covariates: [patients.map(({ x }, i) => x + (i % 5) * 1e-2)],
    }),
  );

const OPTIONS: readonly CompareMeansOptions[] = [
  { variance: 'pooled' },
  { variance: 'welch' },
  { by: 'ancova' },
  { by: 'ancova', margin: 0.3 },
];

/** Equal to 1e-8: residuals of near-perfect fits keep fewer digits. */
function expectSame(actual: Comparison, expected: Comparison): void {
  for (const key of ['z', 'estimate', 'standardError', 'lower', 'upper'] as const) {
    const [a, b] = [actual[key], expected[key]];
    expect(Math.abs(a - b), `${key}: ${a} against ${b}`).toBeLessThan(1e-8 * Math.max(1, Math.abs(b)));
  }
}

describe.each(OPTIONS)('means, %o', (options) => {
  const { margin = 0 } = options;
  it('arms change places', () => {
    fc.assert(
      fc.property(data, (d) => {
        const c = compareMeans(d, options);
        const swapped = { ...d, arm: d.arm.map((arm) => 1 - arm) };
        const mirror = { ...c, z: -c.z, estimate: -c.estimate, lower: -c.upper, upper: -c.lower };
        expectSame(compareMeans(swapped, { ...options, margin: -margin }), mirror);
      }),
    );
  });
  it('shift and scale of the outcome', () => {
    fc.assert(
      fc.property(
        data,
        fc.integer({ min: -1000, max: 1000 }),
        fc.integer({ min: 1, max: 50 }),
        (d, shift, scale) => {
          const c = compareMeans(d, options);
          const moved = { ...d, outcome: d.outcome.map((y) => shift + scale * y) };
          const { z, ...rest } = compareMeans(moved, { ...options, margin: margin * scale });
          expectSame(
            {
              z,
              p: 0,
              estimate: rest.estimate / scale,
              standardError: rest.standardError / scale,
              lower: rest.lower / scale,
              upper: rest.upper / scale,
            },
            c,
          );
        },
      ),
    );
  });
  it('order of patients', () => {
    fc.assert(
      fc.property(data, (d) => {
        const reversed: MeanData = {
          outcome: [...d.outcome].reverse(),
          arm: [...d.arm].reverse(),
          factors: d.factors!.map((column) => [...column].reverse()),
          covariates: d.covariates!.map((column) => [...column].reverse()),
        };
        expectSame(compareMeans(reversed, options), compareMeans(d, options));
      }),
    );
  });
  it('better: lower flips z and nothing else', () => {
    fc.assert(
      fc.property(data, (d) => {
        const c = compareMeans(d, options);
        expectSame(compareMeans(d, { ...options, better: 'lower' }), { ...c, z: -c.z });
      }),
    );
  });
});

describe('analysis of covariance', () => {
  it('without covariates is the pooled t test', () => {
    fc.assert(
      fc.property(data, ({ outcome, arm }) => {
        expectSame(
          compareMeans({ outcome, arm }, { by: 'ancova' }),
          compareMeans({ outcome, arm }, { variance: 'pooled' }),
        );
      }),
    );
  });
  it('does not see scale, sign or origin of a covariate, nor the names of levels', () => {
    fc.assert(
      fc.property(data, (d) => {
        const recoded: MeanData = {
          ...d,
          factors: d.factors!.map((column) => column.map((level) => 2 - 2 * level)),
          covariates: d.covariates!.map((column) => column.map((x) => 7 - 3 * x)),
        };
        expectSame(compareMeans(recoded, { by: 'ancova' }), compareMeans(d, { by: 'ancova' }));
      }),
    );
  });
  it('what a covariate adds to the outcome, adjustment takes away', () => {
    fc.assert(
      fc.property(data, fc.integer({ min: -9, max: 9 }), (d, slope) => {
        const outcome = d.outcome.map((y, i) => y + slope * d.covariates![0]![i]! + 3 * d.factors![0]![i]!);
        expectSame(compareMeans({ ...d, outcome }, { by: 'ancova' }), compareMeans(d, { by: 'ancova' }));
      }),
    );
  });
});

it('the normal score grows with t and has its sign', () => {
  const df = fc.double({ min: 1, max: 1000, noNaN: true });
  const t = fc.double({ min: -20, max: 20, noNaN: true });
  fc.assert(
    fc.property(df, t, fc.double({ min: 1e-6, max: 3, noNaN: true }), (freedom, low, step) => {
      expect(normalScoreOfT(low + step, freedom)).toBeGreaterThan(normalScoreOfT(low, freedom));
      expect(normalScoreOfT(-low, freedom)).toBeCloseTo(-normalScoreOfT(low, freedom), 12);
    }),
    { numRuns: 1000 },
  );
});
