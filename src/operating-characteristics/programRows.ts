import type { ColumnSums } from './columnSums.ts';
import { designRows } from './designRows.ts';
import type { ResultRow } from './result.ts';
import { row, type Subject } from './rows.ts';

/** Metrics of a program that a design does not have; the last two rest on the replicates that came to the step. */
const METRIC: Readonly<Record<string, string>> = {
  path: 'path probability',
  reached: 'probability of reaching',
  outcome: 'outcome probability given reached',
  replicates: 'replication probability',
};

/** Operating characteristics of a program; what it ends with is its claim. */
export function programRows(sums: ColumnSums, index: number, subject: Subject): ResultRow[] {
  const metric = METRIC[sums.columns[index].quantity];
  return metric === undefined
    ? designRows(sums, index, subject, null)
    : [row(subject, metric, sums.proportion(index))];
}
