import { describe, expect, it } from 'vitest';
import { borrowedDifference } from '../../src/analyses/borrowedDifference.ts';
import { standardisedDifference } from '../../src/analyses/standardisedDifference.ts';
import type { TwoByTwo } from '../../src/analyses/twoByTwo.ts';
import { weightedDifference } from '../../src/analyses/weightedDifference.ts';
import { normalCdf } from '../../src/numeric/normal.ts';
import { betaBinomialLaw } from '../../src/single-arm/betaBinomial.ts';

function run(analysis: (out: Float64Array, at: number) => void): Float64Array {
  const out = new Float64Array(5);
  analysis(out, 0);
  return out;
}

/** P(Beta(a, b) > Beta(c, d)) of whole shapes, by the sum over the first: P(X > Y) = sum over i < a of the law of i. */
function superior(a: number, b: number, c: number, d: number): number {
  // Y's upper tail as a beta-binomial sum: P(Y < X) with X ~ Beta(a, b) is P(at least c of c + d - 1 uniform points below X).
  const law = betaBinomialLaw(c + d - 1, { a, b });
  let sum = 0;
  for (let k = c; k < law.length; k++) sum += law[k];
  return sum;
}

const trial: TwoByTwo = { n1: 40, x1: 18, n0: 0, x0: 0 };
const history: TwoByTwo = { n1: 0, x1: 0, n0: 100, x0: 30 };

describe('borrowing from an external cohort', () => {
  it('with full weight is the comparison of two beta posteriors', () => {
    const [z, estimate] = run(borrowedDifference(trial, history, { kind: 'power prior', weight: 1 }));
    // Quadrature with 48 nodes: measured 1e-12.
    expect(Math.abs(normalCdf(z) - superior(19, 23, 31, 71))).toBeLessThan(1e-9);
    expect(estimate).toBeCloseTo(19 / 42 - 31 / 102, 12);
  });

  it('with half the weight counts half the patients, with none nothing', () => {
    const [half] = run(borrowedDifference(trial, history, { kind: 'power prior', weight: 0.5 }));
    expect(Math.abs(normalCdf(half) - superior(19, 23, 16, 36))).toBeLessThan(1e-9);
    const [none] = run(borrowedDifference(trial, history, { kind: 'power prior', weight: 0 }));
    expect(Math.abs(normalCdf(none) - superior(19, 23, 1, 1))).toBeLessThan(1e-9);
  });

  it('a robust prior moves its weight with the concurrent control', () => {
    const hybrid: TwoByTwo = { n1: 40, x1: 18, n0: 20, x0: 12 };
    const informed = betaBinomialLaw(20, { a: 31, b: 71 })[12];
    const weight = (0.7 * informed) / (0.7 * informed + 0.3 / 21);
    const expected = weight * superior(19, 23, 43, 79) + (1 - weight) * superior(19, 23, 13, 9);
    const [z] = run(borrowedDifference(hybrid, history, { kind: 'robust map', weight: 0.7, sd: 0 }));
    expect(Math.abs(normalCdf(z) - expected)).toBeLessThan(1e-9);
    // 12 of 20 against 30 of 100: the cohort is believed much less than before.
    expect(weight).toBeLessThan(0.3);
  });

  it('remembers by counts and numbers of patients', () => {
    const moving = { ...trial };
    const analysis = borrowedDifference(moving, history, { kind: 'power prior', weight: 1 });
    const seen = [trial, { ...trial, x1: 20 }, { ...trial, n1: 41 }, trial].map((table) => {
      Object.assign(moving, table);
      return run(analysis)[0];
    });
    expect(seen[3]).toBe(seen[0]);
    expect(new Set(seen).size).toBe(3);
    expect(Math.abs(normalCdf(seen[2]) - superior(19, 24, 31, 71))).toBeLessThan(1e-9);
  });

  it('where fewer are better z has the other sign', () => {
    const [higher] = run(borrowedDifference(trial, history, { kind: 'power prior', weight: 1 }));
    const [lower] = run(borrowedDifference(trial, history, { kind: 'power prior', weight: 1 }, 'lower'));
    expect(lower).toBe(-higher);
  });
});

