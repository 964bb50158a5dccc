import type { Assign, Ratio } from './assignment.ts';
import { coinLimits } from './coin.ts';

/**
 * Efron's biased coin, in one list or one a stratum: the arm that has fewer patients for its part of the ratio is drawn with
 * probability `probability`, and at balance each with its part.
 *
 * Source: Efron, Biometrika 1971;58:403-417 (there 1:1 and 2/3).
 *
 * @param probability in [1/2, 1]
 * @param strata number of strata; 1 = one list (`stratum` is not read)
 */
export function biasedCoin(ratio: Ratio, probability: number, strata: number): Assign {
  const { behind, level, ahead } = coinLimits(ratio, probability);
  const { experimental, control } = ratio;
  // control * n1 - experimental * n0: whole numbers, 0 at balance.
  const lead = new Int32Array(strata);
  return (stream, stratum, n, arm) => {
    lead.fill(0);
    for (let k = 0; k < n; k++) {
      const s = strata === 1 ? 0 : stratum[k];
      const d = lead[s];
      const limit = d < 0 ? behind : d > 0 ? ahead : level;
      const a = stream.next() >>> 0 < limit ? 1 : 0;
      arm[k] = a;
      lead[s] = d + (a === 1 ? control : -experimental);
    }
  };
}
