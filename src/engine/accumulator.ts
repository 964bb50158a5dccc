import { mean, standardDeviation } from 'simple-statistics';
import type { Block } from '../trial/recorder.ts';

/** Where the numbers of each column stand. */
export type Numbers = Pick<Block, 'capacity' | 'numbers' | 'from' | 'step'>;

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
export function layoutOf(summed: readonly Summed[], pilot: Numbers): Layout {
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
    const holds = weight < 0 ? null : columnOf(pilot, weight);
    const values =
      holds === null
        ? all
        : columnOf(pilot, j).filter((value, r) => Number.isFinite(value) && holds[r] === 1);
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

const columnOf = ({ numbers, capacity, from, step }: Numbers, j: number): number[] =>
  Array.from({ length: capacity }, (_, r) => numbers[from[j] + r * step[j]]);

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
