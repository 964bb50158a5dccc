import { describe, expect, it } from 'vitest';
import { gaussLegendre } from '../../src/numeric/gaussLegendre.ts';
import { normalDensity } from '../../src/numeric/normal.ts';
import { integrate } from '../../src/numeric/quadrature.ts';

describe('gaussLegendre', () => {
  it('has the nodes and weights of the tables (Abramowitz & Stegun 25.4)', () => {
    const { node, weight } = gaussLegendre(3);
    expect(node[2]).toBeCloseTo(0.774596669241483, 14);
    expect(Array.from(weight)).toEqual([5 / 9, 8 / 9, 5 / 9].map((w) => expect.closeTo(w, 14)));
    expect(gaussLegendre(20).node[19]).toBeCloseTo(0.993128599185095, 14);
  });

  it.each([1, 2, 5, 20, 64, 200])('of %d points is exact to degree 2 n - 1', (n) => {
    const { node, weight } = gaussLegendre(n);
    const degree = Math.min(2 * n - 2, 100);
    const sum = node.reduce((s, x, i) => s + weight[i] * x ** degree, 0);
    expect(Math.abs(sum - 2 / (degree + 1))).toBeLessThan(2e-14);
    expect(Math.abs(weight.reduce((s, w) => s + w, 0) - 2)).toBeLessThan(2e-14);
  });
});

describe('integrate', () => {
  const infinity = Number.POSITIVE_INFINITY;

  it.each<[string, number, number, (x: number) => number, number, number[]]>([
    ['a polynomial of degree 22, in one piece', -1, 1, (x) => x ** 22, 2 / 23, []],
    ['the normal density over the line', -infinity, infinity, normalDensity, 1, []],
    ['an upper tail', 2, infinity, normalDensity, 0.022750131948179195, []],
    ['a lower tail', -infinity, -2, normalDensity, 0.022750131948179195, []],
    ['a hump far from 0, its place given', -infinity, infinity, (x) => normalDensity(x - 500), 1, [500]],
    [
      'a restricted mean, 12 months at a hazard of 0.1',
      0,
      12,
      (t) => Math.exp(-t / 10),
      10 * (1 - Math.exp(-1.2)),
      [],
    ],
    ['a singular end', 0, 1, (x) => 1 / Math.sqrt(x), 2, []],
    ['a jump at a break', 0, 3, (x) => (x < 1 ? 1 : 5), 11, [1, 7]],
    ['backwards', 1, 0, (x) => x, -0.5, []],
    ['nothing', 2, 2, (x) => x, 0, []],
    ['zero', 0, 5, () => 0, 0, []],
  ])('%s, within its stated error', (_, lower, upper, f, expected, breaks) => {
    const { value, error } = integrate(f, lower, upper, { breaks });
    expect(Math.abs(value - expected)).toBeLessThanOrEqual(error + 1e-14 * Math.abs(expected));
    expect(error).toBeLessThanOrEqual(1e-10 * Math.abs(expected));
  });

  it.each<[string, (x: number) => number, number]>([
    ['a kink', (x) => Math.abs(x - 0.123), (0.123 ** 2 + 0.877 ** 2) / 2],
    ['a jump', (x) => (x < 0.3 ? 0 : 1), 0.7],
    ['an infinite slope', Math.sqrt, 2 / 3],
    ['a narrow peak', (x) => 1 / (1 + 1e4 * (x - 0.4) ** 2), (Math.atan(60) + Math.atan(40)) / 100],
    ['a wave', (x) => Math.sin(40 * x), (1 - Math.cos(40)) / 40],
  ])('states an error that bounds its own for %s, whatever was asked', (_, f, expected) => {
    for (const relative of [1, 0.1, 0.01, 1e-3, 1e-4, 1e-6, 1e-8]) {
      const { value, error } = integrate(f, 0, 1, { relative });
      expect(Math.abs(value - expected)).toBeLessThanOrEqual(error + 1e-15);
    }
  });

  it('spends less where less is asked', () => {
    const callsFor = (relative: number) => {
      let calls = 0;
      integrate(
        (x) => {
          calls++;
          return Math.abs(x - 0.123);
        },
        0,
        1,
        { relative },
      );
      return calls;
    };
    expect(callsFor(1e-3)).toBeLessThan(callsFor(1e-10));
  });

  it('says so when it cannot', () => {
    expect(() => integrate((x) => Math.sin(1e5 * x * x), 0, 9)).toThrow(
      /^integral not reached: .* after 2000 pieces/,
    );
    expect(() => integrate((x) => (x > 0.4 ? Number.NaN : 1), 0, 1)).toThrow(
      'integrand not finite between 0 and 1',
    );
  });
});
