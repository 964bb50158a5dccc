import { describe, expect, it } from 'vitest';
import { basketCells, RESOLVED } from '../../src/baskets/basketCells.ts';
import { hyperGrid, leastError } from '../../src/baskets/hyperGrid.ts';
import { tauNodes } from '../../src/baskets/tauNodes.ts';
import { type BasketSpec, basketPosteriors, createBasketAnalysis } from '../../src/index.ts';
import { integrate } from '../../src/numeric/quadrature.ts';

const logit = (p: number) => Math.log(p / (1 - p));

describe('tables of what baskets say', () => {
  const rates = [0.2, 0.45];
  const setting = { nullRates: rates, mostPatients: 60, mostInAll: 120, level: null };
  const over = tauNodes({ kind: 'half-normal', scale: 0.3 }, leastError(setting));
  const grid = hyperGrid(setting, { mu: [{ mean: -1, sd: 1.5 }], tau: over.tau });

  /** Marginal likelihood, mean and tails by adaptive quadrature. */
  function road(n: number, x: number, logScale: number, mu: number, tau: number) {
    const over = (f: (theta: number) => number) =>
      integrate(
        (z) => {
          const theta = mu + tau * z;
          const log = -x * Math.log1p(Math.exp(-theta)) - (n - x) * Math.log1p(Math.exp(theta));
          return (f(theta) * Math.exp(log - logScale - (z * z) / 2)) / Math.sqrt(2 * Math.PI);
        },
        -14,
        14,
        {
          relative: 1e-11,
          breaks: [
            -5,
            0,
            5,
            ...rates.map((rate) => (logit(rate) - mu) / tau).filter((z) => Math.abs(z) < 14),
          ].sort((a, b) => a - b),
        },
      ).value;
    const marginal = over(() => 1);
    return {
      marginal,
      mean: over((theta) => 1 / (1 + Math.exp(-theta))) / marginal,
      above: rates.map((rate) => over((theta) => (theta > logit(rate) ? 1 : 0)) / marginal),
    };
  }

  // Measured at 113 nodes: 8e-7 of the marginal likelihood (of five standard deviations on each side of the mode), means 1e-8,
  // tails 3e-7. An end of the integral had been lost by rounding at one node of twenty: half of the likelihood there.
  it.each([
    [60, 0],
    [60, 60],
    [60, 31],
    [9, 2],
  ])('%d patients, %d responders: bounds hold, and what replaces them is the integral', (n, x) => {
    const cells = basketCells(grid, setting);
    const cell = cells.cell(n, x);
    const bound = [...cell.bound.keys()].filter((g) => cell.bound[g] === 1);
    const before = Float64Array.from(cell.marginal);
    expect(bound.length).toBeGreaterThan(20);
    for (const g of bound) expect(cell.mean[g]).toBeNaN();
    expect(cells.complete(cell, Int32Array.from(bound), bound.length)).toBe(true);
    expect(cells.complete(cell, Int32Array.from(bound), bound.length)).toBe(false);
    for (const g of bound) expect(cell.marginal[g]).toBeLessThanOrEqual(before[g]);
    // Nothing that the filter resolves is left to the other integral.
    for (const g of bound) expect(cell.marginal[g]).toBeLessThan(1.01 * RESOLVED);
    const some = bound.filter((g, i) => i % Math.ceil(bound.length / 30) === 0 && cell.marginal[g] > 0);
    for (const g of some) {
      const i = grid.begin.findIndex((from, at) => from <= g && g < grid.begin[at + 1]);
      const mu = grid.first + grid.place[g] * grid.step;
      const wanted = road(n, x, cell.logScale, mu, grid.tau[i]);
      expect(Math.abs(cell.marginal[g] / wanted.marginal - 1)).toBeLessThan(2e-6);
      expect(Math.abs(cell.mean[g] - wanted.mean)).toBeLessThan(1e-7);
      for (const r of [0, 1]) expect(Math.abs(cell.above[r][g] - wanted.above[r])).toBeLessThan(1e-6);
    }
  });

  it('the whole tables have no bound and no gap', () => {
    const cell = basketCells(grid, setting).whole(20, 5);
    expect(cell.bound.some((flag) => flag === 1)).toBe(false);
    expect([...cell.mean, ...cell.above[0], ...cell.above[1]].some(Number.isNaN)).toBe(false);
  });
});

describe('what was asked before', () => {
  const narrow = { kind: 'half-normal', scale: 0.2 } as const;
  const specs: BasketSpec[] = [
    { by: 'bhm', tau: narrow },
    { by: 'exnex', exchangeable: [{ weight: 0.7, tau: narrow }] },
    { by: 'exnex', exchangeable: [{ weight: [0.9, 0.3, 0.9], tau: narrow }] },
    { by: 'robust-map', tau: narrow },
    { by: 'robust-map', tau: narrow, donors: [0, 1] },
    { by: 'cbhm', a: -8, b: 4 },
  ];
  it.each(specs)('does not change the last digit, where baskets contradict each other: $by', (spec) => {
    const tables = Array.from({ length: 60 }, (_, at) => {
      const n = [30, 12 + (at % 5), 30 - (at % 7)];
      const x = n.map((size, j) => Math.round((size * ((at * (7 + 4 * j)) % 11)) / 10));
      return [n, x, at] as const;
    });
    const setting = { nullRates: [0.2, 0.2, 0.2], mostPatients: 30, level: 0.95 };
    const answers = (order: typeof tables) => {
      const { analyse } = createBasketAnalysis(spec, setting);
      const all: string[] = [];
      for (const [n, x, at] of order) {
        const out = basketPosteriors(3);
        analyse(n, x, out);
        all[at] = [out.mean, out.above, out.lower, out.upper].map((list) => list.join(' ')).join(' ');
        expect(all[at]).not.toContain('NaN');
      }
      return all;
    };
    expect(answers([...tables].reverse())).toEqual(answers(tables));
  });
});
