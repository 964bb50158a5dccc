import type { Analysis } from './analysis.ts';
import { type BinaryMeasure, binaryEffect } from './binaryEffect.ts';
import type { BinaryOptions } from './binaryOptions.ts';
import { boschloo, type UnconditionalOrder } from './boschloo.ts';
import { cmh } from './cmh.ts';
import { type Comparison, compareOnce } from './comparison.ts';
import { fisherExact } from './fisherExact.ts';
import type { TwoByTwo } from './twoByTwo.ts';

export interface CompareRatesOptions extends BinaryOptions {
  /** Default `rates`: the test that `test` names, of the measure. */
  by?: 'rates' | 'cmh' | 'fisher' | 'boschloo';
  /** Default `risk difference`; for `cmh` `odds ratio`. */
  measure?: BinaryMeasure;
  /** Of `boschloo`. */
  order?: UnconditionalOrder;
}

/**
 * Compares two response rates from counts, with the kernels that the simulated trials run.
 *
 * @param tables one table, or one a stratum: patients n and responders x of the experimental (1) and control (0) arm
 * @throws RangeError for counts that are not whole or not within 0 <= x <= n, and for several strata in an exact test
 *
 * @example
 * compareRates([{ n1: 70, x1: 56, n0: 80, x0: 48 }], { confidence: 'miettinen-nurminen' })
 * // z 2.6502, p 0.0040, estimate 0.2, standardError 0.0727, lower 0.0528, upper 0.3382
 */
export function compareRates(tables: readonly TwoByTwo[], options: CompareRatesOptions = {}): Comparison {
  tables.forEach((table, s) => {
    checkArm(`tables[${s}]`, '1', table.n1, table.x1);
    checkArm(`tables[${s}]`, '0', table.n0, table.x0);
  });
  return compareOnce(analysisOf(tables, options));
}

function analysisOf(
  tables: readonly TwoByTwo[],
  { by = 'rates', order, ...options }: CompareRatesOptions,
): Analysis {
  if (by === 'cmh') return cmh(tables, options);
  if (by === 'fisher') return fisherExact(tables, options);
  if (by === 'boschloo') return boschloo(tables, { ...options, order });
  return binaryEffect(tables, options);
}

function checkArm(path: string, arm: string, n: number, x: number): void {
  if (!Number.isInteger(n) || n < 0)
    throw new RangeError(
      `${path}.n${arm}: got ${n}; patients are a whole number >= 0. Give counts, not rates.`,
    );
  if (!Number.isInteger(x) || x < 0 || x > n)
    throw new RangeError(
      `${path}.x${arm}: got ${x}; responders are a whole number from 0 to n${arm} = ${n}.`,
    );
}
