import { normalQuantile } from '../../numeric/normal.ts';

/** A test of two response rates to be sized. */
export interface TwoRatesDesign {
  /** True response rates, experimental and control. */
  p1: number;
  p0: number;
  /** Patients experimental : control. */
  ratio: number;
  /** One-sided. */
  alpha: number;
  power: number;
}

export interface TwoRatesSizeOptions {
  /** Variance in the bound: pooled (default) or that of the true rates. */
  variance?: 'pooled' | 'unpooled';
  /** Adds what the continuity correction costs; default no. */
  continuity?: boolean;
}

/**
 * Patients in the control arm (times `ratio` in the experimental one) for a test of two rates. Not rounded.
 *
 * Source: Fleiss, Tytun & Ury, Biometrics 1980;36:343-346, with its continuity correction.
 *
 * @example twoRatesSize({ p1: 0.805, p0: 0.67, ratio: 1, alpha: 0.025, power: 0.9 }) // 221.14
 */
export function twoRatesSize(design: TwoRatesDesign, options: TwoRatesSizeOptions = {}): number {
  const { p1, p0, ratio, alpha, power } = design;
  const difference = Math.abs(p1 - p0);
  const pooled = (ratio * p1 + p0) / (ratio + 1);
  const variance = (p1 * (1 - p1)) / ratio + p0 * (1 - p0);
  const nullVariance = options.variance === 'unpooled' ? variance : pooled * (1 - pooled) * (1 + 1 / ratio);
  const root =
    (normalQuantile(1 - alpha) * Math.sqrt(nullVariance) + normalQuantile(power) * Math.sqrt(variance)) /
    difference;
  const n = root * root;
  if (!options.continuity) return n;
  return (n / 4) * (1 + Math.sqrt(1 + (2 * (ratio + 1)) / (n * ratio * difference))) ** 2;
}
