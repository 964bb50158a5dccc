import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BINS,
  type Layout,
  layoutOf,
  mergeSums,
  momentsOf,
  type Summed,
} from '../../src/engine/accumulator.ts';
import { createAdder } from '../../src/engine/adder.ts';

const plain: Summed = { weight: -1, quantiles: false };
const wanted: Summed = { weight: -1, quantiles: true };

/** Sums of rows, in one go. */
function sumsOf(layout: Layout, rows: readonly (readonly number[])[]): Float64Array {
  const sums = new Float64Array(layout.length);
  createAdder(layout, blockOf(rows), sums)(rows.length);
  return sums;
}

/** Every other column stands as raw results do, row by row, the rest one after the other. */
function blockOf(rows: readonly (readonly number[])[]) {
  const columns = rows[0]?.length ?? 1;
  const capacity = rows.length;
  const each = Int32Array.from({ length: columns }, (_, j) => j);
  const from = each.map((j) => (j % 2 === 0 ? j : capacity * (columns + j)));
  const step = each.map((j) => (j % 2 === 0 ? columns : 1));
  const numbers = new Float64Array(capacity * 2 * columns).fill(Number.NaN);
  rows.forEach((row, r) => {
    row.forEach((value, j) => {
      numbers[from[j] + r * step[j]] = value;
    });
  });
  return { capacity, numbers, from, step };
}

const layout = (summed: readonly Summed[], rows: readonly (readonly number[])[]) =>
  layoutOf(summed, blockOf(rows));

const value = fc.oneof(
  fc.double({ min: -50, max: 1000, noNaN: true }),
  fc.constantFrom(0, 1, Number.NaN, Infinity),
);

describe('the sums of a column', () => {
  it('give count, mean and variance of the numbers that are there', () => {
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 0, max: 64 }),
        (values, pilot) => {
          const rows = values.map((x) => [x]);
          const known = values.filter(Number.isFinite);
          const where = layout([plain], rows.slice(0, pilot));
          const { n, mean, variance } = momentsOf(where, sumsOf(where, rows), 0);
          expect(n).toBe(known.length);
          if (n === 0) {
            expect(mean).toBeNaN();
            return;
          }
          const average = known.reduce((sum, x) => sum + x, 0) / n;
          const squares = known.reduce((sum, x) => sum + (x - average) ** 2, 0);
          // 60 terms below 1000: rounding of 1e-13 of the largest.
          expect(mean).toBeCloseTo(average, 9);
          if (n > 1) expect(Math.abs(variance - squares / (n - 1))).toBeLessThan(1e-7);
          else expect(variance).toBeNaN();
        },
      ),
      { seed: 21, numRuns: 300 },
    );
  });

  it('keep their digits far from zero, by an anchor from the pilot', () => {
    const rows = Array.from({ length: 1000 }, (_, i) => [1e9 + (i % 2)]);
    const anchored = layout([plain], rows.slice(0, 64));
    expect(momentsOf(anchored, sumsOf(anchored, rows), 0).variance).toBeCloseTo(250 / 999, 12);
  });

  it('are exact for a proportion', () => {
    const rows = Array.from({ length: 999 }, (_, i) => [i % 3 === 0 ? 1 : 0]);
    const where = layout([plain], rows.slice(0, 64));
    expect(where.anchors[0]).toBe(0);
    expect(momentsOf(where, sumsOf(where, rows), 0).mean).toBe(1 / 3);
  });

  it('count a conditional column only where its condition holds', () => {
    const rows = [
      [1, 5],
      [0, 100],
      [1, 7],
      [0, Number.NaN],
      [1, Number.NaN],
    ];
    const where = layout([plain, { weight: 0, quantiles: false }], rows);
    expect(where.anchors[1]).toBe(6);
    expect(momentsOf(where, sumsOf(where, rows), 1)).toEqual({ n: 2, mean: 6, variance: 2 });
    expect(momentsOf(where, sumsOf(where, rows), 0)).toMatchObject({ n: 5, mean: 0.6 });
  });

  it('do not count a conditional column where its condition could not be had', () => {
    const rows = [
      [1, 5],
      [Number.NaN, 7],
      [0, 9],
    ];
    const where = layout([plain, { weight: 0, quantiles: false }], rows);
    expect(momentsOf(where, sumsOf(where, rows), 1)).toMatchObject({ n: 1, mean: 5 });
  });

  it('of columns beside each other are each their own, to the last bit', () => {
    const summed = [
      plain,
      wanted,
      { weight: 0, quantiles: false },
      plain,
      { weight: 0, quantiles: true },
      plain,
    ];
    const row = fc.tuple(fc.constantFrom(0, 1, Number.NaN), ...summed.slice(1).map(() => value));
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 64 }), (rows) => {
        const where = layout(summed, rows);
        const sums = sumsOf(where, rows);
        summed.forEach(({ weight }, j) => {
          const known = rows.filter((one) => Number.isFinite(one[j]) && (weight < 0 || one[weight] === 1));
          const d = known.map((one) => one[j] - where.anchors[j]);
          const total = (terms: number[]) => terms.reduce((sum, term) => sum + term, 0);
          expect([...sums.slice(3 * j, 3 * j + 3)]).toEqual([d.length, total(d), total(d.map((x) => x * x))]);
        });
      }),
      { seed: 23, numRuns: 200 },
    );
  });

  it('of two batches are added entry by entry', () => {
    const rows = Array.from({ length: 100 }, (_, i) => [Math.sqrt(i), i % 2]);
    const where = layout([wanted, plain], rows.slice(0, 20));
    const total = sumsOf(where, rows.slice(0, 30));
    mergeSums(total, sumsOf(where, rows.slice(30)));
    const whole = sumsOf(where, rows);
    total.forEach((sum, i) => {
      // Terms of size 10, added in another order.
      expect(sum).toBeCloseTo(whole[i], 10);
    });
    expect(total.slice(6)).toEqual(whole.slice(6));
  });
});

