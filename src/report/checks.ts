import type { ResultRow, ScenarioResult } from '../operating-characteristics/result.ts';

/** A simulated value beside its closed form. */
export interface Check {
  row: ResultRow;
  /** Simulated minus closed form in Monte Carlo standard errors; null where the error is zero or unknown. */
  distance: number | null;
}

/**
 * All simulated values that have a closed form, the farthest first. A reference that is an estimand's true value is not one:
 * the distance to it is the bias or the coverage itself.
 */
export function checksOf(result: ScenarioResult): Check[] {
  const checks = result.rows.flatMap((row): Check[] => {
    if (row.reference === null || row.estimate === null) return [];
    if (row.reference_kind === '' || row.reference_kind.startsWith('estimand')) return [];
    return [
      {
        row,
        distance: row.mcse === null || row.mcse === 0 ? null : (row.estimate - row.reference) / row.mcse,
      },
    ];
  });
  return checks.sort((a, b) => Math.abs(b.distance ?? 0) - Math.abs(a.distance ?? 0));
}
