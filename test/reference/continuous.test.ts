import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compareMeans } from '../../src/analyses/compareMeans.ts';
import type { Comparison } from '../../src/analyses/comparison.ts';
import { createStudentTCritical, normalScoreOfT } from '../../src/analyses/studentT.ts';

interface Fit {
  z: number;
  estimate: number;
  se: number;
  df: number;
  interval: number[];
}
interface DataSet extends Record<'pooled' | 'welch' | 'stratifiedPooled' | 'stratifiedWelch', Fit> {
  outcome: number[];
  arm: number[];
  f: number[];
  g: number[];
  x: number[];
  w: number[];
  armOnly: Fit;
  factors: Fit;
  covariate: Fit;
  all: Fit;
  aliased: Fit;
}

const { sets, score, quantiles } = JSON.parse(
  readFileSync(new URL('./continuous/values.json', import.meta.url), 'utf8'),
) as {
  sets: DataSet[];
  score: { df: number; t: number; z: number }[];
  quantiles: { df: number; q90: number; q95: number; q99: number }[];
};

/** Normal equations against R's QR: measured worst 2e-14 relative; 50 times that. */
const TOLERANCE = 1e-12;

function expectFit(actual: Comparison, fit: Fit): void {
  const close = (a: number, b: number) =>
    expect(Math.abs(a - b)).toBeLessThan(TOLERANCE * Math.max(1, Math.abs(b)));
  close(actual.z, fit.z);
  close(actual.estimate, fit.estimate);
  close(actual.standardError, fit.se);
  close(actual.lower, fit.interval[0]!);
  close(actual.upper, fit.interval[1]!);
}

describe.each(sets.map((set, i) => ({ i, n: set.outcome.length, set })))(
  'data set $i, $n patients, against R',
  ({ set }) => {
    const { outcome, arm, f, g, x, w } = set;
    it('Student and Welch (t.test)', () => {
      expectFit(compareMeans({ outcome, arm }, { variance: 'pooled' }), set.pooled);
      expectFit(compareMeans({ outcome, arm }), set.welch);
    });
    it('stratified difference, pooled (contrast of the saturated lm) and Satterthwaite', () => {
      expectFit(compareMeans({ outcome, arm, factors: [f] }, { variance: 'pooled' }), set.stratifiedPooled);
      expectFit(compareMeans({ outcome, arm, factors: [f] }), set.stratifiedWelch);
    });
    it('analysis of covariance (lm)', () => {
      const by = 'ancova';
      expectFit(compareMeans({ outcome, arm }, { by }), set.armOnly);
      expectFit(compareMeans({ outcome, arm, factors: [f, g] }, { by }), set.factors);
      expectFit(compareMeans({ outcome, arm, factors: [g, f] }, { by }), set.factors);
      expectFit(compareMeans({ outcome, arm, covariates: [x] }, { by }), set.covariate);
      expectFit(compareMeans({ outcome, arm, factors: [f, g], covariates: [x, w] }, { by }), set.all);
    });
    it('a constant covariate is dropped, as lm does', () => {
      const flat = outcome.map(() => 1);
      expectFit(
        compareMeans({ outcome, arm, factors: [f, g], covariates: [x, flat] }, { by: 'ancova' }),
        set.aliased,
      );
    });
  },
);

describe('t on the normal scale', () => {
  it.each(score)('score of t = $t on $df df, against pt and qnorm', ({ df, t, z }) => {
    // The expansion's own error, measured 4e-11 at 40 df and t = 3.9; elsewhere rounding.
    expect(Math.abs(normalScoreOfT(t, df) - z)).toBeLessThan(1e-10 * Math.max(1, Math.abs(z)));
  });
  it.each(quantiles)('critical value on $df df, against qt', ({ df, q90, q95, q99 }) => {
    for (const [level, q] of [
      [0.9, q90],
      [0.95, q95],
      [0.99, q99],
    ] as const)
      expect(Math.abs(createStudentTCritical(level)(df) / q - 1)).toBeLessThan(1e-12);
  });
});

it('example of the docstring', () => {
  const result = compareMeans(
    { outcome: [5, 6, 7, 9, 3, 4, 4, 6], arm: [1, 1, 1, 1, 0, 0, 0, 0] },
    { variance: 'pooled' },
  );
  expect(result.z).toBeCloseTo(1.9071, 4);
  expect(result.p).toBeCloseTo(0.0283, 4);
  expect(result.estimate).toBeCloseTo(2.5, 12);
  expect(result.standardError).toBeCloseTo(1.0607, 4);
  expect(result.lower).toBeCloseTo(-0.0953, 4);
  expect(result.upper).toBeCloseTo(5.0953, 4);
});
