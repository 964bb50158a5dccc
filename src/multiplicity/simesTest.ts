import type { IntersectionTest } from './closedTest.ts';
import { type IntersectionWeights, maskCount, membersOf } from './intersections.ts';
import { boundOf, orOne } from './procedure.ts';

/** Bounds are tabulated for every subset of every intersection: 3^10 are 0.5 MB. */
export const MOST_IN_SIMES = 10;

/**
 * Weighted Simes tests of the intersections: some p_j <= alpha x the weights of those at most p_j. Valid for independent
 * or positively dependent statistics.
 *
 * Source: Benjamini & Hochberg, Scandinavian Journal of Statistics 1997;24:407-418 (weighted Simes).
 */
export function simesTest({ size, weight }: IntersectionWeights, alpha: number): IntersectionTest {
  const masks = maskCount(size);
  // bound[start[mask] + subset]: subset counts the members of the mask by their place among them, not by hypothesis.
  const start = new Int32Array(masks);
  const count = Int32Array.from({ length: masks }, (_, mask) => membersOf(mask).length);
  for (let mask = 1; mask < masks; mask++) start[mask] = start[mask - 1] + 2 ** count[mask - 1];
  const bound = new Float64Array(3 ** size);
  for (let mask = 1; mask < masks; mask++) {
    const members = membersOf(mask);
    for (let subset = 1; subset < 2 ** members.length; subset++) {
      const sum = membersOf(subset).reduce((total, place) => total + weight[mask * size + members[place]], 0);
      bound[start[mask] + subset] = boundOf(sum * alpha);
    }
  }
  return {
    size,
    rejects(mask, z) {
      for (let j = 0; j < size; j++) {
        if (!((mask >> j) & 1)) continue;
        let subset = 0;
        for (let k = 0, place = 1; k < size; k++) {
          if (!((mask >> k) & 1)) continue;
          if (z[k] >= z[j]) subset |= place;
          place <<= 1;
        }
        if (z[j] >= bound[start[mask] + subset]) return true;
      }
      return false;
    },
    pValue(mask, p) {
      let least = 1;
      for (let j = 0; j < size; j++) {
        if (!((mask >> j) & 1)) continue;
        let sum = 0;
        for (let k = 0; k < size; k++) if (orOne(p[k]) <= orOne(p[j])) sum += weight[mask * size + k];
        if (sum > 0) least = Math.min(least, orOne(p[j]) / sum);
      }
      return least;
    },
  };
}
