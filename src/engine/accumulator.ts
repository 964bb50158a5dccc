import { mean, standardDeviation } from 'simple-statistics';
import type { Block } from '../trial/columns.ts';

/**
 * Sums over replicates, in one flat column of numbers that adds up: the sums of two runs of replicates are the sum of
 * their columns, entry by entry, so a batch crosses threads and files as it is, and merging in the order of the batches
 * gives the same bytes whoever computed them.
 *
 * Layout: column j of the row has [count, sum, sum of squares] at 3 j, of (value - anchor); then, for each column whose
 * quantiles are wanted, `BINS` counts over [low, low + BINS * width), values outside counted in the end bins.
 */
export interface Layout {
  readonly columns: number;
  /** For each column the one that must be 1 for it to count, -1 where there is none. */
  readonly weights: Int32Array;
  /** Near the column's mean: keeps digits in the sums of squares. */
  readonly anchors: Float64Array;
  readonly histograms: readonly Histogram[];
  /** Length of the column of sums. */
  readonly length: number;
}

export interface Histogram {
  readonly column: number;
  readonly low: number;
  readonly width: number;
}

export const BINS = 512;

/** Half-width of a histogram in standard deviations of the pilot. */
const REACH = 8;

/** What the sums must know of a column. */
export interface Summed {
  /** Column that must be 1 for this one to count, -1 = none. */
  readonly weight: number;
  readonly quantiles: boolean;
}

/**
 * Lays out the sums from a pilot, a full block of rows, which sets anchors and the histograms' ranges.
 */
export function layoutOf(summed: readonly Summed[], pilot: Pick<Block, 'rows' | 'capacity'>): Layout {
  const columns = summed.length;
  const anchors = new Float64Array(columns);
  const centres = new Float64Array(columns);
  const spreads = new Float64Array(columns);
  for (let j = 0; j < columns; j++) {
    const { weight } = summed[j];
    // A rare weight leaves few rows of the pilot: the range of a histogram is taken from all of them.
    const all = columnOf(pilot, j).filter(Number.isFinite);
    if (all.length === 0) continue;
    centres[j] = mean(all);
    spreads[j] = standardDeviation(all);
    const values =
      weight < 0
        ? all
        : columnOf(pilot, j).filter((value, r) => Number.isFinite(value) && columnOf(pilot, weight)[r] === 1);
    if (values.length === 0) continue;
    // Counts stay whole numbers, so that a proportion is exact.
    anchors[j] = values.every((value) => Math.abs(value) === 1 || value === 0) ? 0 : mean(values);
  }
  const quantiles = [...summed.keys()].filter((j) => summed[j].quantiles);
  const histograms = quantiles.map((column): Histogram => {
    const reach = spreads[column] > 0 ? REACH * spreads[column] : 0.5;
    return { column, low: centres[column] - reach, width: (2 * reach) / BINS };
  });
  const weights = Int32Array.from(summed, ({ weight }) => weight);
  return { columns, weights, anchors, histograms, length: 3 * columns + BINS * histograms.length };
}

const columnOf = ({ rows, capacity }: Pick<Block, 'rows' | 'capacity'>, j: number): number[] =>
  Array.from(rows.subarray(j * capacity, (j + 1) * capacity));

/**
 * Adds the rows of a block to `sums`, column by column: the sums of a column then stay in registers.
 *
 * @param rows numbers of column j from `j * capacity` on
 */
export function createAdder(
  layout: Layout,
  { rows, capacity }: Pick<Block, 'rows' | 'capacity'>,
  sums: Float64Array,
): (count: number) => void {
  const { columns, weights, anchors, histograms } = layout;
  const column = Int32Array.from(histograms, (h) => h.column);
  const low = Float64Array.from(histograms, (h) => h.low);
  const perUnit = Float64Array.from(histograms, (h) => 1 / h.width);
  const bins = 3 * columns;
  return (count) => {
    for (let j = 0; j < columns; j++) {
      if (weights[j] < 0) addAll(rows, j * capacity, count, anchors[j], sums, 3 * j);
      else addCounted(rows, j * capacity, weights[j] * capacity, count, anchors[j], sums, 3 * j);
    }
    for (let h = 0; h < column.length; h++) {
      addBins(
        rows,
        column[h] * capacity,
        weights[column[h]] * capacity,
        count,
        low[h],
        perUnit[h],
        sums,
        bins + h * BINS,
      );
    }
  };
}

/** Numbers of a column that always counts. */
function addAll(
  rows: Float64Array,
  from: number,
  count: number,
  anchor: number,
  sums: Float64Array,
  to: number,
): void {
  let n = 0;
  let sum = 0;
  let squares = 0;
  for (let i = from; i < from + count; i++) {
    const d = rows[i] - anchor;
    // False for NaN and infinities only, so that the branch is foreseen.
    if (d - d === 0) {
      n++;
      sum += d;
      squares += d * d;
    }
  }
  sums[to] += n;
  sums[to + 1] += sum;
  sums[to + 2] += squares;
}

/** Numbers that count where another column is 1. */
function addCounted(
  rows: Float64Array,
  from: number,
  weights: number,
  count: number,
  anchor: number,
  sums: Float64Array,
  to: number,
): void {
  let n = 0;
  let sum = 0;
  let squares = 0;
  for (let r = 0; r < count; r++) {
    const value = rows[from + r] - anchor;
    if (value - value === 0) {
      // No branch; a weight that could not be had (NaN) does not count.
      const weight = Number(rows[weights + r] === 1);
      const d = value * weight;
      n += weight;
      sum += d;
      squares += d * d;
    }
  }
  sums[to] += n;
  sums[to + 1] += sum;
  sums[to + 2] += squares;
}

/** @param weights place of the column that must be 1, below 0 where every number counts */
function addBins(
  rows: Float64Array,
  from: number,
  weights: number,
  count: number,
  low: number,
  perUnit: number,
  sums: Float64Array,
  to: number,
): void {
  for (let i = from; i < from + count; i++) {
    const value = rows[i];
    if (value - value !== 0) continue;
    const x = (value - low) * perUnit;
    const weight = weights < 0 ? 1 : rows[weights + i - from];
    sums[to + (x < 0 ? 0 : x < BINS - 1 ? x | 0 : BINS - 1)] += weight;
  }
}

/** Adds the sums of a later batch. */
export function mergeSums(total: Float64Array, batch: Float64Array): void {
  for (let i = 0; i < total.length; i++) total[i] += batch[i];
}

/** Count, mean and variance (denominator n - 1) of a column. */
export function momentsOf(
  layout: Layout,
  sums: Float64Array,
  column: number,
): { n: number; mean: number; variance: number } {
  const n = sums[3 * column];
  const shift = sums[3 * column + 1] / n;
  const squares = sums[3 * column + 2] - n * shift * shift;
  return {
    n,
    mean: layout.anchors[column] + shift,
    variance: n > 1 ? Math.max(0, squares) / (n - 1) : Number.NaN,
  };
}
