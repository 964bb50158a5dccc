import { describe, expect, it } from 'vitest';
import { bracketRoot, findRoot, RootError } from '../../src/numeric/roots.ts';

describe('findRoot', () => {
  it('finds roots to rounding, from either side and at the ends', () => {
    const square = (x: number) => x * x - 2;
    expect(Math.abs(findRoot(square, 0, 2) - Math.SQRT2)).toBeLessThan(1e-15);
    expect(Math.abs(findRoot(square, 2, 0) - Math.SQRT2)).toBeLessThan(1e-15);
    expect(findRoot((x) => x, 0, 5)).toBe(0);
    expect(findRoot((x) => x - 5, 0, 5)).toBe(5);
  });

  it('stops within the tolerance asked for, having asked less', () => {
    let calls = 0;
    const f = (x: number) => {
      calls++;
      return Math.exp(x) - 5;
    };
    const exact = findRoot(f, 0, 10);
    const all = calls;
    calls = 0;
    expect(Math.abs(findRoot(f, 0, 10, 1e-3) - exact)).toBeLessThan(1e-3);
    expect(calls).toBeLessThan(all);
  });

  it('takes steep, flat and jumping functions in few calls', () => {
    for (const [f, root] of [
      [(x: number) => (x - 1) ** 9, 1],
      [(x: number) => Math.atan(1e6 * (x - 0.3)), 0.3],
      [(x: number) => (x < 0.7 ? -1 : 1), 0.7],
      [(x: number) => 1e-200 * (x - 0.25), 0.25],
    ] as const) {
      let calls = 0;
      const found = findRoot(
        (x) => {
          calls++;
          return f(x);
        },
        -3,
        4,
        1e-9,
      );
      expect(Math.abs(found - root)).toBeLessThan(f(found) === 0 ? 0.02 : 2e-9);
      expect(calls).toBeLessThan(150);
    }
  });

  it('says where it stood when there is no change of sign or no number', () => {
    expect(() => findRoot((x) => x * x + 1, -1, 2)).toThrow('no change of sign: f(-1) = 2, f(2) = 5');
    expect(() => findRoot(() => 1e-200, 0, 1)).toThrow(RootError);
    expect(() => findRoot((x) => (x === 0 ? -1 : x === 4 ? 1 : Number.NaN), 0, 4)).toThrow('not a number');
  });
});

describe('bracketRoot', () => {
  it('grows towards the root on either side', () => {
    for (const root of [-1e6, -3, 0.5, 40, 1e9]) {
      const f = (x: number) => x - root;
      const [a, b] = bracketRoot(f, 0, 1);
      expect(f(a) <= 0 && f(b) >= 0).toBe(true);
    }
  });

  it('stays within its limits and says so when there is no root there', () => {
    const seen: number[] = [];
    const f = (x: number) => {
      seen.push(x);
      return x - 7;
    };
    expect(() => bracketRoot(f, 1, 2, 0, 5)).toThrow(
      'no change of sign within the limits: f(0) = -7, f(5) = -2',
    );
    expect(Math.min(...seen)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...seen)).toBeLessThanOrEqual(5);
  });
});