describe('a histogram', () => {
  const bins = (where: Layout, sums: Float64Array) => sums.slice(3 * where.columns, 3 * where.columns + BINS);

  it('counts every number in its bin, what lies beyond in the end bins, what is none nowhere', () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 20, maxLength: 100 }), (values) => {
        const rows = values.map((x) => [x]);
        const where = layout([wanted], rows.slice(0, 10));
        const [{ low, width }] = where.histograms;
        const counts = bins(where, sumsOf(where, rows));
        const expected = new Float64Array(BINS);
        for (const x of values.filter(Number.isFinite)) {
          const bin = Math.floor((x - low) / width);
          const near = Math.abs((x - low) / width - Math.round((x - low) / width)) < 1e-9;
          // On a border rounding may decide: such values would make the test, not the code, fail.
          fc.pre(!near || bin >= BINS || bin < 0);
          expected[Math.max(0, Math.min(BINS - 1, bin))]++;
        }
        expect(counts).toEqual(expected);
      }),
      { seed: 22, numRuns: 200 },
    );
  });

  it('reaches 8 standard deviations of the pilot to either side of its mean', () => {
    const rows = [2, 4, 4, 4, 5, 5, 7, 9].map((x) => [x]);
    const [{ low, width }] = layout([wanted], rows).histograms;
    expect(low).toBeCloseTo(5 - 16, 12);
    expect(low + BINS * width).toBeCloseTo(5 + 16, 12);
  });

  it('holds a column that never changes, be it 1, 24.1 or 0', () => {
    for (const x of [1, 24.1, 0, -1]) {
      const rows = Array.from({ length: 64 }, () => [x]);
      const where = layout([wanted], rows);
      const counts = bins(where, sumsOf(where, rows));
      expect(counts[BINS / 2]).toBe(64);
      expect(momentsOf(where, sumsOf(where, rows), 0)).toEqual({ n: 64, mean: x, variance: 0 });
    }
  });
});
