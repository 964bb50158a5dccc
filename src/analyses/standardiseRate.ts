import { SLOT, SLOTS } from './analysis.ts';
import { modelBasedRate } from './modelBasedRate.ts';
import { postStratified } from './postStratified.ts';

/** Responders of the patients of a stratum, and its weight in the target mix. */
export interface StratumRate {
  readonly patients: number;
  readonly responders: number;
  readonly weight: number;
}

/** A rate for the target mix with its standard error and limits. */
export interface StandardisedRate {
  readonly rate: number;
  readonly standardError: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * The response rate of a mix of strata (tumour types) that is not the trial's.
 *
 * @param by `post-stratified`: the observed rates, weighted; `model-based`: strata lean on each other as far as they are alike
 * @param level of the interval, in (0,1)
 * @returns NaN where nobody of any stratum was seen (post-stratified)
 * @example
 * standardiseRate([{ patients: 10, responders: 8, weight: 1 }, { patients: 10, responders: 3, weight: 3 }], 'post-stratified').rate // 0.425
 */
export function standardiseRate(
  strata: readonly StratumRate[],
  by: 'post-stratified' | 'model-based',
  level = 0.95,
): StandardisedRate {
  strata.forEach(({ patients, responders, weight }, s) => {
    const whole = Number.isInteger(patients) && Number.isInteger(responders);
    if (!whole || responders < 0 || responders > patients)
      throw new RangeError(
        `strata[${s}]: got ${responders} of ${patients}, whole numbers with 0 <= responders <= patients`,
      );
    if (!(weight >= 0)) throw new RangeError(`strata[${s}].weight: got ${weight}, a number of 0 or more`);
  });
  if (!strata.some(({ weight }) => weight > 0)) throw new RangeError('strata: one needs a weight above 0');
  const tables = strata.map(({ patients, responders }) => ({ n1: patients, x1: responders, n0: 0, x0: 0 }));
  // The rate that a test would hold it against cancels.
  const against = 0.5;
  const make = by === 'post-stratified' ? postStratified : modelBasedRate;
  const out = new Float64Array(SLOTS);
  make(tables, { weights: strata.map(({ weight }) => weight), rate: against, level })(out, 0);
  return {
    rate: out[SLOT.estimate] + against,
    standardError: out[SLOT.standardError],
    lower: out[SLOT.lower] + against,
    upper: out[SLOT.upper] + against,
  };
}
