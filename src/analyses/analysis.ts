/**
 * The one form of every analysis: set up once, then called once a look.
 *
 * A factory (`logRank(tables)`, `riskDifference(tables, options)`) takes the reductions of the data that it reads
 * (risk tables, two-by-two tables, moments) and returns an `Analysis` that reads them as they stand and writes five
 * numbers to `out[at] .. out[at + 4]`. Nothing is allocated in the call.
 *
 * z > 0 favours the experimental arm for an endpoint where more is better, and for time-to-event; a hazard ratio is
 * reported as log hazard ratio (negative is benefit). A number that cannot be had (no events, a fit that did not
 * converge) is NaN, which the accumulators count as failed.
 */
export type Analysis = (out: Float64Array, at: number) => void;

/** Offsets of the five numbers. */
export const SLOT = { z: 0, estimate: 1, standardError: 2, lower: 3, upper: 4 } as const;

/** Numbers written by an analysis. */
export const SLOTS = 5;
