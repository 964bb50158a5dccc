import type { ColumnSums } from './columnSums.ts';
import { designRows } from './designRows.ts';
import type { ResultRow } from './result.ts';
import { type Reference, row, type Subject } from './rows.ts';

/** Metrics of a program that a design does not have; the last two rest on the replicates that came to the step. */
const METRIC: Readonly<Record<string, string>> = {
  path: 'path probability',
  reached: 'probability of reaching',
  outcome: 'outcome probability given reached',
  replicates: 'replication probability',
};

const QUANTILES = [5, 50, 95];

/** Operating characteristics of a program; what it ends with is its claim. Months of a step rest on the replicates that came to it. */
export function programRows(
  sums: ColumnSums,
  index: number,
  subject: Subject,
  reference: Reference | null,
): ResultRow[] {
  const { quantity } = sums.columns[index];
  const metric = METRIC[quantity];
  if (metric !== undefined) return [row(subject, metric, sums.proportion(index), reference)];
  switch (quantity) {
    case 'months to step':
      return [row(subject, 'months to step', sums.mean(index))];
    case 'months to step end':
      return [
        row(subject, 'months to step end', sums.mean(index)),
        ...QUANTILES.flatMap((percent) => {
          const value = sums.quantile(index, percent / 100);
          return value ? [row(subject, `months to step end quantile ${percent}`, value)] : [];
        }),
      ];
    default:
      return designRows(sums, index, subject, reference);
  }
}
