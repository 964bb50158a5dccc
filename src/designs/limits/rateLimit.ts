import type { TestSpec } from '../../scenario/model.ts';

/** Expected patients and responders of a stratum of a binary test, control [0] and experimental [1]. */
export interface RateTable {
  readonly patients: readonly [number, number];
  readonly responders: readonly [number, number];
}

/** What a test of rates estimates: its method says so, or for the others its `estimate`. */
export function binaryMeasure({ by, estimate }: TestSpec): 'risk difference' | 'risk ratio' | 'odds ratio' {
  if (by === 'risk-difference') return 'risk difference';
  if (by === 'risk-ratio') return 'risk ratio';
  if (by === 'odds-ratio') return 'odds ratio';
  return estimate as 'risk difference';
}

/**
 * Limits of the Mantel-Haenszel estimators (plain estimators with one stratum): risk difference, log risk ratio or log
 * odds ratio. With one allocation ratio in all strata the difference is the marginal one.
 */
export function rateLimit(
  measure: 'risk difference' | 'risk ratio' | 'odds ratio',
  tables: readonly RateTable[],
): number {
  let up = 0;
  let down = 0;
  let weights = 0;
  for (const { patients, responders } of tables) {
    const n = patients[0] + patients[1];
    if (patients[0] === 0 || patients[1] === 0) continue;
    const other =
      measure === 'odds ratio' ? [patients[0] - responders[0], patients[1] - responders[1]] : patients;
    up += (responders[1] * other[0]) / n;
    down += (responders[0] * other[1]) / n;
    weights += (patients[0] * patients[1]) / n;
  }
  return measure === 'risk difference' ? (up - down) / weights : Math.log(up / down);
}
