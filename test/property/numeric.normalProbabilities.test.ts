import { describe, expect, it } from 'vitest';
import { bivariateNormalCdf, bivariateNormalUpper } from '../../src/numeric/bivariateNormal.ts';
import { multivariateNormal } from '../../src/numeric/multivariateNormal.ts';
import { normalCdf, normalUpperTail } from '../../src/numeric/normal.ts';

const infinity = Number.POSITIVE_INFINITY;
const equal = (n: number, r: number) =>
  Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? 1 : r)));

describe('bivariate normal', () => {
  it('has Sheppard orthants at 0: 1/4 + arcsin(r) / 2 pi', () => {
    for (let r = -1; r <= 1; r += 1 / 64) {
      const exact = 0.25 + Math.asin(r) / (2 * Math.PI);
      expect(Math.abs(bivariateNormalUpper(0, 0, r) - exact)).toBeLessThan(2e-16 * 4);
    }
  });

  it('is the product, the greater or the difference at r = 0, 1, -1', () => {
    expect(bivariateNormalUpper(1, 2, 0)).toBe(normalUpperTail(1) * normalUpperTail(2));
    expect(bivariateNormalUpper(1, 2, 1)).toBe(normalUpperTail(2));
    expect(bivariateNormalUpper(-1, -2, -1)).toBeCloseTo(normalCdf(2) - normalUpperTail(1), 15);
    expect(bivariateNormalUpper(1, 2, -1)).toBe(0);
  });

  it('takes infinite limits and splits the plane into four quadrants that sum to 1', () => {
    expect(bivariateNormalUpper(-infinity, 1, 0.5)).toBe(normalUpperTail(1));
    expect(bivariateNormalUpper(1, -infinity, 0.5)).toBe(normalUpperTail(1));
    expect(bivariateNormalUpper(infinity, 0, 0.5)).toBe(0);
    for (const r of [-0.97, -0.4, 0.1, 0.93]) {
      const quadrants =
        bivariateNormalUpper(0.4, -1.1, r) +
        bivariateNormalUpper(-0.4, -1.1, -r) +
        bivariateNormalUpper(0.4, 1.1, -r) +
        bivariateNormalCdf(0.4, -1.1, r);
      expect(Math.abs(quadrants - 1)).toBeLessThan(1e-15);
    }
  });
});

describe('multivariate normal', () => {
  it('is exact in one and two dimensions', () => {
    expect(multivariateNormal([-infinity], [1], [[1]])).toEqual({ probability: normalCdf(1), error: 1e-15 });
    const box = multivariateNormal([0, -1], [2, 1], equal(2, 0)).probability;
    expect(box).toBeCloseTo((normalCdf(2) - 0.5) * (2 * normalCdf(1) - 1), 15);
  });

  it('gives 0 for an empty box and the smaller problem for a variable that is the sum of others', () => {
    expect(multivariateNormal([0, 1, 0], [1, 1, 1], equal(3, 0.2)).probability).toBe(0);
    const doubled = [
      [1, 0.5, 1],
      [0.5, 1, 0.5],
      [1, 0.5, 1],
    ];
    const got = multivariateNormal([-infinity, -infinity, -infinity], [1, 1, 0.5], doubled);
    expect(Math.abs(got.probability - bivariateNormalCdf(0.5, 1, 0.5))).toBeLessThan(2 * got.error);
  });

  it('repeats itself and reports an error it could not bring down', () => {
    const ask = () =>
      multivariateNormal([0, 0, 0], [3, 3, 3], equal(3, 0.3), { error: 1e-12, evaluations: 20000 });
    expect(ask()).toEqual(ask());
    expect(ask().error).toBeGreaterThan(1e-12);
  });

  it.each([3, 4, 5, 8])('has the orthant 1 / (n + 1) at equal correlation 1/2, n = %d', (n) => {
    const got = multivariateNormal(Array(n).fill(0), Array(n).fill(infinity), equal(n, 0.5), { error: 1e-4 });
    expect(Math.abs(got.probability - 1 / (n + 1))).toBeLessThan(2 * got.error);
  });
});
