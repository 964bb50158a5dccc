import { normalUpperQuantile, normalUpperTail } from '../numeric/normal.ts';
import { findRoot } from '../numeric/roots.ts';
import type { ClosedCombination } from './closedCombination.ts';
import { knownIntersection } from './knownIntersection.ts';
import { unionTail } from './unionTail.ts';

/** Of the bounds. */
const TOLERANCE = 1e-12;

export interface ConditionalErrorOptions {
  /** One-sided, of the family. */
  readonly alpha: number;
  /** Planned share of the first stage in the information, in (0, 1). */
  readonly fraction: number;
  /**
   * Planned correlation of the statistics, row by row, 2 to 4 populations: root(information in the subset / in all), 0 where disjoint,
   * shared / root(first x second) where they overlap.
   */
  readonly correlation: readonly (readonly number[])[];
}

/**
 * Closed test of two to four populations over two stages by conditional errors: the test planned for an intersection rejects where the
 * greatest of the final statistics reaches a bound; once some of its populations are dropped, the second stage of the others is tested
 * (Spiessens & Debois) at the probability that the planned test would still have had, under no effect, to reject. A trial that drops
 * nobody is the Spiessens-Debois test of its final data, so nothing is paid for the possibility of dropping.
 *
 * The first look rejects nothing. `correlation` of a stage is not read: the planned one counts.
 *
 * Source: Friede, Parsons & Stallard, Statistics in Medicine 2012;31:4309-4320; Mueller & Schaefer, Biometrics
 * 2001;57:886-891; several populations: Koenig, Brannath, Bretz & Posch, Statistics in Medicine 2008;27:1612-1625.
 *
 * @example
 * const test = conditionalErrorTest({ alpha: 0.025, fraction: 0.5, correlation: [[1, 0.6325], [0.6325, 1]] });
 * test.start();
 * test.stage(0, Float64Array.of(1, 1.5), 0b11, 0); // 0
 * test.stage(1, Float64Array.of(NaN, 2), 0b10, 0); // 0b10
 */
export function conditionalErrorTest({
  alpha,
  fraction,
  correlation,
}: ConditionalErrorOptions): ClosedCombination {
  const size = correlation.length;
  const masks = 2 ** size;
  const tail = unionTail(correlation);
  const intersection = knownIntersection(correlation);
  const [least, most] = [normalUpperQuantile(alpha) - 1e-9, normalUpperQuantile(alpha / size) + 1e-9];
  const bounds = Float64Array.from({ length: masks }, (_, mask) => {
    if (mask === 0) return Number.POSITIVE_INFINITY;
    const excess = (bound: number) => tail(new Float64Array(size).fill(bound), mask) - alpha;
    return findRoot(excess, least, most, TOLERANCE);
  });
  const [before, after] = [Math.sqrt(fraction), Math.sqrt(1 - fraction)];
  const first = new Float64Array(size);
  const needed = new Float64Array(size);

  /** Whether the intersection of a set is rejected by the second stage of those of it who are left. */
  function rejects(mask: number, left: number, z: Float64Array): boolean {
    if (left === 0) return false;
    // What the second stage's z must reach for the final statistic to reach the bound.
    for (let j = 0; j < size; j++) needed[j] = (bounds[mask] - before * first[j]) / after;
    if (left !== mask) return normalUpperTail(intersection(z, left, 0)) <= tail(needed, mask);
    for (let j = 0; j < size; j++) if ((left >> j) & 1 && z[j] >= needed[j]) return true;
    return false;
  }

  return {
    size,
    start() {},
    stage(look, z, present) {
      if (look === 0) {
        // An analysis that failed counts as p = 1.
        for (let j = 0; j < size; j++) first[j] = Number.isNaN(z[j]) ? Number.NEGATIVE_INFINITY : z[j];
        return 0;
      }
      let open = masks - 1;
      for (let mask = masks - 1; mask > 0 && (open & present) !== 0; mask--) {
        if ((mask & open) !== 0 && !rejects(mask, mask & present, z)) open &= ~mask;
      }
      return open & present;
    },
  };
}
