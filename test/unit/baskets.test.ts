import { describe, expect, it } from 'vitest';
import { cachedAnalysis } from '../../src/baskets/cachedAnalysis.ts';
import { fisherHomogeneity } from '../../src/baskets/fisherHomogeneity.ts';
import { globalWeight } from '../../src/baskets/globalWeight.ts';
import { homogeneity } from '../../src/baskets/homogeneity.ts';
import { maximumMarginalLikelihood } from '../../src/baskets/marginalLikelihoodPower.ts';
import { cachedByPair } from '../../src/baskets/pairCache.ts';
import {
  BASKET,
  type BasketSpec,
  basketPosteriors,
  betaBinomialTail,
  checkBasketAnalysis,
  createBasketAnalysis,
  decideInterim,
  enumerateBaskets,
  exchangeability,
  predictiveProbabilities,
  respondersNeeded,
} from '../../src/index.ts';
import { logBeta } from '../../src/numeric/betaTail.ts';
import { binomialUpperTail } from '../../src/numeric/binomial.ts';

const SETTING = { nullRates: [0.2, 0.2, 0.2], mostPatients: 24, level: 0.95 };

describe('analyses without borrowing', () => {
  it('exact: 1 - p of the binomial test and the observed rate', () => {
    const out = basketPosteriors(3);
    createBasketAnalysis({ by: 'exact' }, SETTING).analyse([24, 10, 0], [9, 0, 0], out);
    expect(out.mean).toEqual(Float64Array.of(0.375, 0, Number.NaN));
    expect(1 - out.above[0]).toBeCloseTo(binomialUpperTail(9, 24, 0.2), 14);
    expect([...out.above.subarray(1)]).toEqual([0, 0]);
    // Clopper-Pearson limits of 0 in 10: 0 and 1 - 0.025^(1/10).
    expect(out.lower[1]).toBe(0);
    expect(out.upper[1]).toBeCloseTo(1 - 0.025 ** 0.1, 12);
  });

  it('beta-binomial: without patients the posterior is the prior', () => {
    const out = basketPosteriors(3);
    createBasketAnalysis({ by: 'beta-binomial' }, SETTING).analyse([0, 0, 0], [0, 0, 0], out);
    expect([...out.above]).toEqual([0.8, 0.8, 0.8]);
    expect(out.upper[2]).toBeCloseTo(0.975, 12);
  });

  it('pooled: every basket says what one basket with all patients says', () => {
    const out = basketPosteriors(3);
    const alone = basketPosteriors(1);
    createBasketAnalysis({ by: 'pooled' }, SETTING).analyse([24, 20, 4], [5, 3, 1], out);
    const one = { ...SETTING, nullRates: [0.2], mostPatients: 48 };
    createBasketAnalysis({ by: 'beta-binomial' }, one).analyse([48], [9], alone);
    for (const key of ['mean', 'above', 'lower', 'upper'] as const)
      expect([...out[key]]).toEqual(Array(3).fill(alone[key][0]));
  });

  it('no level: no intervals', () => {
    const out = basketPosteriors(3);
    createBasketAnalysis({ by: 'pooled' }, { ...SETTING, level: null }).analyse([9, 9, 9], [1, 2, 3], out);
    expect([...out.lower, ...out.upper]).toEqual(Array(6).fill(Number.NaN));
  });
});

describe('refusals', () => {
  it('all at once, by place', () => {
    const bad = { nullRates: [0.2, 1], mostPatients: 0, level: 1 };
    expect(checkBasketAnalysis({ by: 'pooled', prior: [0, 1] }, bad)).toMatchObject([
      { code: 'null-rate', path: 'nullRates[1]', value: '1' },
      { code: 'most-patients', path: 'mostPatients', value: '0' },
      { code: 'level', path: 'level', value: '1' },
      { code: 'prior-shape', path: 'prior[0]', value: '0' },
    ]);
    expect(() => createBasketAnalysis({ by: 'exact' }, { ...bad, nullRates: [] })).toThrow(/at least one/);
  });
});

