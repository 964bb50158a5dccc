import type { Column } from '../trial/columns.ts';
import type { ColumnSums } from './columnSums.ts';
import { type Estimated, mean, normalEstimate } from './monteCarlo.ts';
import type { ResultRow } from './result.ts';
import { type Reference, row, type Subject } from './rows.ts';

const QUANTILES = [5, 25, 50, 75, 95];
const DECISION_QUANTILES = [5, 50, 95];

/**
 * Operating characteristics that one column of a test stands for. Bias, coverage, MSE, type M and S errors come once for
 * each estimand, whose value is the reference.
 *
 * @param powers closed-form powers of the test; of a look, the probability of rejecting there; of a selection, that of going on
 */
export function testRows(
  sums: ColumnSums,
  index: number,
  subject: Subject,
  powers: readonly Reference[],
): ResultRow[] {
  const column = sums.columns[index];
  if (column.look > 0) return interimRows(sums, index, subject, powers[0]);
  const against = column.estimand
    ? { value: column.estimand.value, kind: `estimand: ${column.estimand.name}` }
    : null;
  switch (column.quantity) {
    case 'rejects': {
      const power = sums.proportion(index);
      const [own, ...others] = powers;
      return [
        row(subject, 'power', power, own),
        ...others.map((other) => row(subject, `power (${other.kind})`, power, other)),
      ];
    }
    case 'claims too much':
      return [row(subject, 'false pan-tumour claim', sums.proportion(index))];
    case 'rejects for harm':
      return [row(subject, 'rejection for harm', sums.proportion(index))];
    case 'z':
      return [row(subject, 'mean z', sums.mean(index))];
    case 'estimate':
      return [
        row(subject, 'mean estimate', sums.mean(index)),
        row(subject, 'empirical se', sums.sd(index)),
        ...QUANTILES.map((percent) =>
          row(subject, `estimate quantile ${percent}`, sums.quantile(index, percent / 100) as Estimated),
        ),
        ...biasRows(sums, index, subject),
      ];
    case 'standard error':
      return [row(subject, 'model se', sums.mean(index))];
    case 'information':
      return [row(subject, 'information', sums.mean(index))];
    case 'failed':
      return [row(subject, 'failed', sums.proportion(index))];
    case 'covers':
      return [row(subject, 'coverage', sums.proportion(index), against)];
    case 're-opened':
      return [row(subject, 'opened again', sums.proportion(index))];
    case 'months to decision':
      return [
        row(subject, 'months to decision', sums.mean(index)),
        ...DECISION_QUANTILES.flatMap((percent) => {
          const value = sums.quantile(index, percent / 100);
          return value ? [row(subject, `months to decision quantile ${percent}`, value)] : [];
        }),
      ];
    case 'selected':
      return [row(subject, 'selected', sums.proportion(index), powers[0])];
    case 'covers given selection':
      return [row(subject, 'coverage given selection', sums.proportion(index), against)];
    case 'squared error given selection':
      return [row(subject, 'mse given selection', sums.mean(index), against)];
    case 'estimate given selection':
      return selectionBias(sums, index, subject, 'bias given selection');
    case 'squared error':
      return [row(subject, 'mse', sums.mean(index), against)];
    case 'exaggeration':
      return [row(subject, 'type M error', sums.mean(index), against)];
    case 'repeated covers':
      return [row(subject, 'coverage (repeated)', sums.proportion(index), against)];
    case 'adjusted estimate':
      return adjustedRows(sums, index, subject);
    case 'adjusted squared error':
      return [row(subject, adjustedName('mse', column), sums.mean(index), against)];
    case 'adjusted covers':
      return [row(subject, adjustedName('coverage', column), sums.proportion(index), against)];
    case 'borrows':
      return [row(subject, 'borrowing', sums.mean(index))];
    case 'wrong sign':
      return [row(subject, 'type S error', sums.proportion(index), against)];
    default:
      return [];
  }
}