describe('adjusting for the mix of a cohort', () => {
  const strata: TwoByTwo[] = [
    { n1: 20, x1: 10, n0: 100, x0: 30 },
    { n1: 20, x1: 4, n0: 100, x0: 10 },
  ];

  it('standardised: a rate for each stratum, in the shares of the treated', () => {
    const [z, estimate, se] = run(standardisedDifference(strata));
    expect(estimate).toBeCloseTo(0.15, 12);
    const within = 0.25 * ((0.5 * 0.5) / 20 + (0.3 * 0.7) / 100 + (0.2 * 0.8) / 20 + (0.1 * 0.9) / 100);
    expect(se).toBeCloseTo(Math.sqrt(within + (0.5 * (0.04 + 0.01) - 0.0225) / 40), 12);
    expect(z).toBeCloseTo(estimate / se, 12);
  });

  it('weighted: one marker weighs to the same rate', () => {
    expect(run(weightedDifference(strata, [[0, 1]]))[1]).toBeCloseTo(0.15, 9);
  });

  it('weighted: two markers by their margins only', () => {
    const four: TwoByTwo[] = [
      { n1: 30, x1: 12, n0: 40, x0: 12 },
      { n1: 10, x1: 3, n0: 30, x0: 6 },
      { n1: 20, x1: 5, n0: 20, x0: 3 },
      { n1: 20, x1: 4, n0: 60, x0: 6 },
    ];
    const levels = [
      [0, 0, 1, 1],
      [0, 1, 0, 1],
    ];
    const [, estimate] = run(weightedDifference(four, levels));
    // Weights exp(b0 + b1 [A] + b2 [B]) whose margins are 40 : 40 and 50 : 30, from Newton's method on the moments.
    const weights = byNewton(four, levels);
    const rate =
      four.reduce((sum, { x0 }, s) => sum + weights[s] * x0, 0) /
      four.reduce((sum, { n0 }, s) => sum + weights[s] * n0, 0);
    expect(estimate).toBeCloseTo(24 / 80 - rate, 8);
  });

  it('a stratum that the cohort lacks cannot be adjusted to', () => {
    const lacking = [strata[0], { n1: 5, x1: 2, n0: 0, x0: 0 }];
    expect(run(standardisedDifference(lacking))[1]).toBeNaN();
    expect(run(weightedDifference(lacking, [[0, 1]]))[1]).toBeNaN();
  });
});

/** Weights of a log-linear model whose weighted cohort has the treated's margins. */
function byNewton(tables: readonly TwoByTwo[], levels: readonly number[][]): number[] {
  const x = tables.map((_, s) => [1, ...levels.map((of) => of[s])]);
  const target = [0, 1, 2].map((j) => tables.reduce((sum, { n1 }, s) => sum + n1 * x[s][j], 0));
  let beta = [0, 0, 0];
  for (let step = 0; step < 60; step++) {
    const w = x.map((row) => Math.exp(row.reduce((sum, value, j) => sum + value * beta[j], 0)));
    const gap = target.map((t, j) => t - tables.reduce((sum, { n0 }, s) => sum + w[s] * n0 * x[s][j], 0));
    const matrix = [0, 1, 2].map((j) =>
      [0, 1, 2].map((k) => tables.reduce((sum, { n0 }, s) => sum + w[s] * n0 * x[s][j] * x[s][k], 0)),
    );
    const move = solved(matrix, gap);
    beta = beta.map((b, j) => b + 0.5 * move[j]);
  }
  return x.map((row) => Math.exp(row.reduce((sum, value, j) => sum + value * beta[j], 0)));
}

function solved(matrix: number[][], right: number[]): number[] {
  const a = matrix.map((row, i) => [...row, right[i]]);
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < a.length; j++) {
      if (i === j) continue;
      const factor = a[j][i] / a[i][i];
      for (let k = i; k <= a.length; k++) a[j][k] -= factor * a[i][k];
    }
  }
  return a.map((row, i) => row[a.length] / row[i]);
}
