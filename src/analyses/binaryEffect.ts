import type { Analysis } from './analysis.ts';
import type { BinaryInterval, ZeroCells } from './binaryOptions.ts';
import type { Better } from './direction.ts';
import { oddsRatio } from './oddsRatio.ts';
import { riskDifference } from './riskDifference.ts';
import { riskRatio } from './riskRatio.ts';
import type { TwoByTwo } from './twoByTwo.ts';

/** Measures of a binary effect; the ratios are reported as logs. */
export type BinaryMeasure = 'risk difference' | 'risk ratio' | 'odds ratio';

/** The effect reported beside a test that has none of its own (CMH, Fisher, exact unconditional). */
export interface BinaryEffectOptions {
  measure?: BinaryMeasure;
  /** Default `wald`. */
  confidence?: BinaryInterval;
  /** Default 0.95. */
  level?: number;
  better?: Better;
  zeroCells?: ZeroCells;
}

/**
 * The analysis of one measure, to be given another z by the test that reports it.
 *
 * @throws RangeError for Newcombe's interval of a ratio
 */
export function binaryEffect(tables: readonly TwoByTwo[], options: BinaryEffectOptions): Analysis {
  const { measure = 'risk difference', confidence, ...rest } = options;
  if (measure === 'risk difference') return riskDifference(tables, { ...rest, confidence });
  if (confidence === 'newcombe')
    throw new RangeError(
      `confidence: got newcombe with the ${measure}; it exists for the risk difference only. Use score, miettinen-nurminen or wald.`,
    );
  const analysis = measure === 'risk ratio' ? riskRatio : oddsRatio;
  return analysis(tables, { ...rest, confidence });
}
