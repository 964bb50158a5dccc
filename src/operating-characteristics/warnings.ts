import type { PointRun } from '../engine/engineOptions.ts';
import type { ColumnSums } from './columnSums.ts';
import type { ResultWarning } from './result.ts';

/** Quantities of a replicate that are 1 where something went wrong. */
const KIND: Readonly<Record<string, ResultWarning['kind']>> = {
  failed: 'no estimate',
  unreached: 'events not reached',
};

/** Counted troubles of a point. */
export function warningsOf(run: PointRun, sums: ColumnSums): ResultWarning[] {
  return sums.columns.flatMap(({ quantity, reference, look, design, analysis }, index) => {
    const kind = KIND[quantity];
    if (kind === undefined || reference !== '' || look > 0) return [];
    const { n, mean } = sums.moments(index);
    const count = n === 0 ? 0 : Math.round(n * mean);
    return count === 0 ? [] : [{ kind, point: run.point.index, design, analysis, count, n }];
  });
}
