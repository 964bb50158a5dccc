import type { Assign, Ratio } from './assignment.ts';
import { coinLimits } from './coin.ts';

/**
 * How the imbalances that a choice would leave are added up over the factors of the next patient. With d the lead of the
 * experimental arm in his level of a factor, in patients for each part of the ratio: `range` |d|; `variance` d^2; `marginal` d with
 * its sign (Taves: the arm with the smaller sum of marginal totals is behind).
 */
export type ImbalanceMeasure = 'range' | 'variance' | 'marginal';

/** What is balanced. */
export interface MinimisationFactors {
  /** Level of each factor by stratum, stride `weights.length`; levels are numbered through all factors from 0. */
  readonly levelOf: Int32Array;
  readonly levels: number;
  /** Weight of each factor in the sum, > 0. */
  readonly weights: Float64Array;
}

/** Sums this near each other are equal: weights are decimals. */
const TIE = 1e-9;

/**
 * Minimisation: the next patient's factors are looked up in the margins of those before him, and the arm that would leave
 * less imbalance is drawn with probability `probability` (see `coinLimits`); where both would leave the same, each with its part of the ratio.
 *
 * Sources: Pocock & Simon, Biometrics 1975;31:103-115 (`range`, `variance`); Taves, Clin Pharmacol Ther 1974;15:443-453 (`marginal`); unequal
 * ratios by counts over parts as in Han, Enas & McEntegart, Stat Med 2009;28:3329-3346.
 *
 * @param probability in [1/2, 1]
 */
export function minimisation(
  ratio: Ratio,
  probability: number,
  measure: ImbalanceMeasure,
  { levelOf, levels, weights }: MinimisationFactors,
): Assign {
  const { behind, level, ahead } = coinLimits(ratio, probability);
  const { experimental, control } = ratio;
  const factors = weights.length;
  // control * n1 - experimental * n0 in every level of every factor.
  const lead = new Float64Array(levels);
  const gain = gainOf[measure];
  return (stream, stratum, n, arm) => {
    lead.fill(0);
    for (let k = 0; k < n; k++) {
      const at = stratum[k] * factors;
      let difference = 0;
      for (let f = 0; f < factors; f++) {
        difference += weights[f] * gain(lead[levelOf[at + f]], control, experimental);
      }
      const limit = difference < -TIE ? behind : difference > TIE ? ahead : level;
      const a = stream.next() >>> 0 < limit ? 1 : 0;
      arm[k] = a;
      const step = a === 1 ? control : -experimental;
      for (let f = 0; f < factors; f++) lead[levelOf[at + f]] += step;
    }
  };
}

/** Imbalance of a level if the patient goes to the experimental arm, less that if he goes to control. */
const gainOf: Readonly<Record<ImbalanceMeasure, (d: number, up: number, down: number) => number>> = {
  range: (d, up, down) => Math.abs(d + up) - Math.abs(d - down),
  variance: (d, up, down) => (d + up) ** 2 - (d - down) ** 2,
  marginal: (d) => d,
};
