import { logBeta } from '../numeric/betaTail.ts';
import type { BetaShapes } from './betaShapes.ts';

/** Every set of baskets as a pool: bit j of the set's number is basket j. */
export interface Pools {
  /** Patients and responders of each set. */
  readonly n: Int32Array;
  readonly x: Int32Array;
  /** Bayes factor of one rate for the set against a rate for each basket, under one beta prior; 1 for single baskets. */
  readonly factor: Float64Array;
  /** Fills the three from the baskets' counts. */
  readonly fill: (n: ArrayLike<number>, x: ArrayLike<number>) => void;
}

export function pools(baskets: number, [a, b]: BetaShapes): Pools {
  const sets = 1 << baskets;
  const patients = new Int32Array(sets);
  const responders = new Int32Array(sets);
  const factor = new Float64Array(sets).fill(1);
  /** log marginal likelihood of the set's baskets, each with a rate of its own. */
  const apart = new Float64Array(sets);
  const prior = logBeta(a, b);
  return {
    n: patients,
    x: responders,
    factor,
    fill: (n, x) => {
      for (let j = 0; j < baskets; j++) {
        const bit = 1 << j;
        const alone = logBeta(a + x[j], b + n[j] - x[j]) - prior;
        for (let s = 0; s < bit; s++) {
          const set = bit + s;
          patients[set] = patients[s] + n[j];
          responders[set] = responders[s] + x[j];
          apart[set] = apart[s] + alone;
          if (s === 0) continue;
          const together = logBeta(a + responders[set], b + patients[set] - responders[set]) - prior;
          factor[set] = Math.exp(together - apart[set]);
        }
      }
    },
  };
}
