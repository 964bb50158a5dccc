import type { Analysis } from './analysis.ts';
import { type LogRatioOptions, logRatioAnalysis } from './logRatioAnalysis.ts';
import { mantelHaenszelLogOddsRatio } from './mantelHaenszel.ts';
import { logOddsRatioScore } from './scoreStatistic.ts';
import type { TwoByTwo } from './twoByTwo.ts';

/**
 * Odds ratio of response, experimental over control, on the log scale; Mantel-Haenszel over several tables.
 *
 * z: pooled score (default; the same statistic as that of the risk difference), Miettinen-Nurminen or Wald; a margin is a log odds ratio. Standard error: Woolf, over strata
 * Robins, Breslow & Greenland 1986. Interval: Wald; score (Cornfield's without continuity correction); Miettinen &
 * Nurminen 1985. A score limit may be infinite; for zero cells see `ZeroCells`.
 *
 * @example
 * oddsRatio([{ n1: 70, x1: 56, n0: 80, x0: 48 }])
 * // z 2.6502, estimate 0.9808 = log(8/3), standard error 0.3760, interval 0.2439 to 1.7178
 */
export function oddsRatio(tables: readonly TwoByTwo[], options: LogRatioOptions = {}): Analysis {
  return logRatioAnalysis(tables, options, mantelHaenszelLogOddsRatio, logOddsRatioScore);
}
