import { describe, expect, it } from 'vitest';
import {
  type BasketSpec,
  basketPosteriors,
  checkBasketAnalysis,
  createBasketAnalysis,
  enumerateBaskets,
} from '../../src/index.ts';
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
      for (const key of ['mean', 'above', 'lower', 'upper'] as const)
        found[key].forEach((value, j) => void expect(value).toBeCloseTo(expected[key][j], 10));
    }
  });

  it('donors give and do not take', () => {
    const fixed = { kind: 'fixed', power: 0.5 } as const;
    const found = at({ by: 'power-prior', weight: fixed, donors: [0, 1] }, [20, 10, 6], [8, 2, 3]);
    expect(found.mean[0]).toBeCloseTo(9 / 22, 12);
    expect(found.mean[2]).toBeCloseTo((1 + 3 + 4 + 1) / (2 + 6 + 10 + 5), 12);
  });

  it('Fujikawa with a threshold of 1 borrows nothing', () => {
    const found = at({ by: 'fujikawa', tau: 1 }, [20, 10, 6], [8, 2, 3]);
    const alone = at({ by: 'beta-binomial' }, [20, 10, 6], [8, 2, 3]);
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
    expect(codes({ by: 'fujikawa', epsilon: 0, tau: 2 })).toEqual(['positive epsilon', 'share tau']);
    expect(
      codes({ by: 'power-prior', weight: { kind: 'calibrated', a: Number.NaN, b: 0 }, global: -1 }),
    ).toEqual(['finite weight.a', 'positive weight.b', 'positive global']);
    expect(codes({ by: 'power-prior', weight: { kind: 'fixed', power: 2 }, donors: [0, 1] })).toEqual([
      'share weight.power',
      'donors donors',
    ]);
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
