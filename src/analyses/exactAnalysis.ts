import type { Analysis } from './analysis.ts';
import { type BinaryEffectOptions, binaryEffect } from './binaryEffect.ts';
import { cachedByTable } from './tableCache.ts';
import type { TwoByTwo } from './twoByTwo.ts';

/** z of one table for "more responders on the experimental arm". */
export type ExactScore = (n1: number, x1: number, n0: number, x0: number) => number;

/**
 * The frame of the exact tests: an effect with its interval, and a z from an exact one-sided p-value, remembered by
 * table. Where fewer responders are better the arms change places, so the p-value is that of the other tail.
 *
 * @throws RangeError for several strata
 */
export function exactAnalysis(
  tables: readonly TwoByTwo[],
  options: BinaryEffectOptions,
  score: ExactScore,
): Analysis {
  if (tables.length !== 1)
    throw new RangeError(
      `tables: got ${tables.length} strata; an exact test takes one table. Use cmh for strata.`,
    );
  const table = tables[0]!;
  const lowerIsBetter = options.better === 'lower';
  const effect = binaryEffect(tables, options);
  const cached = cachedByTable(score);
  return (out, at) => {
    effect(out, at);
    const { n1, x1, n0, x0 } = table;
    if (n1 === 0 || n0 === 0) out[at] = Number.NaN;
    else out[at] = lowerIsBetter ? cached(n0, x0, n1, x1) : cached(n1, x1, n0, x0);
  };
}
