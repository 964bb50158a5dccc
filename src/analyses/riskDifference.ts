import { normalQuantile } from '../numeric/normal.ts';
import type { Analysis } from './analysis.ts';
import type { BinaryOptions } from './binaryOptions.ts';
import { directionSign } from './direction.ts';
import { mantelHaenszelDifference } from './mantelHaenszel.ts';
import { differenceLimit } from './scoreInterval.ts';
import { differenceScore, pooledScore } from './scoreStatistic.ts';
import type { TwoByTwo } from './twoByTwo.ts';
import { waldZ } from './waldZ.ts';
import { wilsonDistance } from './wilson.ts';

/** Of the risk difference: everything but the handling of zero cells, which it does not need. */
export type RiskDifferenceOptions = Omit<BinaryOptions, 'zeroCells'>;

/**
 * Difference of response rates, experimental minus control; over several tables with Mantel-Haenszel weights n1 n0 / N.
 *
 * z: pooled score (default), Miettinen-Nurminen or Wald; with a margin the restricted-rate score of Farrington & Manning
 * (Stat Med 1990;9:1447-1454). Standard error: unpooled (Wald), whatever the interval. Interval: Wald; Newcombe's
 * hybrid score (method 10, Stat Med 1998;17:873-890; over strata its extension to weighted sums by Zou, Huang & Zhang,
 * Comput Stat Data Anal 2009;53:1080-1085); score, with (Miettinen & Nurminen, Stat Med 1985;4:213-226) or without
 * (Mee, Biometrics 1984;40:1175-1176) the factor N / (N - 1).
 *
 * Zero cells: nobody or everybody responded gives z = 0 and estimate 0; a Wald z without variance but with a difference is NaN;
 * a Wald interval may have length 0 (its known weakness, left to be seen in its coverage). No stratum with patients in both arms: all NaN.
 *
 * @example
 * riskDifference([{ n1: 70, x1: 56, n0: 80, x0: 48 }], { confidence: 'newcombe' })
 * // z 2.6502, estimate 0.2, standard error 0.0727, interval 0.0524 to 0.3339
 */
export function riskDifference(tables: readonly TwoByTwo[], options: RiskDifferenceOptions = {}): Analysis {
  const { test = 'score', confidence = 'wald', margin = 0 } = options;
  const sign = directionSign(options.better);
  const c = normalQuantile(1 - (1 - (options.level ?? 0.95)) / 2);
  if (tables.length === 1 && test === 'score' && confidence === 'wald' && margin === 0)
    return scoreWald(tables[0]!, sign, c);

  const corrected = test === 'miettinen-nurminen';
  const score = differenceScore(tables, corrected);
  const pooled = pooledScore(tables, corrected);
  const inverted = differenceScore(tables, confidence === 'miettinen-nurminen');
  return (out, at) => {
    mantelHaenszelDifference(tables, out, at);
    const estimate = out[at + 1]!;
    const se = out[at + 2]!;
    if (Number.isNaN(estimate)) {
      out.fill(Number.NaN, at, at + 5);
      return;
    }
    if (test === 'wald') out[at] = sign * waldZ(estimate - margin, se);
    else out[at] = sign * (margin === 0 ? pooled() : score(margin));
    if (confidence === 'wald') {
      out[at + 3] = estimate - c * se;
      out[at + 4] = estimate + c * se;
    } else if (confidence === 'newcombe') {
      out[at + 3] = estimate - hybridDistance(tables, c, -1);
      out[at + 4] = estimate + hybridDistance(tables, c, 1);
    } else {
      out[at + 3] = differenceLimit(inverted, c);
      out[at + 4] = differenceLimit(inverted, -c);
    }
  };
}

/** Score z and Wald interval of one table: the form that runs millions of times a second. */
function scoreWald(table: TwoByTwo, sign: number, c: number): Analysis {
  return (out, at) => {
    const { n1, x1, n0, x0 } = table;
    const n = n1 + n0;
    const m = x1 + x0;
    const product = n1 * n0;
    if (product === 0) {
      out.fill(Number.NaN, at, at + 5);
      return;
    }
    const cross = x1 * n0 - x0 * n1;
    const inverse = 1 / product;
    const estimate = cross * inverse;
    const spread = x1 * (n1 - x1) * n0 * n0 * n0 + x0 * (n0 - x0) * n1 * n1 * n1;
    const se = Math.sqrt(spread * inverse * inverse * inverse);
    out[at] = cross === 0 ? 0 : sign * cross * Math.sqrt(n / (product * m * (n - m)));
    out[at + 1] = estimate;
    out[at + 2] = se;
    out[at + 3] = estimate - c * se;
    out[at + 4] = estimate + c * se;
  };
}

/** Distance from the estimate to Newcombe's limit on `side` (-1 lower, 1 upper). */
function hybridDistance(tables: readonly TwoByTwo[], c: number, side: number): number {
  let weights = 0;
  let squares = 0;
  for (let s = 0; s < tables.length; s++) {
    const { n1, x1, n0, x0 } = tables[s]!;
    if (n1 === 0 || n0 === 0) continue;
    const weight = (n1 * n0) / (n1 + n0);
    const d1 = wilsonDistance(x1, n1, side * c);
    const d0 = wilsonDistance(x0, n0, -side * c);
    weights += weight;
    squares += weight * weight * (d1 * d1 + d0 * d0);
  }
  return Math.sqrt(squares) / weights;
}
