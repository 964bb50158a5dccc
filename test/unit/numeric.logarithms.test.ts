import { describe, expect, it } from 'vitest';
import { log1mexp, logSumExp } from '../../src/numeric/logarithms.ts';

describe('logSumExp', () => {
  it('neither overflows nor underflows', () => {
    expect(logSumExp([1000, 1000], 2)).toBe(1000 + Math.LN2);
    expect(logSumExp([-1000, -1001, 5], 2)).toBeCloseTo(-1000 + Math.log1p(Math.exp(-1)), 12);
    expect(logSumExp([Number.NEGATIVE_INFINITY, 3], 2)).toBe(3);
    expect(logSumExp([], 0)).toBe(Number.NEGATIVE_INFINITY);
  });
});

describe('log1mexp', () => {
  // log(1 - exp(-x)) = log x - x / 2 + x^2 / 24 - ... for small x, and -exp(-x) for great x.
  it.each([
    [1e-20, Math.log(1e-20)],
    [1e-6, Math.log(1e-6) - 5e-7],
    [Math.LN2, -Math.LN2],
    [1, Math.log(1 - Math.exp(-1))],
    [50, -Math.exp(-50)],
  ])('of %d', (x, expected) => {
    expect(Math.abs(log1mexp(x) / expected - 1)).toBeLessThan(1e-13);
  });
});
