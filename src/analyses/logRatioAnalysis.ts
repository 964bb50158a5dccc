import { normalQuantile } from '../numeric/normal.ts';
import type { Analysis } from './analysis.ts';
import type { BinaryOptions } from './binaryOptions.ts';
import { directionSign } from './direction.ts';
import { logRatioLimit } from './scoreInterval.ts';
import { pooledScore, type ScoreStatistic } from './scoreStatistic.ts';
import type { TwoByTwo } from './twoByTwo.ts';
import { waldZ } from './waldZ.ts';

/** Of a log ratio: Newcombe's interval has no such form. */
export interface LogRatioOptions extends Omit<BinaryOptions, 'confidence'> {
  confidence?: 'wald' | 'score' | 'miettinen-nurminen';
}

/** Writes the log ratio and its standard error, with `add` in every cell. */
type LogRatioEstimator = (tables: readonly TwoByTwo[], add: number, out: Float64Array, at: number) => void;

/** The frame of risk ratio and odds ratio: estimator and score statistic are the parts that differ. */
export function logRatioAnalysis(
  tables: readonly TwoByTwo[],
  options: LogRatioOptions,
  estimator: LogRatioEstimator,
  scoreOf: (tables: readonly TwoByTwo[], corrected: boolean) => ScoreStatistic,
): Analysis {
  const { test = 'score', confidence = 'wald', margin = 0, zeroCells = 'fail' } = options;
  const sign = directionSign(options.better);
  const c = normalQuantile(1 - (1 - (options.level ?? 0.95)) / 2);
  const corrected = test === 'miettinen-nurminen';
  const score = scoreOf(tables, corrected);
  const pooled = pooledScore(tables, corrected);
  const inverted = scoreOf(tables, confidence === 'miettinen-nurminen');
  return (out, at) => {
    const pooledZ = pooled();
    if (Number.isNaN(pooledZ)) {
      out.fill(Number.NaN, at, at + 5);
      return;
    }
    estimator(tables, 0, out, at);
    // -Infinity, Infinity or, with nobody to compare, NaN: the score interval is open on that side, or on both.
    const raw = out[at + 1]!;
    if (!Number.isFinite(raw)) {
      if (zeroCells === 'half') estimator(tables, 0.5, out, at);
      else out[at + 1] = Number.NaN;
    }
    const estimate = out[at + 1]!;
    const se = out[at + 2]!;
    if (test === 'wald') out[at] = sign * waldZ(estimate - margin, se);
    else out[at] = sign * (margin === 0 ? pooledZ : score(margin));
    if (confidence === 'wald') {
      out[at + 3] = estimate - c * se;
      out[at + 4] = estimate + c * se;
    } else {
      const start = Number.isFinite(raw) ? raw : 0;
      const open = Number.isNaN(raw);
      out[at + 3] =
        open || raw < -Number.MAX_VALUE ? Number.NEGATIVE_INFINITY : logRatioLimit(inverted, c, start);
      out[at + 4] =
        open || raw > Number.MAX_VALUE ? Number.POSITIVE_INFINITY : logRatioLimit(inverted, -c, start);
    }
  };
}
