import { describe, expect, it } from 'vitest';
import { fisherHomogeneity } from '../../src/baskets/fisherHomogeneity.ts';
import { homogeneity } from '../../src/baskets/homogeneity.ts';
import { pruningLimits } from '../../src/baskets/pruning.ts';
import {
  BASKET,
  type BasketPosteriors,
  type BasketSpec,
  basketPosteriors,
  calibrateChuYuan,
  createBasketAnalysis,
  decideInterim,
  respondersNeeded,
} from '../../src/index.ts';
import { binomialPmf } from '../../src/numeric/binomial.ts';

/*
 * What happens at the ends and at equality: empty baskets, a probability that is the cut-off, a test that is its level, rates that
 * no grid of logits holds.
 */

const at = (
  spec: BasketSpec,
  n: number[],
  x: number[],
  level: number | null = null,
  rate = 0.2,
): BasketPosteriors => {
  const out = basketPosteriors(n.length);
  const setting = { nullRates: n.map(() => rate), mostPatients: Math.max(...n), level };
  createBasketAnalysis(spec, setting).analyse(n, x, out);
  return out;
};

describe('empty baskets', () => {
  it.each([
    { kind: 'calibrated', a: 2, b: 3 },
    { kind: 'hellinger' },
    { kind: 'marginal-likelihood' },
  ] as const)('differ from none, and take all that there is: $kind', (weight) => {
    const found = at({ by: 'power-prior', weight }, [0, 12, 0], [0, 5, 0]);
    expect([...found.mean]).toEqual([6 / 14, 6 / 14, 6 / 14]);
    expect([...found.size]).toEqual([14, 14, 14]);
  });
});

describe('equality', () => {
  it('a basket at the limit of pruning is kept, as one at the cut-off is claimed', () => {
    const weight = { kind: 'fixed', power: 0.5 } as const;
    const spec: BasketSpec = { by: 'power-prior', weight };
    const cutoff = at(spec, [10, 10], [3, 3]).above[0];
    const setting = { nullRates: [0.2, 0.2], mostPatients: 10, level: null };
    expect(pruningLimits(createBasketAnalysis(spec, setting), 10, cutoff)(0, 10)).toBe(3);
    const pruned: BasketSpec = { by: 'power-prior', weight, prune: cutoff };
    expect(at(pruned, [10, 10], [3, 3]).size[0]).toBe(17);
    expect(at(pruned, [10, 10], [3, 2]).size[0]).toBe(12);
  });

  it('as many responders as give just the cut-off are enough', () => {
    const setting = { nullRates: [0.2], mostPatients: 24, level: null };
    const alone = createBasketAnalysis({ by: 'beta-binomial' }, setting);
    const { above } = at({ by: 'beta-binomial' }, [24], [9]);
    expect(respondersNeeded(alone, [24], above[0])).toEqual([9]);
  });

  it('a probability that is a bound of an interim analysis decides nothing', () => {
    const state = Uint8Array.of(BASKET.open, BASKET.open);
    decideInterim([0.1, 0.9], { futility: 0.1, efficacy: 0.9 }, state);
    expect([...state]).toEqual([BASKET.open, BASKET.open]);
  });

  it('a p-value that is the level rejects, as everywhere: what differs so is not pooled', () => {
    const level = fisherHomogeneity([10, 10], [2, 6], 2);
    const spec = { by: 'prune-and-pool', prune: 0 } as const;
    expect(at({ ...spec, level }, [10, 10], [2, 6]).mean[0]).toBe(3 / 12);
    expect(at({ ...spec, level: level * (1 - 1e-9) }, [10, 10], [2, 6]).mean[0]).toBe(9 / 22);
  });

  it('tables that are as likely count alike, in whatever order baskets stand', () => {
    for (const x of [
      [1, 2, 4],
      [0, 3, 5],
      [2, 2, 7],
    ]) {
      const orders = [
        [0, 1, 2],
        [0, 2, 1],
        [1, 0, 2],
        [1, 2, 0],
        [2, 0, 1],
        [2, 1, 0],
      ].map((order) =>
        fisherHomogeneity(
          [9, 9, 9],
          order.map((j) => x[j]),
          3,
        ),
      );
      for (const p of orders) expect(Math.abs(p - orders[0])).toBeLessThan(1e-12);
    }
  });
});

