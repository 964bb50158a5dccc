import { describe, expect, it } from 'vitest';
import { modelBasedRate } from '../../src/analyses/modelBasedRate.ts';
import { postStratified } from '../../src/analyses/postStratified.ts';
import { standardiseRate } from '../../src/analyses/standardiseRate.ts';
import type { TwoByTwo } from '../../src/analyses/twoByTwo.ts';
import { binomialPmf } from '../../src/numeric/binomial.ts';

const table = (x: number, n: number): TwoByTwo => ({ n1: n, x1: x, n0: 0, x0: 0 });

function run(make: typeof postStratified, tables: TwoByTwo[], weights: number[], rate = 0.2) {
  const out = new Float64Array(5);
  make(tables, { weights, rate })(out, 0);
  const [z, estimate, se, lower, upper] = out;
  return { z, estimate: estimate + rate, se, lower: lower + rate, upper: upper + rate };
}

describe('post-stratified rate', () => {
  it('weighs the observed rates by the target mix', () => {
    const { estimate, se, z } = run(postStratified, [table(8, 10), table(3, 10)], [1, 3]);
    expect(estimate).toBeCloseTo(0.25 * 0.8 + 0.75 * 0.3, 12);
    const [p, q] = [8.5 / 11, 3.5 / 11];
    expect(se).toBeCloseTo(Math.sqrt((p * (1 - p)) / 160 + (9 * q * (1 - q)) / 160), 12);
    expect(z).toBeCloseTo((estimate - 0.2) / se, 12);
  });

  it('is the pooled rate where the trial has the target mix, or all strata respond alike', () => {
    expect(run(postStratified, [table(4, 10), table(9, 30)], [10, 30]).estimate).toBeCloseTo(13 / 40, 12);
    expect(run(postStratified, [table(4, 10), table(12, 30)], [5, 1]).estimate).toBeCloseTo(0.4, 12);
  });

  it('leaves the weight of an empty stratum to the others', () => {
    const { estimate } = run(postStratified, [table(8, 10), table(0, 0), table(3, 10)], [1, 5, 3]);
    expect(estimate).toBeCloseTo(0.425, 12);
    expect(run(postStratified, [table(0, 0)], [1]).estimate).toBeNaN();
  });
});

/** Posterior mean and standard deviation of the target rate by brute force: 400 x 400 midpoints and logarithms of the gamma function's products. */
function byGrid(data: [x: number, n: number][], weights: number[]) {
  const steps = 400;
  const total = weights.reduce((a, b) => a + b, 0);
  let all = 0;
  let first = 0;
  let second = 0;
  for (let i = 0; i < steps; i++) {
    for (let j = 0; j < steps; j++) {
      const m = (i + 0.5) / steps;
      const k = steps / (j + 0.5) - 1;
      const [a, b] = [m * k, (1 - m) * k];
      let density = 1;
      let mean = 0;
      let variance = 0;
      data.forEach(([x, n], s) => {
        for (let t = 0; t < n; t++) density *= (t < x ? a + t : b + t - x) / (k + t);
        const p = (a + x) / (k + n);
        mean += (weights[s] / total) * p;
        variance += ((weights[s] / total) ** 2 * p * (1 - p)) / (k + n + 1);
      });
      all += density;
      first += density * mean;
      second += density * (variance + mean * mean);
    }
  }
  return { estimate: first / all, se: Math.sqrt(second / all - (first / all) ** 2) };
}

describe('standardiseRate', () => {
  const strata = [
    { patients: 10, responders: 8, weight: 1 },
    { patients: 10, responders: 3, weight: 3 },
  ];

  it('gives the rate, and says what it cannot take', () => {
    expect(standardiseRate(strata, 'post-stratified').rate).toBeCloseTo(0.425, 12);
    expect(() => standardiseRate([{ patients: 2, responders: 3, weight: 1 }], 'model-based')).toThrow(
      /strata\[0\]/,
    );
    expect(() => standardiseRate([{ patients: 2, responders: 1, weight: -1 }], 'model-based')).toThrow(
      /weight/,
    );
    expect(() => standardiseRate([{ patients: 2, responders: 1, weight: 0 }], 'model-based')).toThrow(
      /above 0/,
    );
  });
});

describe('model-based rate', () => {
  it.each([
    [
      [
        [8, 10],
        [3, 10],
      ],
      [1, 3],
    ],
    [
      [
        [0, 4],
        [9, 20],
        [2, 3],
        [0, 0],
      ],
      [1, 2, 5, 2],
    ],
    [
      [
        [45, 60],
        [0, 12],
      ],
      [1, 9],
    ],
  ] as [[number, number][], number[]][])('is the posterior of the model: %j, weights %j', (data, weights) => {
    const got = run(
      modelBasedRate,
      data.map(([x, n]) => table(x, n)),
      weights,
    );
    const want = byGrid(data, weights);
    // Worst error measured: 3e-4 of the quadrature and the grid together.
    expect(Math.abs(got.estimate - want.estimate)).toBeLessThan(1e-3);
    expect(Math.abs(got.se - want.se)).toBeLessThan(1e-3);
  });

  it('stands between the pooled rate and the post-stratified one', () => {
    const tables = [table(8, 10), table(3, 10)];
    const { estimate } = run(modelBasedRate, tables, [1, 3]);
    expect(estimate).toBeGreaterThan(0.425);
    expect(estimate).toBeLessThan(0.55);
  });

  it('does not take large strata for each other, whatever their order', () => {
    // 8500 of 9000 and 308 of 9001 have one place in a memory of 8191 patients.
    const first = run(modelBasedRate, [table(8500, 9000), table(308, 9001), table(4, 8)], [1, 1, 4]);
    const other = run(modelBasedRate, [table(308, 9001), table(8500, 9000), table(4, 8)], [1, 1, 4]);
    expect(other.estimate).toBeCloseTo(first.estimate, 10);
    expect(other.se).toBeCloseTo(first.se, 10);
  });
});

describe('equal true rates', () => {
  const rate = 0.35;
  /** Mean over all responders of strata of these sizes: post-stratified to 1 : 5 : 2, and pooled. */
  const means = (sizes: number[]) => {
    const found = { stratified: 0, pooled: 0 };
    const visit = (x: number[], chance: number): void => {
      if (x.length < sizes.length) {
        const n = sizes[x.length];
        for (let y = 0; y <= n; y++) visit([...x, y], chance * binomialPmf(y, n, rate));
        return;
      }
      const tables = x.map((y, s) => table(y, sizes[s]));
      found.stratified += chance * run(postStratified, tables, [1, 5, 2]).estimate;
      found.pooled += (chance * x.reduce((a, b) => a + b, 0)) / sizes.reduce((a, b) => a + b, 0);
    };
    visit([], 1);
    return found;
  };

  // Also where a stratum has nobody, and its weight goes to the others.
  it.each([[[6, 4, 3]], [[1, 9, 2]], [[5, 0, 4]]])(
    'post-stratified and pooled have one mean: %j',
    (sizes) => {
      const { stratified, pooled } = means(sizes);
      expect(pooled).toBeCloseTo(rate, 12);
      expect(stratified).toBeCloseTo(rate, 12);
    },
  );

  it('equal observed rates leave nothing to standardise', () => {
    const tables = [table(3, 12), table(5, 20), table(2, 8)];
    expect(run(postStratified, tables, [1, 5, 2]).estimate).toBeCloseTo(0.25, 12);
    // The model draws towards 1/2 as its prior does: by less than a patient in 40.
    expect(Math.abs(run(modelBasedRate, tables, [1, 5, 2]).estimate - 0.25)).toBeLessThan(0.025);
  });
});
