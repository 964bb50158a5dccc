import {
  mantelHaenszelDifference,
  mantelHaenszelLogOddsRatio,
  mantelHaenszelLogRatio,
} from '../../analyses/mantelHaenszel.ts';
import type { TwoByTwo } from '../../analyses/twoByTwo.ts';
import { responseRate } from '../../endpoints/laws.ts';
import type { BinaryEndpoint, TestSpec } from '../../scenario/model.ts';
import { type ComparisonRow, followed } from './comparison.ts';
import type { DataCutLimit } from './dataCutLimit.ts';

/** Expected tables of a binary test, one a stratum: patients assessed by the cut and those with the outcome. */
export function expectedTables(
  endpoint: BinaryEndpoint,
  cut: DataCutLimit,
  rows: readonly ComparisonRow[],
): TwoByTwo[] {
  const tables: TwoByTwo[] = [];
  for (const row of rows) {
    tables[row.stratum] ??= { n1: 0, x1: 0, n0: 0, x0: 0 };
    const table = tables[row.stratum];
    followed(row, endpoint.assessedAt, cut).forEach((n, c) => {
      if (n === 0) return;
      const responders = n * responseRate(endpoint, cut.population.groups[c >> 1], (c & 1) as 0 | 1);
      table[row.arm === 1 ? 'n1' : 'n0'] += n;
      table[row.arm === 1 ? 'x1' : 'x0'] += responders;
    });
  }
  return tables;
}

/**
 * Estimate and standard error that a binary test finds in tables: the Mantel-Haenszel estimators of the measure that its
 * method names, or else its `estimate`. They are consistent, so in expected tables they give their own limits.
 */
export function rateEffect(
  { by, estimate }: TestSpec,
  tables: readonly TwoByTwo[],
): { estimate: number; standardError: number } {
  const out = new Float64Array(3);
  if (by === 'risk-ratio' || (by !== 'odds-ratio' && estimate === 'risk ratio')) {
    mantelHaenszelLogRatio(tables, 0, out, 0);
  } else if (by === 'odds-ratio' || (by !== 'risk-difference' && estimate === 'odds ratio')) {
    mantelHaenszelLogOddsRatio(tables, 0, out, 0);
  } else mantelHaenszelDifference(tables, out, 0);
  return { estimate: out[1], standardError: out[2] };
}
