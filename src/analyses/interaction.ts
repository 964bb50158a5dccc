import { type Analysis, SLOTS } from './analysis.ts';
import { type Better, directionSign } from './direction.ts';
import { criticalValue } from './waldInterval.ts';
import { waldZ } from './waldZ.ts';

export interface InteractionOptions {
  /** Of the effect that the analyses estimate: a log hazard ratio is better `lower`. Default `higher`. */
  better?: Better;
  /** Confidence level, in (0,1). Default 0.95. */
  level?: number;
}

/**
 * Treatment-by-marker interaction from the analyses of two groups that share no patient: difference of their
 * estimates a - b, for log ratios the log of the ratio of ratios, with the pooled standard error sqrt(se_a^2
 * + se_b^2). z > 0: the benefit is larger in `a`.
 *
 * NaN where either analysis has no estimate.
 *
 * Source: Altman & Bland, BMJ 2003;326:219.
 *
 * @param a analysis of the marker-positive
 * @param b analysis of the marker-negative
 *
 * @example
 * // hazard ratios 0.48 in M+ (se 0.14), 2.85 in M- (se 0.17)
 * interaction(positive, negative, { better: 'lower' }) // z 8.09, estimate -1.781, standard error 0.2202
 */
export function interaction(a: Analysis, b: Analysis, options: InteractionOptions = {}): Analysis {
  const sign = directionSign(options.better);
  const c = criticalValue(options.level);
  const parts = new Float64Array(2 * SLOTS);
  return (out, at) => {
    a(parts, 0);
    b(parts, SLOTS);
    const estimate = parts[1] - parts[SLOTS + 1];
    const se = Math.sqrt(parts[2] * parts[2] + parts[SLOTS + 2] * parts[SLOTS + 2]);
    out[at] = sign * waldZ(estimate, se);
    out[at + 1] = estimate;
    out[at + 2] = se;
    out[at + 3] = estimate - c * se;
    out[at + 4] = estimate + c * se;
  };
}