function interimRows(
  sums: ColumnSums,
  index: number,
  subject: Subject,
  reference: Reference | undefined,
): ResultRow[] {
  const { look, quantity } = sums.columns[index];
  switch (quantity) {
    case 'rejects':
      return [row(subject, `power at look ${look}`, sums.proportion(index))];
    case 'rejected at':
      return [row(subject, `rejected at look ${look}`, sums.proportion(index), reference)];
    case 'closed at':
      return [row(subject, `closed at look ${look}`, sums.proportion(index), reference)];
    case 'information':
      return [row(subject, `information at look ${look}`, sums.mean(index))];
    case 'estimate':
      return [row(subject, `mean estimate at look ${look}`, sums.mean(index))];
    default:
      return [];
  }
}

/** Intervals that are called otherwise than their estimate. */
const INTERVAL: Readonly<Record<string, string>> = { 'median-unbiased': 'stage-wise' };

/** Name of a metric of an adjusted estimate, under what it is conditional on. */
function adjustedName(metric: 'mean estimate' | 'bias' | 'mse' | 'coverage', { given, estimator }: Column) {
  const name = given === undefined ? metric : `${metric} given ${given}`;
  const of = estimator as string;
  return `${name} (${metric === 'coverage' ? (INTERVAL[of] ?? of) : of})`;
}

/** Mean and bias of an adjusted estimate; of the median-unbiased also the bias of the medians, beside that of the naive. */
function adjustedRows(sums: ColumnSums, index: number, subject: Subject): ResultRow[] {
  const column = sums.columns[index];
  const { design, analysis, given, estimator } = column;
  const all = sums.moments(index);
  const naive = sums.find(design, 'estimate', analysis);
  return [
    row(subject, adjustedName('mean estimate', column), mean(all)),
    ...estimandsOf(sums, index).flatMap(({ name, value }) => {
      const against = { value, kind: `estimand: ${name}` };
      const bias = row(
        subject,
        adjustedName('bias', column),
        mean({ ...all, mean: all.mean - value }),
        against,
      );
      if (given !== undefined || estimator !== 'median-unbiased') return [bias];
      const median = (of: number) => shifted(sums.quantile(of, 0.5) as Estimated, value);
      return [
        bias,
        row(subject, 'median bias', median(naive), against),
        row(subject, 'median bias (median-unbiased)', median(index), against),
      ];
    }),
  ];
}

const shifted = ({ estimate, lower, upper, ...rest }: Estimated, by: number): Estimated => {
  const less = (value: number | null) => (value === null ? null : value - by);
  return { ...rest, estimate: less(estimate), lower: less(lower), upper: less(upper) };
};

/** The true values that the estimate of a test is held against. */
function estimandsOf(sums: ColumnSums, index: number): NonNullable<Column['estimand']>[] {
  const { design, analysis } = sums.columns[index];
  return sums.columns.flatMap((column) =>
    column.design === design &&
    column.analysis === analysis &&
    column.quantity === 'covers' &&
    column.estimand
      ? [column.estimand]
      : [],
  );
}

/** Bias of an estimate among the replicates in which its population went on. */
function selectionBias(sums: ColumnSums, index: number, subject: Subject, metric: string): ResultRow[] {
  const all = sums.moments(index);
  return estimandsOf(sums, index).map(({ name, value }) =>
    row(subject, metric, mean({ ...all, mean: all.mean - value }), { value, kind: `estimand: ${name}` }),
  );
}

/** Bias, relative bias, and bias given a rejection, against every estimand of the test. */
function biasRows(sums: ColumnSums, index: number, subject: Subject): ResultRow[] {
  const { design, analysis } = sums.columns[index];
  const all = sums.moments(index);
  const rejected = sums.moments(sums.find(design, 'estimate given rejection', analysis));
  return estimandsOf(sums, index).flatMap(({ name, value }) => {
    const against = { value, kind: `estimand: ${name}` };
    const relative =
      Math.abs(value) < 1e-9
        ? []
        : [
            row(
              subject,
              'relative bias',
              normalEstimate(all.mean / value - 1, Math.sqrt(all.variance / all.n) / Math.abs(value), all.n),
              against,
            ),
          ];
    return [
      row(subject, 'bias', mean({ ...all, mean: all.mean - value }), against),
      ...relative,
      row(subject, 'bias given rejection', mean({ ...rejected, mean: rejected.mean - value }), against),
    ];
  });
}
