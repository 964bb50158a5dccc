import { normalUpperTail } from '../numeric/normal.ts';
import { type Analysis, SLOT, SLOTS } from './analysis.ts';

/** An analysis of one data set, by name. */
export interface Comparison {
  /** > 0 favours experimental. */
  z: number;
  /** One-sided p-value, P(Z >= z). */
  p: number;
  /** Difference, or log ratio. */
  estimate: number;
  standardError: number;
  /** Confidence limits, on the scale of the estimate. */
  lower: number;
  upper: number;
}

/** Runs a kernel once and names its numbers. */
export function compareOnce(analysis: Analysis): Comparison {
  const out = new Float64Array(SLOTS);
  analysis(out, 0);
  return {
    z: out[SLOT.z]!,
    p: normalUpperTail(out[SLOT.z]!),
    estimate: out[SLOT.estimate]!,
    standardError: out[SLOT.standardError]!,
    lower: out[SLOT.lower]!,
    upper: out[SLOT.upper]!,
  };
}
