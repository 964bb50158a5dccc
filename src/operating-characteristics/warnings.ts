import type { PointRun } from '../engine/run.ts';
import type { ColumnSums } from './columnSums.ts';

/** Counted troubles of a point, in words: nothing fails silently. */
export function warningsOf(run: PointRun, sums: ColumnSums): string[] {
  const where = Object.entries(run.point.values)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
  const place = where === '' ? '' : ` (${where})`;
  return sums.columns.flatMap((column, index) => {
    if (column.reference !== '' || column.look > 0) return [];
    const { n, mean } = sums.moments(index);
    const count = Math.round(n * mean);
    if (count === 0) return [];
    if (column.quantity === 'failed') {
      return [
        `${column.design}, ${column.analysis}${place}: no estimate in ${count} of ${n} trials; they count as not rejected where z is missing too, and are left out of bias and coverage.`,
      ];
    }
    if (column.quantity === 'unreached') {
      return [
        `${column.design}${place}: the events waited for never came in ${count} of ${n} trials; these were analysed at their last event.`,
      ];
    }
    return [];
  });
}
