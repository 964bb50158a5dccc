import type { FisherBounds } from '../group-sequential/fisherProduct.ts';
import { normalUpperTail } from '../numeric/normal.ts';

/** Puts the stages of one intersection hypothesis together: whether it is rejected with the stages 0..look. */
export interface Combination {
  readonly stages: number;
  /**
   * Reads the stages' z from `at` on; NaN (no data in a stage) never rejects. No allocation.
   */
  readonly rejects: (stageZ: Float64Array, at: number, look: number) => boolean;
}

/**
 * Inverse-normal combination against bounds: rejects where sum w_j z_j / root(sum w_j^2) >= bound of the look.
 *
 * Source: Lehmacher & Wassmer, Biometrics 1999;55:1286-1290.
 *
 * @param weights fixed by the plan (`inverseNormalWeights`)
 * @param upper by look; Infinity where the look cannot reject
 * @example inverseNormalCombination(inverseNormalWeights([0.3, 1]), [2.3263, 2.1151])
 */
export function inverseNormalCombination(weights: ArrayLike<number>, upper: readonly number[]): Combination {
  const scaled = Float64Array.from(weights);
  // Bounds for the sum itself: no root in the replicate.
  let squares = 0;
  const bounds = Float64Array.from(upper, (bound, k) => {
    squares += scaled[k] * scaled[k];
    return bound * Math.sqrt(squares);
  });
  return {
    stages: upper.length,
    rejects(stageZ, at, look) {
      let sum = 0;
      for (let j = 0; j <= look; j++) sum += scaled[j] * stageZ[at + j];
      return sum >= bounds[look];
    },
  };
}

/**
 * Fisher's product of the stages' p-values against critical products.
 *
 * Source: Bauer & Koehne, Biometrics 1994;50:1029-1041.
 *
 * @param bounds their alpha_0 is not applied here: it binds the whole trial, not one intersection
 * @example fisherCombination(equalLevelFisherBounds(0.025, 2))
 */
export function fisherCombination({ product }: FisherBounds): Combination {
  const bounds = Float64Array.from(product);
  return {
    stages: product.length,
    rejects(stageZ, at, look) {
      let combined = 1;
      for (let j = 0; j <= look; j++) combined *= normalUpperTail(stageZ[at + j]);
      return combined <= bounds[look];
    },
  };
}

/**
 * The last stage alone against its bound: for z of all data so far it is the group-sequential test, which does not allow
 * for a choice of populations between the looks.
 *
 * @param upper by look
 */
export function lastStage(upper: readonly number[]): Combination {
  return { stages: upper.length, rejects: (stageZ, at, look) => stageZ[at + look] >= upper[look] };
}
