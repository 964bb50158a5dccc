import type { Column } from '../trial/columns.ts';
import type { ColumnSums } from './columnSums.ts';
import { mean } from './monteCarlo.ts';
import type { ResultRow } from './result.ts';
import { row, type Subject } from './rows.ts';

const QUANTILES = [5, 50, 95];

/** Name of a metric of the replicates that end with a claim. */
const given = (metric: string, claim: string) => `${metric} given claim ${claim}`;

/**
 * Operating characteristics of a test's estimate in the replicates that end with a claim: `n` counts these. Bias, MSE, coverage, type M
 * and S errors come once for each estimand, whose value is the reference.
 */
export function claimRows(sums: ColumnSums, index: number, subject: Subject): ResultRow[] {
  const column = sums.columns[index];
  const of = column.estimator === undefined ? '' : ` (${column.estimator})`;
  const name = (metric: string) => given(`${metric}${of}`, column.claim as string);
  const against = column.estimand
    ? { value: column.estimand.value, kind: `estimand: ${column.estimand.name}` }
    : null;
  switch (column.quantity) {
    case 'estimate given claim':
    case 'adjusted estimate':
      return [
        row(subject, name('mean estimate'), sums.mean(index)),
        ...QUANTILES.flatMap((percent) => {
          const value = sums.quantile(index, percent / 100);
          return value ? [row(subject, name(`estimate quantile ${percent}`), value)] : [];
        }),
        ...biasRows(sums, index, subject, name('bias')),
      ];
    case 'squared error given claim':
    case 'adjusted squared error':
      return [row(subject, name('mse'), sums.mean(index), against)];
    case 'covers given claim':
    case 'adjusted covers':
      return [row(subject, name('coverage'), sums.proportion(index), against)];
    case 'exaggeration given claim':
      return [row(subject, name('type M error'), sums.mean(index), against)];
    case 'wrong sign given claim':
      return [row(subject, name('type S error'), sums.proportion(index), against)];
    default:
      return [];
  }
}

function biasRows(sums: ColumnSums, index: number, subject: Subject, metric: string): ResultRow[] {
  const { design, analysis, claim } = sums.columns[index];
  const moments = sums.moments(index);
  return sums.columns.flatMap((column: Column) =>
    column.quantity === 'covers given claim' &&
    column.design === design &&
    column.analysis === analysis &&
    column.claim === claim &&
    column.estimand
      ? [
          row(subject, metric, mean({ ...moments, mean: moments.mean - column.estimand.value }), {
            value: column.estimand.value,
            kind: `estimand: ${column.estimand.name}`,
          }),
        ]
      : [],
  );
}
