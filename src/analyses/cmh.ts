import { normalQuantile } from '../numeric/normal.ts';
import type { Analysis } from './analysis.ts';
import { type BinaryEffectOptions, binaryEffect } from './binaryEffect.ts';
import { directionSign } from './direction.ts';
import { satoDifference } from './mantelHaenszel.ts';
import { pooledScore } from './scoreStatistic.ts';
import type { TwoByTwo } from './twoByTwo.ts';

/**
 * Cochran-Mantel-Haenszel test over strata, without continuity correction, as z (its square is the usual chi-square).
 *
 * Reports by default the Mantel-Haenszel log odds ratio with the Robins-Breslow-Greenland standard error; as risk
 * difference the Mantel-Haenszel difference with Sato's standard error. The hypergeometric variance is that of
 * the Miettinen-Nurminen score test at no effect, so the two z are one. Strata with an empty arm are passed over.
 *
 * Source: Mantel & Haenszel, J Natl Cancer Inst 1959;22:719-748.
 *
 * @example
 * cmh([{ n1: 70, x1: 56, n0: 80, x0: 48 }]) // z 2.6413, estimate 0.9808 (log 8/3)
 */
export function cmh(tables: readonly TwoByTwo[], options: BinaryEffectOptions = {}): Analysis {
  const { measure = 'odds ratio', confidence = 'wald' } = options;
  const sign = directionSign(options.better);
  const z = pooledScore(tables, true);
  if (measure === 'risk difference' && confidence === 'wald') {
    const c = normalQuantile(1 - (1 - (options.level ?? 0.95)) / 2);
    return (out, at) => {
      satoDifference(tables, out, at);
      out[at] = sign * z();
      out[at + 3] = out[at + 1]! - c * out[at + 2]!;
      out[at + 4] = out[at + 1]! + c * out[at + 2]!;
    };
  }
  const effect = binaryEffect(tables, { ...options, measure });
  return (out, at) => {
    effect(out, at);
    out[at] = sign * z();
  };
}
