import { normalQuantile } from '../numeric/normal.ts';

/**
 * Standard errors to either side of an estimate at a two-sided confidence level in (0,1). @example
 * criticalValue(0.95) // 1.959964
 */
export function criticalValue(level = 0.95): number {
  return normalQuantile(1 - (1 - level) / 2);
}

/**
 * Writes a log hazard ratio with its standard error and Wald limits, and as z the Wald z: a low hazard ratio
 * favours experimental.
 *
 * @param margin log hazard ratio that z is held against
 */
export function writeLogHazardRatio(
  out: Float64Array,
  at: number,
  logRatio: number,
  se: number,
  c: number,
  margin = 0,
): void {
  out[at] = (margin - logRatio) / se;
  out[at + 1] = logRatio;
  out[at + 2] = se;
  out[at + 3] = logRatio - c * se;
  out[at + 4] = logRatio + c * se;
}
