import { describe, expect, it } from 'vitest';
import { selectionCorrection } from '../../src/analyses/selectionCorrection.ts';
import { shrinkage } from '../../src/analyses/shrinkage.ts';
import { normalCdf, normalDensity } from '../../src/numeric/normal.ts';

const equal = (size: number, r: number) =>
  Array.from({ length: size }, (_, i) => Array.from({ length: size }, (__, j) => (i === j ? 1 : r)));

describe('correction for having been picked as the largest', () => {
  /** E of the largest of n independent standard normals, Harter, Biometrika 1961;48:151-165, table 1. */
  const LARGEST: readonly (readonly [number, number])[] = [
    [2, 0.56419],
    [3, 0.84628],
    [4, 1.02938],
    [8, 1.4236],
  ];
  it.each(LARGEST)('of %i equal ones is the expected largest, %d, times root(1 - r)', (size, expected) => {
    for (const r of [0, 0.5]) {
      const value = selectionCorrection(equal(size, r))(new Float64Array(size), size - 1);
      // Error of the lattice, measured: 0.0027 for four, 0.021 for eight.
      expect(Math.abs(value - expected * Math.sqrt(1 - r))).toBeLessThan(size > 4 ? 0.022 : 0.004);
    }
  });

  it('of a pair is the mean of a truncated normal', () => {
    for (const r of [0, 0.4, 0.8, 0.95]) {
      for (const lead of [0, 0.3, 1, 3]) {
        const sd = Math.sqrt(2 - 2 * r);
        const exact = (((1 - r) / sd) * normalDensity(lead / sd)) / normalCdf(lead / sd);
        const value = selectionCorrection(equal(2, r))(Float64Array.of(2, 2 - lead), 0);
        // Measured: 3.9e-4.
        expect(Math.abs(value - exact)).toBeLessThan(6e-4);
      }
    }
  });

  it('is nothing where there is no choice, and where all others are far behind', () => {
    expect(selectionCorrection([[1]])(Float64Array.of(3), 0)).toBe(0);
    expect(selectionCorrection(equal(3, 0))(Float64Array.of(9, 0, 0), 0)).toBeLessThan(1e-6);
  });

  it('does not look at tests without a z; one of its own without a z has none', () => {
    const three = selectionCorrection(equal(3, 0.3));
    const two = selectionCorrection(equal(2, 0.3));
    const left = three(Float64Array.of(1, Number.NaN, 0.5), 0);
    expect(Math.abs(left - two(Float64Array.of(1, 0.5), 0))).toBeLessThan(0.004);
    expect(three(Float64Array.of(Number.NaN, 1, 1), 0)).toBeNaN();
  });

  it('takes tests of all but the same patients', () => {
    expect(selectionCorrection(equal(2, 1))(Float64Array.of(1, 1), 0)).toBeLessThan(1e-3);
  });
});

describe('shrinkage towards the whole', () => {
  it('gives the whole where the scatter is less than chance, and almost the estimates where it is far more', () => {
    const little = shrinkage(2)(Float64Array.of(0.1, -0.1), Float64Array.of(1, 1), 0, Math.SQRT1_2);
    expect([...little.estimate]).toEqual([0, 0]);
    expect(little.standardError[0]).toBeCloseTo(Math.SQRT1_2, 12);
    const much = shrinkage(2)(Float64Array.of(50, -50), Float64Array.of(1, 1), 0, Math.SQRT1_2);
    expect(much.estimate[0]).toBeGreaterThan(49.98);
    expect(much.standardError[0]).toBeCloseTo(1, 3);
  });

  it('of one subgroup is the positive-part rule', () => {
    const [d, variance] = [1.5, 0.75];
    const { estimate } = shrinkage(1)(Float64Array.of(d), Float64Array.of(1), 0, 0.5);
    expect(estimate[0]).toBeCloseTo((1 - variance / d ** 2) * d, 12);
  });

  it('leaves out what has no estimate, and does not move what is the whole', () => {
    const with3 = shrinkage(3)(
      Float64Array.of(1, Number.NaN, -1),
      Float64Array.of(0.5, Number.NaN, 0.5),
      0,
      0.3,
    );
    const { estimate } = shrinkage(2)(Float64Array.of(1, -1), Float64Array.of(0.5, 0.5), 0, 0.3);
    expect([with3.estimate[0], with3.estimate[2]]).toEqual([...estimate]);
    expect(with3.estimate[1]).toBeNaN();
    expect(shrinkage(1)(Float64Array.of(0.4), Float64Array.of(0.2), 0.4, 0.2).estimate[0]).toBe(0.4);
    expect(shrinkage(1)(Float64Array.of(0.4), Float64Array.of(0.2), Number.NaN, 0.2).estimate[0]).toBeNaN();
  });
});