describe('borrowing', () => {
  const at = (spec: BasketSpec, n: number[], x: number[]) => {
    const out = basketPosteriors(n.length);
    createBasketAnalysis(spec, { nullRates: n.map(() => 0.2), mostPatients: 30, level: 0.9 }).analyse(
      n,
      x,
      out,
    );
    return out;
  };

  it('no weight: each basket alone; full weight: pooled', () => {
    const n = [20, 12, 0, 30];
    const x = [4, 5, 0, 9];
    for (const [power, spec] of [
      [0, { by: 'beta-binomial' }],
      [1, { by: 'pooled' }],
    ] as [number, BasketSpec][]) {
      const found = at({ by: 'power-prior', weight: { kind: 'fixed', power } }, n, x);
      const expected = at(spec, n, x);
      for (const key of ['mean', 'above'] as const)
        found[key].forEach((value, j) => void expect(value).toBeCloseTo(expected[key][j], 10));
      // Limits of shapes that are no whole numbers are interpolated, to 7e-9.
      for (const key of ['lower', 'upper'] as const)
        found[key].forEach((value, j) => void expect(Math.abs(value - expected[key][j])).toBeLessThan(7e-9));
    }
  });

  describe('pruning', () => {
    const nullRates = [0.1, 0.2, 0.3];
    const read = (spec: BasketSpec, n: number[], x: number[]) => {
      const out = basketPosteriors(3);
      createBasketAnalysis(spec, { nullRates, mostPatients: 20, level: null }).analyse(n, x, out);
      return out;
    };

    it.each([
      { by: 'power-prior', weight: { kind: 'calibrated', a: 1, b: 1 } },
      { by: 'power-prior', weight: { kind: 'fixed', power: 0.5 }, limited: true },
      { by: 'fujikawa', epsilon: 2, global: 1.5 },
    ] as BasketSpec[])(
      'takes the pruned out of the exchange, their rates and sizes as they are: $by',
      (spec) => {
        // By hand: the least responders with which a basket is claimed where all have as many patients and responders.
        const cutoff = 0.9;
        const needed = (j: number, n: number) => {
          for (let x = 0; x <= n; x++) if (read(spec, [n, n, n], [x, x, x]).above[j] >= cutoff) return x;
          return n + 1;
        };
        const n = [18, 12, 7];
        expect([0, 1, 2].map((j) => needed(j, n[j]))).not.toContain(0);
        const pruned = { ...spec, prune: cutoff } as BasketSpec;
        for (const short of [0, 1, 2]) {
          const x = n.map((m, j) => needed(j, m) - (j === short ? 1 : 0));
          const found = read(pruned, n, x);
          const alone = read({ by: 'beta-binomial' }, n, x);
          expect(found.mean[short]).toBeCloseTo(alone.mean[short], 14);
          expect(found.above[short]).toBeCloseTo(alone.above[short], 12);
          // The two others borrow from each other, as they would with every basket at the limit or beyond.
          for (const j of [0, 1, 2].filter((other) => other !== short))
            expect(Math.abs(found.mean[j] - alone.mean[j])).toBeGreaterThan(1e-6);
          // Shapes are sums over pairs: the two get what their pair gives in all three, less what the short one gave them.
          const all = read(spec, n, x);
          expect(found.size[short]).toBeLessThan(all.size[short]);
        }
        const none = n.map((m, j) => needed(j, m));
        expect(read(pruned, n, none)).toEqual(read(spec, n, none));
      },
    );

    it('prunes nobody where no responder is enough', () => {
      // One patient without a response leaves P(rate > 0.1 to 0.3) well above 0.05.
      const [n, x] = [
        [1, 1, 1],
        [0, 0, 0],
      ];
      expect(read({ by: 'fujikawa', prune: 0.05 }, n, x)).toEqual(read({ by: 'fujikawa' }, n, x));
    });

    it('an empty basket gives and takes nothing', () => {
      const found = read({ by: 'fujikawa', prune: 0.9 }, [18, 0, 18], [9, 0, 9]);
      const two = basketPosteriors(2);
      const setting = { nullRates: [0.1, 0.3], mostPatients: 20, level: null };
      createBasketAnalysis({ by: 'fujikawa' }, setting).analyse([18, 18], [9, 9], two);
      expect(found.mean[1]).toBe(0.5);
      expect([found.mean[0], found.mean[2]]).toEqual([...two.mean]);
    });
  });

  it('donors give and do not take', () => {
    const fixed = { kind: 'fixed', power: 0.5 } as const;
    const found = at({ by: 'power-prior', weight: fixed, donors: [0, 1] }, [20, 10, 6], [8, 2, 3]);
    expect(found.mean[0]).toBeCloseTo(9 / 22, 12);
    expect(found.mean[2]).toBeCloseTo((1 + 3 + 4 + 1) / (2 + 6 + 10 + 5), 12);
  });

  it.each([
    [
      [20, 10, 6],
      [8, 2, 3],
    ],
    [
      [10, 10, 10],
      [3, 3, 3],
    ],
  ])('Fujikawa with a threshold of 1 borrows nothing, not even from equals: %j', (n, x) => {
    const found = at({ by: 'fujikawa', tau: 1 }, n, x);
    const alone = at({ by: 'beta-binomial' }, n, x);
    found.above.forEach((value, j) => void expect(value).toBeCloseTo(alone.above[j], 12));
  });

  it('a rate difference of 1 leaves no global weight', () => {
    const found = at({ by: 'power-prior', global: 1 }, [20, 20], [0, 20]);
    // One gap of 1 over m = 1: 1 - 1 * 10^0.
    expect([...found.mean]).toEqual([1 / 22, 21 / 22]);
  });

  it('refusals', () => {
    const setting = { nullRates: [0.2, 0.2], mostPatients: 9, level: null };
    const codes = (spec: BasketSpec) =>
      checkBasketAnalysis(spec, setting).map(({ code, path }) => `${code} ${path}`);
    expect(codes({ by: 'fujikawa', epsilon: 0, tau: 2, prune: 1 })).toEqual([
      'positive epsilon',
      'share tau',
      'prune prune',
    ]);
    expect(
      codes({ by: 'power-prior', weight: { kind: 'calibrated', a: Number.NaN, b: 0 }, global: -1 }),
    ).toEqual(['finite weight.a', 'positive weight.b', 'positive global']);
    expect(
      codes({ by: 'power-prior', weight: { kind: 'fixed', power: 2 }, donors: [0, 1], prune: 0 }),
    ).toEqual(['share weight.power', 'donors donors', 'prune prune']);
  });
});

