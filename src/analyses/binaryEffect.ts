import type { Analysis } from './analysis.ts';
import type { BinaryOptions } from './binaryOptions.ts';
import { oddsRatio } from './oddsRatio.ts';
import { riskDifference } from './riskDifference.ts';
import { riskRatio } from './riskRatio.ts';
import type { TwoByTwo } from './twoByTwo.ts';

/** Measures of a binary effect; the ratios are reported as logs. */
export type BinaryMeasure = 'risk difference' | 'risk ratio' | 'odds ratio';

/** The effect reported beside a test that has none of its own (CMH, Fisher, exact unconditional). */
export interface BinaryEffectOptions extends Omit<BinaryOptions, 'test' | 'margin'> {
  measure?: BinaryMeasure;
}

/**
 * The analysis of the measure named; a test with a z of its own overwrites the z.
 *
 * @throws RangeError for Newcombe's interval of a ratio
 */
export function binaryEffect(
  tables: readonly TwoByTwo[],
  options: BinaryEffectOptions & BinaryOptions,
): Analysis {
  const { measure = 'risk difference', confidence, ...rest } = options;
  if (measure === 'risk difference') return riskDifference(tables, { ...rest, confidence });
  if (confidence === 'newcombe')
    throw new RangeError(
      `confidence: got newcombe with the ${measure}; it exists for the risk difference only. Use score, miettinen-nurminen or wald.`,
    );
  const analysis = measure === 'risk ratio' ? riskRatio : oddsRatio;
  return analysis(tables, { ...rest, confidence });
}
