import { bivariateNormalUpper } from '../numeric/bivariateNormal.ts';
import { normalUpperQuantile, normalUpperTail } from '../numeric/normal.ts';
import { findRoot } from '../numeric/roots.ts';
import type { ClosedCombination } from './closedCombination.ts';

/** Of the bound. */
const TOLERANCE = 1e-12;

export interface ConditionalErrorOptions {
  /** One-sided, of the family. */
  readonly alpha: number;
  /** Planned share of the first stage in the information, in (0, 1). */
  readonly fraction: number;
  /** Planned correlation of the two statistics, root(information in the subset / in all); 0 for disjoint populations. */
  readonly correlation: number;
}

/**
 * Closed test of two populations over two stages by conditional errors: the test planned for the pair rejects where the
 * greater of the final statistics reaches a bound; once one population is dropped, the other's second stage is tested
 * at the probability that the planned test would still have had, under no effect, to reject. A trial that drops nobody
 * is the Spiessens-Debois test of its final data, so nothing is paid for the possibility of dropping.
 *
 * The first look rejects nothing. `correlation` of a stage is not read: the planned one counts.
 *
 * Source: Friede, Parsons & Stallard, Statistics in Medicine 2012;31:4309-4320; Mueller & Schaefer, Biometrics
 * 2001;57:886-891.
 *
 * @example
 * const test = conditionalErrorTest({ alpha: 0.025, fraction: 0.5, correlation: Math.sqrt(0.4) });
 * test.start();
 * test.stage(0, Float64Array.of(1, 1.5), 0b11, 0); // 0
 * test.stage(1, Float64Array.of(NaN, 2), 0b10, 0); // 0b10
 */
export function conditionalErrorTest(options: ConditionalErrorOptions): ClosedCombination {
  const { alpha, fraction, correlation } = options;
  const alone = normalUpperQuantile(alpha);
  const either = (bound: number) =>
    2 * normalUpperTail(bound) - bivariateNormalUpper(bound, bound, correlation) - alpha;
  const pair = findRoot(either, alone - 1e-9, normalUpperQuantile(alpha / 2) + 1e-9, TOLERANCE);
  const [before, after] = [Math.sqrt(fraction), Math.sqrt(1 - fraction)];
  const first = new Float64Array(2);
  /** What the second stage's z must reach for the final statistic to reach a bound. */
  const needed = (bound: number, j: number) => (bound - before * first[j]) / after;
  /** P(the planned test of the pair rejects | first stage). */
  const error = () => {
    const a = needed(pair, 0);
    const b = needed(pair, 1);
    return normalUpperTail(a) + normalUpperTail(b) - bivariateNormalUpper(a, b, correlation);
  };
  return {
    size: 2,
    start() {},
    stage(look, z, present) {
      if (look === 0) {
        // An analysis that failed counts as p = 1.
        for (let j = 0; j < 2; j++) first[j] = Number.isNaN(z[j]) ? Number.NEGATIVE_INFINITY : z[j];
        return 0;
      }
      let both = false;
      if (present === 0b11) both = z[0] >= needed(pair, 0) || z[1] >= needed(pair, 1);
      else if (present === 0b01) both = normalUpperTail(z[0]) <= error();
      else if (present === 0b10) both = normalUpperTail(z[1]) <= error();
      if (!both) return 0;
      let rejected = 0;
      for (let j = 0; j < 2; j++) {
        if (((present >> j) & 1) === 1 && z[j] >= needed(alone, j)) rejected |= 1 << j;
      }
      return rejected;
    },
  };
}
