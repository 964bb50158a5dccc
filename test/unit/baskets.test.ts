import { describe, expect, it } from 'vitest';
import { basketPosteriors, checkBasketAnalysis, createBasketAnalysis } from '../../src/index.ts';
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
