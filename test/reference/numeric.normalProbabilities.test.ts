import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bivariateNormalUpper } from '../../src/numeric/bivariateNormal.ts';
import { multivariateNormal } from '../../src/numeric/multivariateNormal.ts';

/** mvtnorm 1.1.3, its bivariate values held against R's integrate (test/reference/numeric/normalProbabilities.R). */
const reference: {
  bivariate: Record<'h' | 'k' | 'r' | 'upper', number[]>;
  cases: Record<
    string,
    { lower: (number | string)[]; upper: (number | string)[]; correlation: number[]; probability: number }
  >;
} = JSON.parse(readFileSync('test/reference/numeric/normalProbabilities.json', 'utf8'));

describe('bivariate normal upper orthants', () => {
  it('agree with mvtnorm to 1e-15 (measured 4e-16)', () => {
    const { h, k, r, upper } = reference.bivariate;
    const errors = upper.map((p, i) => Math.abs(bivariateNormalUpper(h[i], k[i], r[i]) - p));
    expect(errors.length).toBe(462);
    expect(Math.max(...errors)).toBeLessThan(1e-15);
  });
});

describe('multivariate normal probabilities', () => {
  it.each(Object.entries(reference.cases))(
    '%s: within the stated error of Miwa integration, itself good to 1e-7',
    (_, { lower, upper, correlation, probability }) => {
      const n = lower.length;
      const rows = Array.from({ length: n }, (_, i) => correlation.slice(i * n, (i + 1) * n));
      const got = multivariateNormal(lower.map(Number), upper.map(Number), rows, { error: 1e-5 });
      expect(got.error).toBeLessThanOrEqual(1e-5);
      // The stated error is 3 standard errors on 15 degrees of freedom; twice that is exceeded once in 1e5 lattices.
      expect(Math.abs(got.probability - probability)).toBeLessThan(2 * got.error + 1e-7);
    },
  );
});
