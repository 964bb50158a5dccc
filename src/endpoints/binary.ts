import type { Randomised } from './timeToEvent.ts';

/**
 * Responses by one word a patient: `response[k]` = 1 with the rate of the patient's class = group * 2 + arm. A patient who
 * responds at a rate responds at every higher one (common random numbers).
 */
export function binaryOutcome(
  rates: readonly number[],
): (patients: Randomised, words: Int32Array, response: Uint8Array) => void {
  const limits = Int32Array.from(rates, (rate) => Math.round(rate * 2147483648) - 1);
  return ({ n, group, arm }, words, response) => {
    for (let k = 0; k < n; k++) {
      response[k] = 1 - ((limits[group[k] * 2 + arm[k]] - (words[k] >>> 1)) >>> 31);
    }
  };
}