describe('weights by hand', () => {
  it('global: gaps 0.2 and 2/15 of three rates', () => {
    const spread = (0.2 - 0.5) ** 2 + (2 / 15 - 0.5) ** 2;
    const wanted = (1 - (1 / 3) * 10 ** -spread) ** 2.5;
    expect(globalWeight(2.5, 3, [1, 1])!([15, 15, 15], [3, 6, 8])).toBeCloseTo(wanted, 12);
    expect(wanted).toBeCloseTo(0.5746, 4);
    expect(globalWeight(2.5, 3, [1, 1])!([15, 0, 15], [3, 0, 3])).toBe(1);
  });

  it('marginal likelihood: no power of a fine grid is better, in either direction', () => {
    const best = (n: number, x: number, n2: number, x2: number) => {
      const at = (d: number) =>
        logBeta(1 + d * x2 + x, 1 + d * (n2 - x2) + n - x) - logBeta(1 + d * x2, 1 + d * (n2 - x2));
      const grid = Array.from({ length: 10_001 }, (_, i) => i / 10_000);
      return grid.reduce((top, d) => (at(d) > at(top) ? d : top));
    };
    const weight = maximumMarginalLikelihood([1, 1])(15, 3, 15, 6);
    expect(Math.abs(weight - (best(15, 3, 15, 6) + best(15, 6, 15, 3)) / 2)).toBeLessThan(1e-4);
    expect(weight).toBeCloseTo(0.414, 4);
  });
});

describe('enumeration', () => {
  it('says how many tables are too many and what to use', () => {
    const nullRates = Array(5).fill(0.2);
    const analysis = createBasketAnalysis({ by: 'pooled' }, { nullRates, mostPatients: 25, level: null });
    const plan = { analysis, sizes: Array(5).fill(25), nullRates, cutoff: 0.9 };
    expect(() => enumerateBaskets(plan, [nullRates])).toThrow(/11,881,376 tables.*\n.*simulateBaskets/);
  });

  it('covers as Clopper and Pearson promise, and by hand', () => {
    const nullRates = [0.2, 0.3];
    const analysis = createBasketAnalysis({ by: 'exact' }, { nullRates, mostPatients: 10, level: 0.95 });
    const plan = { analysis, sizes: [10, 8], nullRates, cutoff: [0.975, 0.95] };
    const [found] = enumerateBaskets(plan, [[0.2, 0.6]]);
    for (const cover of found.coverage) expect(cover?.value).toBeGreaterThanOrEqual(0.95);
    const power = binomialUpperTail(6, 8, 0.6);
    const size = binomialUpperTail(6, 10, 0.2);
    expect(found.anyFalse?.value).toBeCloseTo(size, 12);
    expect(found.anyTrue?.value).toBeCloseTo(power, 12);
    expect(found.rightSet.value).toBeCloseTo(power * (1 - size), 12);
    expect(found.correct.value).toBeCloseTo(power + 1 - size, 12);
    // The observed rate is unbiased with variance p (1 - p) / n.
    expect(found.bias[1].value).toBeCloseTo(0, 12);
    expect(found.mse[1].value).toBeCloseTo(0.03, 12);
  });
});

