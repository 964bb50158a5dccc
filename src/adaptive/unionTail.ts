import { normalOrthant } from '../numeric/normalOrthant.ts';

/**
 * P(some X_j >= limit_j) over the members of a set, of standard normals with known correlation: inclusion and exclusion, so that small
 * probabilities keep their digits.
 *
 * No allocation in a call; three members cost some 30 bivariate probabilities, four some 1,000.
 *
 * @param correlation row by row, up to 4
 * @returns (limits of all, members as a mask) -> probability; a limit of Infinity is never reached
 * @example unionTail([[1, 0], [0, 1]])(Float64Array.of(1.96, 1.96), 0b11) // 0.04937
 */
export function unionTail(
  correlation: readonly (readonly number[])[],
): (limits: Float64Array, mask: number) => number {
  const size = correlation.length;
  const subsets = Array.from({ length: 2 ** size }, (_, mask) => {
    const members = Int32Array.from([...correlation.keys()].filter((j) => (mask >> j) & 1));
    const of = Array.from(members, (i) => Array.from(members, (j) => correlation[i][j]));
    return members.length === 0
      ? null
      : { members, all: normalOrthant(of), own: new Float64Array(members.length) };
  });
  return (limits, mask) => {
    let sum = 0;
    for (let subset = mask; subset > 0; subset = (subset - 1) & mask) {
      const one = subsets[subset];
      if (one === null) continue;
      for (let j = 0; j < one.members.length; j++) one.own[j] = limits[one.members[j]];
      const probability = one.all(one.own);
      sum += one.members.length % 2 === 1 ? probability : -probability;
    }
    return Math.min(1, Math.max(0, sum));
  };
}
