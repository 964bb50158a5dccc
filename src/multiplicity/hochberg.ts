import { checkAlpha, checkPositiveDependence, checkSize } from './checks.ts';
import { descending } from './descending.ts';
import type { PartialCorrelation } from './parametricTest.ts';
import { boundOf, orOne, type ProcedureKind } from './procedure.ts';

export interface SimesOptions {
  readonly alpha: number;
  /** Number of hypotheses. */
  readonly size: number;
  /** Correlation of the statistics, to show that none is negative. */
  readonly correlation?: PartialCorrelation;
}

/** Largest number of hypotheses whose places fit the order. */
const MOST_ORDERED = 1000;

export function checkSimes({ alpha, size, correlation }: SimesOptions) {
  return [
    ...checkAlpha(alpha),
    ...checkSize(size, 'size', MOST_ORDERED),
    ...checkPositiveDependence(correlation, size),
  ];
}

/**
 * Hochberg's step-up: from the largest p-value down, the first that is at most alpha / (its rank from the largest) is
 * rejected with all that are smaller. For independent or positively dependent statistics.
 *
 * Source: Hochberg, Biometrika 1988;75:800-802.
 *
 * @example adjusted p of 0.02, 0.024 // 0.024, 0.024
 */
export const hochberg: ProcedureKind<SimesOptions> = {
  check: checkSimes,
  build({ alpha, size }) {
    // bound[i]: of the hypothesis with i larger p-values.
    const bound = Float64Array.from({ length: size }, (_, i) => boundOf(alpha / (i + 1)));
    const order = new Uint16Array(size);
    return {
      size,
      reject(z, rejected) {
        descending(z, order);
        let some = 0;
        for (let i = 0; i < size; i++) {
          const j = order[size - 1 - i];
          if (z[j] >= bound[i]) some = 1;
          rejected[j] = some;
        }
      },
      adjust(p, adjusted) {
        const rank = Array.from({ length: size }, (_, j) => j).sort((a, b) => orOne(p[b]) - orOne(p[a]));
        let least = 1;
        rank.forEach((j, i) => {
          least = Math.min(least, (i + 1) * orOne(p[j]));
          adjusted[j] = least;
        });
      },
    };
  },
};