describe('hierarchical models', () => {
  const n = [20, 14, 0, 9];
  const x = [2, 5, 0, 4];
  const mu = { mean: -1, sd: 2 };
  const setting = { nullRates: [0.2, 0.2, 0.2, 0.1], mostPatients: 25, mostInAll: 60, level: 0.95 };
  const at = (spec: BasketSpec, sizes = n, responders = x) => {
    const out = basketPosteriors(sizes.length);
    createBasketAnalysis(spec, setting).analyse(sizes, responders, out);
    return out;
  };
  const expectEqual = (a: BasketSpec, b: BasketSpec, digits = 7) => {
    const [found, expected] = [at(a), at(b)];
    for (const key of ['mean', 'above', 'lower', 'upper'] as const)
      found[key].forEach((value, j) => void expect(value, key).toBeCloseTo(expected[key][j], digits));
  };
  const fixed = (value: number) => ({ kind: 'fixed', value }) as const;

  it('priors that are not given are worth one patient at the mean null rate, less the variance of tau', () => {
    // 0.175: 1 / 0.175 + 1 / 0.825 = 6.9264, a half-normal tau of scale 1 adds 1.
    const mean = Math.log(0.175 / 0.825);
    const shared = { mean, sd: Math.sqrt(1 / 0.175 + 1 / 0.825 - 1) };
    const alone = { mean, sd: Math.sqrt(1 / 0.175 + 1 / 0.825) };
    const tau = { kind: 'half-normal', scale: 1 } as const;
    expectEqual({ by: 'bhm' }, { by: 'bhm', mu: shared, tau }, 12);
    expectEqual(
      { by: 'exnex' },
      { by: 'exnex', exchangeable: [{ weight: 0.5, mu: shared, tau }], alone },
      12,
    );
    expectEqual({ by: 'robust-map' }, { by: 'robust-map', mu: shared, tau, weight: 0.5, vague: [1, 1] }, 12);
    expectEqual({ by: 'cbhm', a: -4, b: 2 }, { by: 'cbhm', a: -4, b: 2, mu: shared }, 12);
  });

  it.each([
    [6, 6],
    [6, 0],
  ])('one basket under a wide prior, %i of all %i: rates of 0 and 1 are counted', (size, responders) => {
    // Without heterogeneity the rate's logit is normal(-1, 6): a plain sum, far beyond where rates are 0 or 1.
    const sd = 6;
    const sums = [0, 0, 0];
    const step = 0.001;
    for (let theta = -80; theta <= 80; theta += step) {
      const p = 1 / (1 + Math.exp(-theta));
      const weight =
        p ** responders * (1 - p) ** (size - responders) * Math.exp(-0.5 * ((theta + 1) / sd) ** 2);
      sums[0] += weight;
      sums[1] += weight * p;
      if (p > 0.2) sums[2] += weight;
    }
    const out = basketPosteriors(1);
    const spec: BasketSpec = { by: 'bhm', mu: { mean: -1, sd }, tau: { kind: 'fixed', value: 0 } };
    createBasketAnalysis(spec, { nullRates: [0.2], mostPatients: 10, level: null }).analyse(
      [size],
      [responders],
      out,
    );
    expect(Math.abs(out.mean[0] - sums[1] / sums[0])).toBeLessThan(1e-6);
    // The sum's step decides which side of 0.2 a point is on: 1e-4.
    expect(Math.abs(out.above[0] - sums[2] / sums[0])).toBeLessThan(1e-4);
  });

  it('EXNEX where nobody stands alone, and robust MAP without the vague part, are the hierarchical model', () => {
    expectEqual({ by: 'exnex', exchangeable: [{ mu, weight: 1 }] }, { by: 'bhm', mu });
    expectEqual({ by: 'robust-map', mu, weight: 1 }, { by: 'bhm', mu });
  });

  it('robust MAP without the predictive part is the vague prior alone', () => {
    expectEqual(
      { by: 'robust-map', mu, weight: 0, vague: [0.5, 0.5] },
      { by: 'beta-binomial', prior: [0.5, 0.5] },
    );
  });

  it('two laws to share, one without weight or both alike, are one', () => {
    const alone = { mean: -1, sd: 2.5 };
    const one: BasketSpec = { by: 'exnex', exchangeable: [{ mu, weight: 0.6 }], alone };
    const none = { mu: { mean: 1, sd: 1 }, weight: 0 };
    expectEqual({ by: 'exnex', exchangeable: [{ mu, weight: 0.6 }, none], alone }, one, 5);
    // A single basket cannot tell which of two like laws it has.
    const sizes = [12, 0, 0, 0];
    const split: BasketSpec = {
      by: 'exnex',
      exchangeable: [0.2, 0.4].map((weight) => ({ mu, weight })),
      alone,
    };
    const [found, expected] = [at(split, sizes, [3, 0, 0, 0]), at(one, sizes, [3, 0, 0, 0])];
    expect(found.mean[0]).toBeCloseTo(expected.mean[0], 8);
    expect(found.above[0]).toBeCloseTo(expected.above[0], 8);
  });

  it('baskets that contradict those which spoke first', () => {
    // The two largest, without responders, leave out the nodes that the other four make the greatest.
    const sizes = [25, 25, 25, 25, 60, 60];
    const responders = [25, 25, 25, 25, 0, 0];
    const six = { nullRates: Array<number>(6).fill(0.2), mostPatients: 60, level: null };
    const laws = { mu: { mean: 0, sd: 5 }, tau: { kind: 'fixed', value: 0 } } as const;
    const [quick, whole] = [
      { by: 'bhm', ...laws } as const,
      { by: 'exnex', exchangeable: [{ ...laws, weight: 1 }] } as const,
    ].map((spec: BasketSpec) => {
      const out = basketPosteriors(6);
      createBasketAnalysis(spec, six).analyse(sizes, responders, out);
      return out;
    });
    for (let j = 0; j < 6; j++) {
      expect(quick.mean[j]).toBeCloseTo(whole.mean[j], 9);
      expect(quick.above[j]).toBeCloseTo(whole.above[j], 9);
    }
  });

  it('no heterogeneity pools; EXNEX alone does not borrow', () => {
    const same = at({ by: 'bhm', mu, tau: fixed(0) });
    for (const value of same.mean) expect(value).toBeCloseTo(same.mean[0], 8);
    // Each limit is found from its basket's own null rate, within 2e-5 of probability: measured 2.2e-5 between two.
    for (const key of ['lower', 'upper'] as const)
      for (const value of same[key]) expect(Math.abs(value - same[key][0])).toBeLessThan(4e-5);
    const whole = at({ by: 'bhm', mu, tau: fixed(0) }, [23, 20, 0, 0], [6, 5, 0, 0]);
    expect(same.mean[0]).toBeCloseTo(whole.mean[0], 10);
    const lone: BasketSpec = { by: 'exnex', exchangeable: [{ mu, weight: 0 }], alone: mu };
    expect(at(lone).mean[0]).toBeCloseTo(at(lone, [20, 1, 1, 1], [2, 1, 1, 1]).mean[0], 12);
    expect(at(lone).mean[0]).toBeCloseTo(
      at({ by: 'bhm', mu, tau: fixed(0) }, [20, 0, 0, 0], [2, 0, 0, 0]).mean[0],
      8,
    );
  });

  it('calibrated: tau from the data, posteriors those of that tau', () => {
    const [a, b] = [-2, 1.5];
    const found = at({ by: 'cbhm', mu, a, b });
    const tau = Math.exp((a + b * Math.log(homogeneity(n, x, 4))) / 2);
    const expected = at({ by: 'bhm', mu, tau: fixed(tau) });
    for (const key of ['mean', 'above'] as const)
      found[key].forEach((value, j) => void expect(value).toBeCloseTo(expected[key][j], 5));
    for (const key of ['lower', 'upper'] as const)
      found[key].forEach((value, j) => void expect(value).toBeCloseTo(expected[key][j], 5));
    // Equal rates: no heterogeneity.
    const equal = at({ by: 'cbhm', mu, a, b }, [20, 10, 10, 20], [4, 2, 2, 4]);
    const pooled = at({ by: 'bhm', mu, tau: fixed(0) }, [20, 10, 10, 20], [4, 2, 2, 4]);
    expect(equal.mean[0]).toBeCloseTo(pooled.mean[0], 10);
  });

  it('robust MAP with a source is the same as a donor basket of these data', () => {
    const source = at({ by: 'robust-map', mu, sources: [{ n: 20, x: 2 }], donors: [1] });
    const donor = at({ by: 'robust-map', mu, donors: [0, 1] });
    for (const j of [2, 3]) expect(source.above[j]).toBeCloseTo(donor.above[j], 7);
    expect(donor.mean[1]).toBeCloseTo(6 / 16, 12);
  });

  it('an empty basket is predicted from the others', () => {
    const { mean, lower, upper } = at({ by: 'bhm', mu });
    expect(mean[2]).toBeGreaterThan(mean[0]);
    expect(mean[2]).toBeLessThan(mean[3]);
    expect(upper[2] - lower[2]).toBeGreaterThan(upper[1] - lower[1]);
  });

  it('refusals', () => {
    const codes = (spec: BasketSpec) =>
      checkBasketAnalysis(spec, setting).map(({ code, path }) => `${code} ${path}`);
    expect(codes({ by: 'bhm', mu: { mean: 11, sd: 0 }, tau: { kind: 'half-normal', scale: 0 } })).toEqual([
      'logit-mean mu.mean',
      'logit-sd mu.sd',
      'tau-scale tau.scale',
    ]);
    expect(codes({ by: 'bhm', tau: { kind: 'inverse-gamma', shape: 0, scale: 1 } })).toEqual([
      'inverse-gamma tau.shape',
    ]);
    expect(codes({ by: 'bhm', tau: { kind: 'uniform', upper: 200 } })).toEqual(['tau-scale tau.upper']);
    expect(codes({ by: 'bhm', tau: fixed(-1) })).toEqual(['tau-scale tau.value']);
    expect(codes({ by: 'exnex', exchangeable: [] })).toEqual(['exchangeable-parts exchangeable']);
    expect(codes({ by: 'exnex', exchangeable: [{ weight: [0.5] }] })).toEqual(['by-basket exchangeable']);
    expect(codes({ by: 'exnex', exchangeable: [{ weight: 0.7 }, { weight: 0.4 }] })).toEqual([
      'exnex-weights exchangeable',
    ]);
    expect(codes({ by: 'exnex', alone: { mean: 0, sd: 99 } })).toEqual(['logit-sd alone[0].sd']);
    expect(codes({ by: 'cbhm', a: Number.NaN, b: 0 })).toEqual(['finite a', 'positive b']);
    expect(
      codes({ by: 'robust-map', weight: 2, vague: [0, 1], sources: [{ n: 3, x: 4 }], donors: [] }),
    ).toEqual(['share weight', 'prior-shape vague[0]', 'source sources[0]', 'donors donors']);
    const many = { ...setting, nullRates: Array(11).fill(0.2) };
    const two: BasketSpec = { by: 'exnex', exchangeable: [{ weight: 0.2 }, { weight: 0.2 }] };
    expect(checkBasketAnalysis(two, many)).toMatchObject([{ code: 'exchangeable-two' }]);
  });
});