it('prune-and-pool by chi-square has a degree of freedom less than baskets with patients', () => {
  // T = 3.53: p 0.171 with the two degrees of freedom of three baskets, exp(-T / 2); 0.317 with three.
  const n = [10, 10, 10];
  const x = [2, 5, 6];
  const p = Math.exp(-homogeneity(n, x, 3) / 2);
  const spec = { by: 'prune-and-pool', prune: 0, test: 'chi-square' } as const;
  expect(at({ ...spec, level: p + 1e-6 }, n, x).mean[0]).toBe(3 / 12);
  expect(at({ ...spec, level: p - 1e-6 }, n, x).mean[0]).toBe(14 / 32);
  // A basket without patients is none.
  expect(at({ ...spec, level: p + 1e-6 }, [...n, 0], [...x, 0]).mean[0]).toBe(3 / 12);
  expect(at({ ...spec, level: p - 1e-6 }, [...n, 0], [...x, 0]).mean[0]).toBe(14 / 32);
});

describe('rates beyond the grid of logits', () => {
  /** Sums over logits from -300 to 300: likelihood x normal. */
  const plain = (n: number, x: number, mean: number, sd: number) => {
    const step = 0.002;
    const theta = Float64Array.from({ length: 300_001 }, (_, i) => -300 + step * i);
    const mass = theta.map((t) => {
      const logP = t < 0 ? t - Math.log1p(Math.exp(t)) : -Math.log1p(Math.exp(-t));
      return Math.exp(n * logP - (n - x) * t - ((t - mean) / sd) ** 2 / 2);
    });
    const all = mass.reduce((sum, m) => sum + m, 0);
    return {
      above: (rate: number) => {
        const limit = Math.log(rate / (1 - rate));
        return mass.reduce((sum, m, i) => sum + (theta[i] > limit ? m : 0), 0) / all;
      },
      quantile: (p: number) => {
        let sum = 0;
        let i = 0;
        while (sum + mass[i] < p * all) sum += mass[i++];
        return 1 / (1 + Math.exp(-theta[i]));
      },
    };
  };

  it('without responders most of a wide posterior may be at 0: its limits say so', () => {
    const spec: BasketSpec = { by: 'bhm', mu: { mean: 0, sd: 5 }, tau: { kind: 'fixed', value: 30 } };
    const exact = plain(5, 0, 0, Math.hypot(5, 30));
    const found = at(spec, [5], [0], 0.95);
    // More than half is at rates below 2e-9.
    expect(at(spec, [5], [0], 0.1).upper[0]).toBeLessThan(1e-6);
    expect(exact.quantile(0.5)).toBeLessThan(1e-8);
    // The step of the plain sum is 0.002 on the logit, of the grid 0.1: 2e-4 of a rate of 0.2.
    expect(Math.abs(found.upper[0] - exact.quantile(0.975))).toBeLessThan(1e-3);
    expect(found.lower[0]).toBeLessThan(1e-8);
  });

  it('a basket that stands alone under a wide prior counts what is at 1', () => {
    const alone = { mean: 9, sd: 19 };
    const spec: BasketSpec = { by: 'exnex', exchangeable: [{ weight: 0 }], alone };
    const exact = plain(3, 3, 9, 19);
    expect(Math.abs(at(spec, [3], [3]).above[0] - exact.above(0.2))).toBeLessThan(2e-5);
  });
});

