import { normalQuantile } from '../numeric/normal.ts';

/** An estimate from replicates with its Monte Carlo error: standard error and 95 % interval. */
export interface Estimated {
  readonly estimate: number | null;
  readonly mcse: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** Replicates that it rests on. */
  readonly n: number;
}

/** 97.5 % point of the standard normal: half-width of a 95 % Monte Carlo interval in standard errors. */
export const Z95 = normalQuantile(0.975);

const UNKNOWN: Estimated = { estimate: null, mcse: null, lower: null, upper: null, n: 0 };

/**
 * A proportion: MCSE sqrt(p (1 - p) / n), Wilson's score interval, which stays in [0, 1] and is no point at 0 or n.
 *
 * @param n replicates
 * @param z half-width of the interval in standard errors: 1.96 for 95 %
 * @example proportion(0.5, 100) // 0.5, MCSE 0.05, 0.4038 to 0.5962
 */
export function proportion(p: number, n: number, z = Z95): Estimated {
  if (n === 0) return UNKNOWN;
  const z2 = z * z;
  const centre = (p + z2 / (2 * n)) / (1 + z2 / n);
  const half = (z / (1 + z2 / n)) * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n));
  return {
    estimate: p,
    mcse: Math.sqrt((p * (1 - p)) / n),
    lower: Math.max(0, centre - half),
    upper: Math.min(1, centre + half),
    n,
  };
}

/** An estimate with a normal interval. @param mcse NaN (one replicate) is reported as unknown */
export function normalEstimate(estimate: number, mcse: number, n: number): Estimated {
  if (n === 0 || Number.isNaN(estimate)) return { ...UNKNOWN, n };
  if (!Number.isFinite(mcse)) return { estimate, mcse: null, lower: null, upper: null, n };
  return { estimate, mcse, lower: estimate - Z95 * mcse, upper: estimate + Z95 * mcse, n };
}

/**
 * A paired difference of two proportions, which lies in [-1, 1]. Where all replicates say the same its normal interval is a point,
 * which would call it certain: Wilson's bound w for what was never seen in n replicates stands in, -w to w where the two never
 * differ, and 1 - 2 w to 1 where one always has it and the other never (an opposite pair would count twice).
 *
 * @example pairedProportions({ mean: 1, variance: 0, n: 400 }) // 1, MCSE 0, 0.9810 to 1
 */
export function pairedProportions(moments: { mean: number; variance: number; n: number }): Estimated {
  const found = mean(moments);
  const { estimate, mcse, lower, upper, n } = found;
  if (estimate === null || mcse === null || lower === null || upper === null) return found;
  const unseen = proportion(0, n).upper!;
  const half = mcse > 0 ? 0 : unseen * (1 + Math.abs(estimate));
  return { ...found, lower: Math.max(-1, lower - half), upper: Math.min(1, upper + half) };
}

/** A mean of n replicates. */
export function mean({
  mean: estimate,
  variance,
  n,
}: {
  mean: number;
  variance: number;
  n: number;
}): Estimated {
  return normalEstimate(estimate, Math.sqrt(variance / n), n);
}

/**
 * A standard deviation over replicates; its MCSE s / sqrt(2 (n - 1)) takes the values as normal (Morris, White & Crowther,
 * Stat Med 2019;38:2074-2102, table 6).
 */
export function standardDeviation({ variance, n }: { variance: number; n: number }): Estimated {
  const sd = Math.sqrt(variance);
  return normalEstimate(sd, sd / Math.sqrt(2 * (n - 1)), n);
}