describe('multisource exchangeability', () => {
  const n = [12, 20, 7, 15];
  const x = [1, 6, 3, 5];
  const [a, b] = [0.5, 0.5];
  const single = (j: number) => logBeta(a + x[j], b + n[j] - x[j]) - logBeta(a, b);
  const sum = (set: number[], of: number[]) => set.reduce((total, j) => total + of[j], 0);
  const together = (set: number[]) => logBeta(a + sum(set, x), b + sum(set, n) - sum(set, x)) - logBeta(a, b);
  const mean = (set: number[]) => (a + sum(set, x)) / (a + b + sum(set, n));
  const setting = { nullRates: [0.2, 0.2, 0.2, 0.2], mostPatients: 20, level: null };
  const all = [0, 1, 2, 3];

  it('pairs: every one of the 64 patterns by hand', () => {
    const pairs = all.flatMap((i) => all.filter((j) => j > i).map((j) => [i, j]));
    let total = 0;
    const sums = [0, 0, 0, 0];
    for (let pattern = 0; pattern < 64; pattern++) {
      const alike = (i: number, j: number) =>
        i === j ||
        ((pattern >> pairs.findIndex(([p, q]) => p === Math.min(i, j) && q === Math.max(i, j))) & 1) === 1;
      const rows = all.map((j) => all.filter((i) => alike(i, j)));
      const ties = pairs.filter(([i, j]) => alike(i, j)).length;
      const log = rows.reduce(
        (l, row) =>
          l + together(row) + all.filter((i) => !row.includes(i)).reduce((s, i) => s + single(i), 0),
        0,
      );
      const weight = Math.exp(log + 100) * 0.3 ** ties * 0.7 ** (6 - ties);
      total += weight;
      rows.forEach((row, j) => {
        sums[j] += weight * mean(row);
      });
    }
    const out = basketPosteriors(4);
    createBasketAnalysis({ by: 'mem', exchangeable: 0.3 }, setting).analyse(n, x, out);
    for (const j of all) expect(out.mean[j]).toBeCloseTo(sums[j] / total, 12);
  });

  it('partitions: every one of the 15 by hand', () => {
    const partitions = (left: number[]): number[][][] =>
      left.length === 0
        ? [[]]
        : partitions(left.slice(1)).flatMap((groups) => [
            [[left[0]], ...groups],
            ...groups.map((group, g) => groups.map((other, h) => (g === h ? [left[0], ...group] : other))),
          ]);
    let total = 0;
    const sums = [0, 0, 0, 0];
    const every = partitions(all);
    expect(every).toHaveLength(15);
    for (const groups of every) {
      const log = groups.reduce((l, group) => l + together(group), 0);
      const pairs = groups.reduce((m, { length }) => m + (length * (length - 1)) / 2, 0);
      const weight = Math.exp(log) * (0.3 / 0.7) ** pairs;
      total += weight;
      for (const group of groups) for (const j of group) sums[j] += weight * mean(group);
    }
    const out = basketPosteriors(4);
    createBasketAnalysis({ by: 'mem', exchangeable: 0.3, over: 'partitions' }, setting).analyse(n, x, out);
    for (const j of all) expect(out.mean[j]).toBeCloseTo(sums[j] / total, 12);
    expect(exchangeability(n, x, { over: 'partitions' })[1][3]).toBeCloseTo(
      exchangeability(n, x, { over: 'partitions' })[3][1],
      14,
    );
  });

  it('two baskets: pairs and partitions differ only in the square of the Bayes factor', () => {
    const two = exchangeability([12, 20], [1, 6]);
    const factor = Math.exp(together([0, 1]) - single(0) - single(1));
    expect(two[0][1]).toBeCloseTo(factor ** 2 / (1 + factor ** 2), 12);
    expect(exchangeability([12, 20], [1, 6], { over: 'partitions' })[0][1]).toBeCloseTo(
      factor / (1 + factor),
      12,
    );
  });

  it('intervals are quantiles of the mixture', () => {
    const out = basketPosteriors(4);
    createBasketAnalysis({ by: 'mem' }, { ...setting, level: 0.9 }).analyse(n, x, out);
    for (const key of ['lower', 'upper'] as const) {
      const at = basketPosteriors(4);
      createBasketAnalysis({ by: 'mem' }, { ...setting, nullRates: [...out[key]] }).analyse(n, x, at);
      for (const above of at.above) expect(above).toBeCloseTo(key === 'lower' ? 0.95 : 0.05, 6);
    }
  });

  it('refusals', () => {
    const codes = (spec: BasketSpec, baskets: number) =>
      checkBasketAnalysis(spec, { ...setting, nullRates: Array(baskets).fill(0.2) }).map(({ code }) => code);
    expect(codes({ by: 'mem', over: 'pairs' }, 9)).toEqual(['mem-baskets']);
    expect(codes({ by: 'mem' }, 9)).toEqual([]);
    expect(codes({ by: 'mem', over: 'partitions' }, 13)).toEqual(['mem-baskets']);
    expect(codes({ by: 'mem', exchangeable: 1 }, 3)).toEqual(['exchangeable']);
    expect(() => exchangeability(Array(9).fill(1), Array(9).fill(0), { over: 'pairs' })).toThrow(
      /8 baskets at most, got 9/,
    );
  });

  it('where not said, patterns of pairs to six baskets and partitions beyond', () => {
    for (const [baskets, over] of [
      [6, 'pairs'],
      [7, 'partitions'],
    ] as const) {
      const sizes = Array.from({ length: baskets }, (_, j) => 8 + j);
      const responders = Array.from({ length: baskets }, (_, j) => j);
      expect(exchangeability(sizes, responders)).toEqual(exchangeability(sizes, responders, { over }));
      const setting = { nullRates: Array<number>(baskets).fill(0.2), mostPatients: 20, level: null };
      const [plain, asked] = [{ by: 'mem' } as const, { by: 'mem', over } as const].map((spec) => {
        const out = basketPosteriors(baskets);
        createBasketAnalysis(spec, setting).analyse(sizes, responders, out);
        return [...out.above];
      });
      expect(plain).toEqual(asked);
    }
  });
});

