import { type IntersectionWeights, maskCount } from './intersections.ts';
import { boundOf, orOne, type Procedure } from './procedure.ts';

/**
 * Shortcut of the closed test with weighted Bonferroni tests, for weights that only grow as hypotheses leave: reject what
 * reaches its bound in the set of those left, take it out, look again. At most size rounds.
 *
 * Source: Hommel, Bretz & Maurer, Statistics in Medicine 2007;26:4063-4073 (monotone weights give consonance).
 *
 * @param weights each w_j(J) at most w_j(I) for I within J; `graphWeights` and `proportionalWeights` are so
 */
export function sequentiallyRejective({ size, weight }: IntersectionWeights, alpha: number): Procedure {
  const bound = weight.map((w) => boundOf(w * alpha));
  const everything = maskCount(size) - 1;
  return {
    size,
    reject(z, rejected) {
      let left = everything;
      for (let j = 0; j < size; j++) rejected[j] = 0;
      for (let before = 0; left !== before && left !== 0; ) {
        before = left;
        for (let j = 0; j < size; j++) {
          if (rejected[j] === 0 && z[j] >= bound[left * size + j]) {
            rejected[j] = 1;
            left &= ~(1 << j);
          }
        }
      }
    },
    adjust(p, adjusted) {
      let level = 0;
      for (let left = everything; left !== 0; ) {
        let next = -1;
        let least = Number.POSITIVE_INFINITY;
        for (let j = 0; j < size; j++) {
          if (!((left >> j) & 1)) continue;
          const w = weight[left * size + j];
          const needed = w > 0 ? orOne(p[j]) / w : 1;
          if (needed < least) [next, least] = [j, needed];
        }
        level = Math.max(level, Math.min(1, least));
        adjusted[next] = level;
        left &= ~(1 << next);
      }
    },
  };
}
