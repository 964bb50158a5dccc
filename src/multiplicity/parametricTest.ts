import { findRoot } from '../numeric/roots.ts';
import { leastWeighted, reachesBound } from './bonferroniTest.ts';
import type { IntersectionTest } from './closedTest.ts';
import { type IntersectionWeights, maskCount, membersOf } from './intersections.ts';
import { boundOf } from './procedure.ts';
import { type Sides, unionLevel } from './unionLevel.ts';

/**
 * Correlation of the statistics, null where it is not known. Known pairs must fall into groups within which every pair is
 * known, for instance the populations of one endpoint.
 */
export type PartialCorrelation = readonly (readonly (number | null)[])[];

/**
 * Weighted Dunnett-type tests of the intersections: some p_j <= c w_j alpha, where c makes the sum over groups of
 * known correlation of P(some p_j of the group <= c w_j alpha) equal to alpha times the sum of the weights. Between groups
 * this is Bonferroni's inequality. c >= 1, so it rejects what Bonferroni does.
 *
 * Error of the level below 1e-11 in groups of up to three, 1e-7 above.
 *
 * Source: Bretz et al., Biometrical Journal 2011;53:894-913, section 3.2; Xi et al., Biometrical Journal 2017;59:918-931
 * (one c for all groups).
 *
 * @param sides 2 where |z| and two-sided p-values are given; alpha is two-sided then
 */
export function parametricTest(
  weights: IntersectionWeights,
  alpha: number,
  correlation: PartialCorrelation,
  sides: Sides = 1,
): IntersectionTest {
  const { size, weight } = weights;
  const groups = groupsOf(correlation);
  const bound = new Float64Array(maskCount(size) * size).fill(Number.NaN);
  /** Sum over groups of P(some p_j <= q w_j). */
  const error = (mask: number, q: number) => {
    const row = weight.subarray(mask * size, (mask + 1) * size);
    return groups.reduce((sum, group) => {
      const levels = group.map((j) => row[j] * q);
      const matrix = group.map((j) => group.map((k) => correlation[j][k] ?? 0));
      return sum + unionLevel(levels, matrix, sides);
    }, 0);
  };
  const sums = Float64Array.from({ length: maskCount(size) }, (_, mask) =>
    membersOf(mask).reduce((sum, j) => sum + weight[mask * size + j], 0),
  );
  for (let mask = 1; mask < maskCount(size); mask++) {
    if (sums[mask] === 0) continue;
    const q = criticalLevel((level) => error(mask, level), alpha * sums[mask], weights, mask, alpha);
    for (const j of membersOf(mask)) bound[mask * size + j] = boundOf((weight[mask * size + j] * q) / sides);
  }
  return {
    size,
    rejects: reachesBound(size, bound),
    pValue: (mask, p) =>
      sums[mask] === 0 ? 1 : Math.min(1, error(mask, leastWeighted(weights, mask, p)) / sums[mask]),
  };
}

/** The q = c alpha at which the error is the target: from Bonferroni's up to where one test alone has it. */
function criticalLevel(
  error: (q: number) => number,
  target: number,
  { size, weight }: IntersectionWeights,
  mask: number,
  alpha: number,
): number {
  const most = target / Math.max(...weight.subarray(mask * size, (mask + 1) * size));
  if (error(alpha) >= target) return alpha;
  if (error(most) <= target) return most;
  return findRoot((q) => error(q) - target, alpha, most, 1e-14);
}

/** Hypotheses joined by known correlations. */
function groupsOf(correlation: PartialCorrelation): number[][] {
  const groups: number[][] = [];
  correlation.forEach((row, j) => {
    const group = groups.find((members) => members.some((k) => row[k] !== null));
    if (group === undefined) groups.push([j]);
    else group.push(j);
  });
  return groups;
}
