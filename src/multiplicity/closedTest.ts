import { maskCount } from './intersections.ts';
import type { Procedure } from './procedure.ts';

/** A level-alpha test of every intersection hypothesis, set up once. */
export interface IntersectionTest {
  readonly size: number;
  /** Whether the intersection of a mask is rejected. Called in every replicate for every mask. */
  readonly rejects: (mask: number, z: Float64Array) => boolean;
  /** Its p-value from one-sided p-values. */
  readonly pValue: (mask: number, p: Float64Array) => number;
}

/**
 * The closed test: a hypothesis is rejected where every intersection that holds it is. It keeps the familywise error rate
 * at alpha under every configuration of true hypotheses, whatever the tests of the intersections, and is coherent. It
 * need not be consonant: an intersection may be rejected and none of its hypotheses.
 *
 * Cost: up to 2^size - 1 intersections; one that holds only hypotheses already kept is skipped.
 *
 * Source: Marcus, Peritz & Gabriel, Biometrika 1976;63:655-660.
 *
 * @example closedTest(simesTest(proportionalWeights([1, 1]), 0.025)) // Hochberg's procedure for two
 */
export function closedTest({ size, rejects, pValue }: IntersectionTest): Procedure {
  const masks = maskCount(size);
  return {
    size,
    reject(z, rejected) {
      let open = masks - 1;
      // From the whole set down, since the larger intersections keep most under the null.
      for (let mask = masks - 1; mask > 0 && open !== 0; mask--) {
        if ((mask & open) !== 0 && !rejects(mask, z)) open &= ~mask;
      }
      for (let j = 0; j < size; j++) rejected[j] = (open >> j) & 1;
    },
    adjust(p, adjusted) {
      adjusted.fill(0, 0, size);
      for (let mask = 1; mask < masks; mask++) {
        const value = pValue(mask, p);
        for (let j = 0; j < size; j++) if ((mask >> j) & 1 && value > adjusted[j]) adjusted[j] = value;
      }
    },
  };
}