describe('prune and pool', () => {
  const setting = { nullRates: [0.2, 0.2, 0.2], mostPatients: 10, level: 0.95 };
  const at = (spec: BasketSpec, n: number[], x: number[]) => {
    const out = basketPosteriors(3);
    createBasketAnalysis(spec, setting).analyse(n, x, out);
    return out;
  };

  it('prunes what does badly, pools the rest', () => {
    expect([...at({ by: 'prune-and-pool' }, [10, 10, 10], [0, 5, 4]).mean]).toEqual([
      1 / 12,
      10 / 22,
      10 / 22,
    ]);
  });

  it('does not pool what differs; always pools at level 0; nothing is pruned at 0', () => {
    const found = at({ by: 'prune-and-pool', prune: 0 }, [10, 10, 10], [0, 9, 9]);
    expect([...found.mean]).toEqual([1 / 12, 10 / 12, 10 / 12]);
    const pooledAll = at({ by: 'prune-and-pool', prune: 0, level: 0 }, [10, 10, 10], [0, 9, 9]);
    expect([...pooledAll.mean]).toEqual([19 / 32, 19 / 32, 19 / 32]);
    expect([
      ...at({ by: 'prune-and-pool', prune: 0, test: 'chi-square' }, [10, 10, 10], [0, 9, 9]).mean,
    ]).toEqual([...found.mean]);
  });

  it("Fisher's exact test of three and four baskets: fisher.test of R 4.2.2", () => {
    expect(fisherHomogeneity([7, 7, 7], [1, 0, 4], 3)).toBeCloseTo(0.0753354, 7);
    expect(fisherHomogeneity([20, 10, 0, 10], [2, 4, 0, 6], 4)).toBeCloseTo(0.0164781966, 7);
    expect(fisherHomogeneity([5, 5, 0], [0, 0, 0], 3)).toBe(1);
  });

  it('refusals', () => {
    const codes = (spec: BasketSpec) =>
      checkBasketAnalysis(spec, { ...setting, nullRates: Array(8).fill(0.2) }).map(
        ({ code, path }) => `${code} ${path}`,
      );
    expect(codes({ by: 'prune-and-pool', prune: 2, level: -1 })).toEqual([
      'share prune',
      'share level',
      'fisher-tables test',
    ]);
  });
});