it('a uniform prior of tau: the hierarchical model as the mean over fixed values of tau, weighed with their evidence', () => {
  const n = [10, 14, 8];
  const x = [1, 7, 2];
  const mu = { mean: -1, sd: 1 };
  const uniform = at({ by: 'bhm', mu, tau: { kind: 'uniform', upper: 2 } }, n, x);
  // Evidence and posterior of a fixed tau by sums over mu and the logits, midpoints in tau.
  const nodes = 60;
  let all = 0;
  const mean = [0, 0, 0];
  for (let i = 0; i < nodes; i++) {
    const tau = (2 * (i + 0.5)) / nodes;
    const fixed = at({ by: 'bhm', mu, tau: { kind: 'fixed', value: tau } }, n, x);
    let evidence = 0;
    for (let m = mu.mean - 6; m <= mu.mean + 6; m += 0.1) {
      let product = Math.exp(-((m - mu.mean) ** 2) / 2);
      for (let j = 0; j < 3; j++) {
        let sum = 0;
        for (let z = -6; z <= 6; z += 0.1) {
          const p = 1 / (1 + Math.exp(-(m + tau * z)));
          sum += Math.exp((-z * z) / 2) * p ** x[j] * (1 - p) ** (n[j] - x[j]);
        }
        product *= sum;
      }
      evidence += product;
    }
    all += evidence;
    for (let j = 0; j < 3; j++) mean[j] += evidence * fixed.mean[j];
  }
  // Midpoints of 60 pieces: 2e-5 at most, seen by doubling them.
  for (let j = 0; j < 3; j++) expect(Math.abs(uniform.mean[j] - mean[j] / all)).toBeLessThan(5e-5);
});

it('the line of the calibrated hierarchical model goes through medians that are enumerated', () => {
  const sizes = [11, 9, 10];
  const nullRates = [0.1, 0.1, 0.1];
  const activeRates = [0.5, 0.5, 0.5];
  const median = (rates: number[]) => {
    const law: [number, number][] = [];
    for (let a = 0; a <= sizes[0]; a++)
      for (let b = 0; b <= sizes[1]; b++)
        for (let c = 0; c <= sizes[2]; c++) {
          const x = [a, b, c];
          const p = x.reduce((product, y, j) => product * binomialPmf(y, sizes[j], rates[j]), 1);
          law.push([homogeneity(sizes, x, 3), p]);
        }
    law.sort(([s], [t]) => s - t);
    let sum = 0;
    return law.find(([, p]) => {
      sum += p;
      return sum >= 0.5;
    })![0];
  };
  const low = median(activeRates);
  const high = Math.min(median([0.5, 0.1, 0.1]), median([0.5, 0.5, 0.1]));
  const { a, b } = calibrateChuYuan({
    sizes,
    nullRates,
    activeRates,
    alike: 0.5,
    different: 40,
    seed: 'medians',
    trials: 40_000,
  });
  // tau^2 = exp(a + b log T). Medians of 40,000 trials are within some values of T of the exact ones: 5 % of the logs.
  expect(Math.abs(a + b * Math.log(low) - Math.log(0.5))).toBeLessThan(0.15);
  expect(Math.abs(a + b * Math.log(high) - Math.log(40))).toBeLessThan(0.15);
});

describe('without borrowing', () => {
  // Under Beta(0, 1) the posterior of a rate is Clopper & Pearson's: P(rate > null) = 1 - P(X >= x). 1e-9 stands for 0.
  const prior = [1e-9, 1] as const;
  it.each([
    { by: 'beta-binomial', prior },
    { by: 'fujikawa', prior, tau: 1 },
    { by: 'power-prior', prior, weight: { kind: 'fixed', power: 0 } },
    { by: 'power-prior', prior, weight: { kind: 'jsd', epsilon: 1, tau: 1 } },
    { by: 'power-prior', prior, global: { kind: 'fixed', weight: 0 } },
    { by: 'prune-and-pool', prior, prune: 0, level: 1 },
    { by: 'robust-map', vague: prior, weight: 0 },
  ] as BasketSpec[])('a basket is the exact binomial test: %j', (spec) => {
    const n = [1, 9, 24, 9];
    for (const x of [
      [0, 3, 8, 1],
      [1, 9, 24, 2],
      [1, 0, 5, 4],
    ]) {
      const exact = at({ by: 'exact' }, n, x);
      const found = at(spec, n, x);
      for (let j = 0; j < 4; j++) expect(Math.abs(found.above[j] - exact.above[j])).toBeLessThan(1e-7);
    }
  });

  it.each(['pairs', 'partitions'] as const)('multisource exchangeability is each alone: %s', (over) => {
    const [n, x] = [
      [1, 9, 24, 9],
      [1, 3, 8, 0],
    ];
    const found = at({ by: 'mem', prior: [1, 1], exchangeable: 1e-12, over }, n, x);
    const alone = at({ by: 'beta-binomial' }, n, x);
    for (let j = 0; j < 4; j++) expect(Math.abs(found.above[j] - alone.above[j])).toBeLessThan(1e-9);
  });
});
