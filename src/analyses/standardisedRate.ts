import type { Better } from './direction.ts';

/** What a rate standardised to a target mix is computed from, beside the tables of its strata. */
export interface StandardisedRateOptions {
  /** Weight of each stratum in the target mix, in the order of the tables; they need not sum to 1. */
  weights: readonly number[];
  /** Rate that it is held against, in (0,1). */
  rate: number;
  /** Default `higher`. */
  better?: Better;
  /** Default 0.95. */
  level?: number;
}

/** Writes rate less the fixed rate with its standard error, Wald limits kept in [0, 1], and their ratio as z. */
export function writeStandardised(
  out: Float64Array,
  at: number,
  estimate: number,
  se: number,
  rate: number,
  sign: 1 | -1,
  c: number,
): void {
  out[at] = (sign * (estimate - rate)) / se;
  out[at + 1] = estimate - rate;
  out[at + 2] = se;
  out[at + 3] = Math.max(0, estimate - c * se) - rate;
  out[at + 4] = Math.min(1, estimate + c * se) - rate;
}
