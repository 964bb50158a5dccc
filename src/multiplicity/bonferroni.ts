import { checkAlpha, checkSize, checkWeights } from './checks.ts';
import { boundOf, orOne, type ProcedureKind } from './procedure.ts';

export interface BonferroniOptions {
  readonly alpha: number;
  /** Share of alpha of each hypothesis; sum at most 1. Equal shares are Bonferroni's, others an alpha split. */
  readonly weights: readonly number[];
}

/**
 * Weighted Bonferroni: each hypothesis at its share of alpha. Valid under any dependence.
 *
 * @example bonferroni.build({ alpha: 0.025, weights: [0.8, 0.2] }) // levels 0.02 and 0.005
 */
export const bonferroni: ProcedureKind<BonferroniOptions> = {
  check: ({ alpha, weights }) => [
    ...checkAlpha(alpha),
    ...checkSize(weights.length, 'weights', Number.POSITIVE_INFINITY),
    ...checkWeights(weights),
  ],
  build({ alpha, weights }) {
    const size = weights.length;
    const bound = Float64Array.from(weights, (w) => boundOf(w * alpha));
    return {
      size,
      reject(z, rejected) {
        for (let j = 0; j < size; j++) rejected[j] = z[j] >= bound[j] ? 1 : 0;
      },
      adjust(p, adjusted) {
        for (let j = 0; j < size; j++)
          adjusted[j] = weights[j] > 0 ? Math.min(1, orOne(p[j]) / weights[j]) : 1;
      },
    };
  },
};
