import { BINS, momentsOf } from '../engine/accumulator.ts';
import type { PointRun } from '../engine/engineOptions.ts';
import type { Column, Quantity } from '../trial/columns.ts';
import { type Estimated, mean, proportion, standardDeviation } from './monteCarlo.ts';
import { quantile } from './quantiles.ts';

/** What the replicates of a point say of each column, by its index. */
export interface ColumnSums {
  readonly columns: readonly Column[];
  moments(index: number): { n: number; mean: number; variance: number };
  mean(index: number): Estimated;
  proportion(index: number): Estimated;
  sd(index: number): Estimated;
  /** Null if the column has no histogram. */
  quantile(index: number, p: number): Estimated | null;
  /** Index of a design's column, -1 if it has none. */
  find(design: string, quantity: Quantity, analysis: string, reference?: string): number;
}

export function columnSums(run: PointRun): ColumnSums {
  const { layout, point } = run.compiled;
  const { columns } = point;
  const moments = (index: number) => momentsOf(layout, run.sums, index);
  return {
    columns,
    moments,
    mean: (index) => mean(moments(index)),
    proportion: (index) => proportion(moments(index).mean, moments(index).n),
    sd: (index) => standardDeviation(moments(index)),
    quantile(index, p) {
      const h = layout.histograms.findIndex((histogram) => histogram.column === index);
      if (h < 0) return null;
      // A bin is wider than a fixed calendar month.
      const { n, mean: value, variance } = moments(index);
      if (variance === 0) return { estimate: value, mcse: 0, lower: value, upper: value, n };
      const from = 3 * layout.columns + h * BINS;
      return quantile(layout.histograms[h], run.sums.subarray(from, from + BINS), p);
    },
    find: (design, quantity, analysis, reference = '') =>
      columns.findIndex(
        (column) =>
          column.design === design &&
          column.quantity === quantity &&
          column.analysis === analysis &&
          column.reference === reference &&
          column.look === 0,
      ),
  };
}
