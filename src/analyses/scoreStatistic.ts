import {
  restrictedRateOfDifference,
  restrictedRateOfOddsRatio,
  restrictedRateOfRatio,
} from './restrictedRates.ts';
import type { TwoByTwo } from './twoByTwo.ts';

/** z of "the effect is `effect`" (a difference or a log ratio): falls as the effect grows. */
export type ScoreStatistic = (effect: number) => number;

/**
 * Score statistics over one or several strata (Miettinen & Nurminen 1985, Stat Med 4:213-226).
 *
 * Risk difference and ratio: sum of w (p1 - p1 under the null) over the root of the sum of w^2 V, with
 * Mantel-Haenszel weights w = n1 n0 / N and V from the restricted rates. Odds ratio: the efficient score, observed minus
 * expected responders over the root of its information. `corrected` multiplies V by N / (N - 1) in each stratum.
 * A stratum with an empty arm says nothing and is passed over. 0 over 0 (nobody or everybody responded) is 0: such
 * data speak for neither arm.
 */

/**
 * At no effect all three measures have the same statistic: the pooled two-proportion z; with `corrected` it is the
 * Cochran-Mantel-Haenszel z without continuity correction. NaN if no stratum has patients in both arms.
 */
export function pooledScore(tables: readonly TwoByTwo[], corrected: boolean): () => number {
  const less = corrected ? 1 : 0;
  return () => {
    let numerator = 0;
    let variance = 0;
    let compared = false;
    for (let s = 0; s < tables.length; s++) {
      const { n1, x1, n0, x0 } = tables[s]!;
      if (n1 === 0 || n0 === 0) continue;
      compared = true;
      const n = n1 + n0;
      const m = x1 + x0;
      numerator += (x1 * n0 - x0 * n1) / n;
      variance += (n1 * n0 * m * (n - m)) / (n * n * (n - less));
    }
    return compared ? ratioOfRoot(numerator, variance) : Number.NaN;
  };
}

export function differenceScore(tables: readonly TwoByTwo[], corrected: boolean): ScoreStatistic {
  return (difference) => {
    let numerator = 0;
    let variance = 0;
    for (let s = 0; s < tables.length; s++) {
      const table = tables[s]!;
      const { n1, x1, n0, x0 } = table;
      if (n1 === 0 || n0 === 0) continue;
      const p0 = restrictedRateOfDifference(table, difference);
      const p1 = p0 + difference;
      const n = n1 + n0;
      const weight = (n1 * n0) / n;
      numerator += weight * (x1 / n1 - x0 / n0 - difference);
      const v = (p1 * (1 - p1)) / n1 + (p0 * (1 - p0)) / n0;
      variance += weight * weight * (corrected ? (v * n) / (n - 1) : v);
    }
    return ratioOfRoot(numerator, variance);
  };
}

export function logRatioScore(tables: readonly TwoByTwo[], corrected: boolean): ScoreStatistic {
  return (logRatio) => {
    const ratio = Math.exp(logRatio);
    let numerator = 0;
    let variance = 0;
    for (let s = 0; s < tables.length; s++) {
      const table = tables[s]!;
      const { n1, x1, n0, x0 } = table;
      if (n1 === 0 || n0 === 0) continue;
      const p0 = restrictedRateOfRatio(table, ratio);
      const p1 = ratio * p0;
      const n = n1 + n0;
      const weight = (n1 * n0) / n;
      numerator += weight * (x1 / n1 - (ratio * x0) / n0);
      const v = (p1 * (1 - p1)) / n1 + (ratio * ratio * p0 * (1 - p0)) / n0;
      variance += weight * weight * (corrected ? (v * n) / (n - 1) : v);
    }
    return ratioOfRoot(numerator, variance);
  };
}

export function logOddsRatioScore(tables: readonly TwoByTwo[], corrected: boolean): ScoreStatistic {
  return (logOddsRatio) => {
    const oddsRatio = Math.exp(logOddsRatio);
    let numerator = 0;
    let variance = 0;
    for (let s = 0; s < tables.length; s++) {
      const table = tables[s]!;
      const { n1, x1, n0 } = table;
      if (n1 === 0 || n0 === 0) continue;
      const p0 = restrictedRateOfOddsRatio(table, oddsRatio);
      const p1 = (p0 * oddsRatio) / (1 + p0 * (oddsRatio - 1));
      const n = n1 + n0;
      numerator += x1 - n1 * p1;
      const v1 = n1 * p1 * (1 - p1);
      const v0 = n0 * p0 * (1 - p0);
      const v = v1 + v0 > 0 ? (v1 * v0) / (v1 + v0) : 0;
      variance += corrected ? (v * n) / (n - 1) : v;
    }
    return ratioOfRoot(numerator, variance);
  };
}

function ratioOfRoot(numerator: number, variance: number): number {
  // Rounding of a rate next to 0 or 1 can leave a variance just below 0.
  return numerator === 0 ? 0 : numerator / Math.sqrt(Math.max(0, variance));
}
