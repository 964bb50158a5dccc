import type { Analysis } from './analysis.ts';
import { type LogRatioOptions, logRatioAnalysis } from './logRatioAnalysis.ts';
import { mantelHaenszelLogRatio } from './mantelHaenszel.ts';
import { logRatioScore } from './scoreStatistic.ts';
import type { TwoByTwo } from './twoByTwo.ts';

/**
 * Ratio of response rates, experimental over control, on the log scale; Mantel-Haenszel over several tables.
 *
 * z: pooled score (default; the same statistic as that of the risk difference), Miettinen-Nurminen or Wald; a margin is a log ratio. Standard error: delta method (Greenland &
 * Robins 1985). Interval: Wald; score (Koopman, Biometrics 1984;40:513-517); Miettinen & Nurminen 1985. A score
 * limit may be infinite; for arms without responders see `ZeroCells`.
 *
 * @example
 * riskRatio([{ n1: 70, x1: 56, n0: 80, x0: 48 }])
 * // z 2.6502, estimate 0.2877 = log(4/3), standard error 0.1091, interval 0.0738 to 0.5015
 */
export function riskRatio(tables: readonly TwoByTwo[], options: LogRatioOptions = {}): Analysis {
  return logRatioAnalysis(tables, options, mantelHaenszelLogRatio, logRatioScore);
}