describe('memory of pairs seen', () => {
  it('gives what the function gives, also when it has grown and when it is full', () => {
    let asked = 0;
    const sum = (n1: number, x1: number, n2: number, x2: number) => {
      asked++;
      return n1 * n2 + x1 * x2;
    };
    const kept = cachedByPair(100, sum);
    const kinds = Array.from({ length: 101 }, (_, n) =>
      Array.from({ length: n + 1 }, (_, x) => [n, x]),
    ).flat();
    expect(kinds.length).toBeGreaterThan(4096);
    for (let round = 0; round < 2; round++) {
      kinds.forEach(([n, x], i) => {
        const [m, y] = kinds[(i * 7) % kinds.length];
        expect(kept(n, x, m, y)).toBe(n * m + x * y);
      });
    }
    const before = asked;
    expect(kept(...([3, 2, 5, 1] as const))).toBe(kept(...([5, 1, 3, 2] as const)));
    expect(asked).toBeLessThanOrEqual(before + 1);
  });
});

describe('memory of counts seen', () => {
  it('gives what the analysis gives, the first and every other time', () => {
    const setting = { nullRates: [0.2, 0.3, 0.2], mostPatients: 9, level: 0.8 };
    const analysis = createBasketAnalysis({ by: 'fujikawa' }, setting);
    const cached = cachedAnalysis(analysis, false);
    const [found, expected] = [basketPosteriors(3), basketPosteriors(3)];
    for (let round = 0; round < 2; round++) {
      for (let i = 0; i < 500; i++) {
        const n = [i % 10, (i * 7) % 10, (i * 3) % 10];
        const x = n.map((m, j) => (i + j) % (m + 1));
        cached.analyse(n, x, found);
        analysis.analyse(n, x, expected);
        expect(found).toEqual(expected);
      }
    }
  });
});

describe('baskets that are treated alike', () => {
  it('may be told in any order', () => {
    const setting = { nullRates: [0.2, 0.2, 0.2, 0.2], mostPatients: 12, level: 0.9 };
    const analysis = createBasketAnalysis({ by: 'bhm' }, setting);
    const [n, x] = [
      [12, 5, 12, 0],
      [3, 1, 2, 0],
    ];
    const [found, turned] = [basketPosteriors(4), basketPosteriors(4)];
    analysis.analyse(n, x, found);
    for (const order of [
      [3, 2, 1, 0],
      [1, 3, 0, 2],
    ]) {
      analysis.analyse(
        order.map((j) => n[j]),
        order.map((j) => x[j]),
        turned,
      );
      for (const key of ['mean', 'above', 'lower', 'upper'] as const)
        expect(order.map((_, i) => turned[key][i])).toEqual(order.map((j) => found[key][j]));
    }
  });

  it('but not where an option or a null rate tells them apart', () => {
    const at = (spec: BasketSpec, nullRates: number[]) => {
      const analysis = createBasketAnalysis(spec, { nullRates, mostPatients: 12, level: null });
      const [found, turned] = [basketPosteriors(2), basketPosteriors(2)];
      analysis.analyse([12, 5], [3, 4], found);
      analysis.analyse([5, 12], [4, 3], turned);
      return [found.above[0], turned.above[1]];
    };
    const specs: [BasketSpec, number[]][] = [
      [{ by: 'bhm' }, [0.2, 0.1]],
      [{ by: 'robust-map', donors: [0] }, [0.2, 0.2]],
      [{ by: 'exnex', exchangeable: [{ weight: [0.2, 0.9] }] }, [0.2, 0.2]],
      [
        {
          by: 'exnex',
          alone: [
            { mean: 0, sd: 1 },
            { mean: -3, sd: 1 },
          ],
        },
        [0.2, 0.2],
      ],
    ];
    for (const [spec, nullRates] of specs) {
      const [first, second] = at(spec, nullRates);
      // Told in one order they would be the same number, to the last bit.
      expect(Math.abs(first - second)).toBeGreaterThan(1e-6);
    }
  });
});

describe('interim analyses by basket', () => {
  it('closes what is open, leaves what is closed', () => {
    const state = Uint8Array.of(BASKET.open, BASKET.open, BASKET.open, BASKET.claimed, BASKET.stopped);
    decideInterim([0.05, 0.5, 0.95, 0.01, 0.99], { futility: 0.1, efficacy: 0.9 }, state);
    expect([...state]).toEqual([BASKET.stopped, BASKET.open, BASKET.claimed, BASKET.claimed, BASKET.stopped]);
    decideInterim([0, 0, 1, 1, 1], { futility: null, efficacy: null }, state);
    expect([...state]).toEqual([BASKET.stopped, BASKET.open, BASKET.claimed, BASKET.claimed, BASKET.stopped]);
  });

  it('predictive probabilities: the beta-binomial law sums to 1; uniform prior, uniform responders', () => {
    expect(betaBinomialTail(0, 9, 4.2, 10.8)).toBe(1);
    expect(betaBinomialTail(10, 9, 4.2, 10.8)).toBe(0);
    for (let y = 1; y <= 9; y++) expect(betaBinomialTail(y, 9, 1, 1)).toBeCloseTo((10 - y) / 10, 12);
    const out = basketPosteriors(2);
    const setting = { nullRates: [0.2, 0.2], mostPatients: 24, level: null };
    const alone = createBasketAnalysis({ by: 'beta-binomial' }, setting);
    alone.analyse([15, 15], [3, 9], out);
    expect([...out.size]).toEqual([17, 17]);
    const needed = respondersNeeded(alone, [24, 1], 0.99);
    // P(rate > 0.2) of 10 in 24 is the first of at least 0.99; one patient is never enough.
    expect(needed).toEqual([10, 2]);
    const predicted = new Float64Array(2);
    predictiveProbabilities(out, [3, 9], [9, 9], [10, 9], predicted);
    expect(predicted[0]).toBeCloseTo(betaBinomialTail(7, 9, 4, 13), 12);
    expect(predicted[1]).toBe(1);
  });

  it('hierarchical posteriors are no beta laws: their predictive probabilities are NaN', () => {
    const out = basketPosteriors(2);
    createBasketAnalysis({ by: 'bhm' }, { nullRates: [0.2, 0.2], mostPatients: 9, level: null }).analyse(
      [9, 9],
      [3, 9],
      out,
    );
    const predicted = new Float64Array(2);
    predictiveProbabilities(out, [3, 9], [9, 9], [10, 12], predicted);
    expect([...predicted]).toEqual([Number.NaN, Number.NaN]);
  });
});

