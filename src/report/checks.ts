import type { ResultRow, ScenarioResult } from '../operating-characteristics/result.ts';
import { unitOf } from './metrics.ts';

/** A simulated value beside its closed form. */
export interface Check {
  row: ResultRow;
  /** Simulated minus closed form in Monte Carlo standard errors; null where the error is zero or unknown. */
  distance: number | null;
}

/** The row's MCSE; where it is zero because a share came out as 0 or 1, the one that the closed form implies for n replicates. */
function errorOf(row: ResultRow, reference: number): number {
  if (row.mcse !== null && row.mcse > 0) return row.mcse;
  const share = unitOf(row.metric) === 'proportion' && !row.metric.endsWith(' difference');
  return share && reference > 0 && reference < 1 ? Math.sqrt((reference * (1 - reference)) / row.n) : 0;
}

/**
 * All simulated values that have a closed form, the farthest first. A reference that is an estimand's true value is not one:
 * the distance to it is the bias or the coverage itself.
 */
export function checksOf(result: ScenarioResult): Check[] {
  const checks = result.rows.flatMap((row): Check[] => {
    if (row.reference === null || row.estimate === null) return [];
    if (row.reference_kind === '' || row.reference_kind.startsWith('estimand')) return [];
    const error = errorOf(row, row.reference);
    return [{ row, distance: error > 0 ? (row.estimate - row.reference) / error : null }];
  });
  return checks.sort((a, b) => Math.abs(b.distance ?? 0) - Math.abs(a.distance ?? 0));
}