describe('every analysis at the ends', () => {
  const specs: BasketSpec[] = [
    { by: 'exact' },
    { by: 'beta-binomial' },
    { by: 'pooled' },
    { by: 'fujikawa' },
    { by: 'power-prior', global: 1 },
    { by: 'power-prior', weight: { kind: 'marginal-likelihood' } },
    { by: 'bhm' },
    { by: 'exnex' },
    { by: 'exnex', exchangeable: [{ weight: 0.3 }, { weight: 0.3 }] },
    { by: 'cbhm', a: -5, b: 3 },
    { by: 'robust-map' },
    { by: 'mem' },
    { by: 'mem', over: 'partitions' },
    { by: 'prune-and-pool' },
  ];
  const data: [number[], number[]][] = [
    [[10], [3]],
    [[0], [0]],
    [
      [0, 0],
      [0, 0],
    ],
    [
      [10, 10],
      [0, 10],
    ],
    [
      [40, 40, 40],
      [40, 40, 40],
    ],
    [
      [40, 40, 40],
      [0, 0, 0],
    ],
    [
      [40, 1, 1],
      [39, 0, 1],
    ],
  ];
  it.each(specs.map((spec) => [JSON.stringify(spec), spec] as const))(
    '%s: probabilities, in order',
    (_, spec) => {
      for (const [n, x] of data) {
        const out = basketPosteriors(n.length);
        const setting = { nullRates: n.map(() => 0.2), mostPatients: 40, level: 0.95 };
        createBasketAnalysis(spec, setting).analyse(n, x, out);
        n.forEach((size, j) => {
          for (const p of [out.above[j], out.lower[j], out.upper[j]]) {
            expect(p).toBeGreaterThanOrEqual(0);
            expect(p).toBeLessThanOrEqual(1);
          }
          expect(out.lower[j]).toBeLessThanOrEqual(out.upper[j]);
          if (spec.by !== 'exact' || size > 0) {
            expect(out.mean[j]).toBeGreaterThan(spec.by === 'exact' ? -1e-9 : 0);
            expect(out.mean[j]).toBeLessThanOrEqual(out.upper[j]);
          }
        });
      }
    },
  );
});

describe('what baskets borrow', () => {
  const n = [24, 10, 17];
  const x = [9, 1, 6];
  const told = (spec: BasketSpec) => {
    const out = { ...basketPosteriors(3), borrowed: new Float64Array(9) };
    const analysis = createBasketAnalysis(spec, { ...SETTING, borrowing: true });
    analysis.analyse(n, x, out);
    return { analysis, out };
  };

  it.each([
    { by: 'power-prior' },
    { by: 'power-prior', limited: true, weight: { kind: 'hellinger' } },
    { by: 'power-prior', donors: [0, 2] },
    { by: 'power-prior', global: 1 },
    { by: 'fujikawa', tau: 0.5 },
  ] as BasketSpec[])('%j: the posterior is the prior with these parts of the others', (spec) => {
    const { out } = told(spec);
    for (let j = 0; j < 3; j++) {
      let [a, b] = [1, 1];
      for (let i = 0; i < 3; i++) {
        const part = i === j ? 1 : out.borrowed[3 * j + i];
        const prior = spec.by === 'fujikawa' && i !== j ? part : 0;
        a += part * x[i] + prior;
        b += part * (n[i] - x[i]) + prior;
      }
      expect(out.size[j]).toBeCloseTo(a + b, 10);
      expect(out.mean[j]).toBeCloseTo(a / (a + b), 12);
    }
  });

  it('mem: the probability of being exchangeable, in whatever order baskets were seen before', () => {
    const { analysis, out } = told({ by: 'mem' });
    const matrix = exchangeability(n, x).flatMap((row, i) => row.map((p, j) => (i === j ? 0 : p)));
    out.borrowed.forEach((p, at) => {
      expect(p).toBeCloseTo(matrix[at], 12);
    });
    const turned = { ...basketPosteriors(3), borrowed: new Float64Array(9) };
    analysis.analyse([17, 24, 10], [6, 9, 1], turned);
    // The first is now the third of before, and so on.
    const place = [2, 0, 1];
    for (let i = 0; i < 3; i++)
      for (let j = 0; j < 3; j++)
        expect(turned.borrowed[3 * i + j]).toBe(out.borrowed[3 * place[i] + place[j]]);
  });
});
