import type { BasketMethod } from './basketAnalysis.ts';
import { betaCounts } from './betaCounts.ts';
import { type BetaShapes, withPrior } from './betaShapes.ts';
import { checkPrior } from './checks.ts';

export interface PooledOptions {
  /** Of the one rate; 1, 1 where not given. */
  readonly prior?: BetaShapes;
}

/**
 * One rate for all baskets: the whole trial speaks for each, against the basket's own null rate.
 *
 * @example x = 5, 3, 8 of 24 each against 0.2 with a uniform prior: mean 17 / 74 in each basket
 */
export const pooled: BasketMethod<PooledOptions> = {
  filled: withPrior,
  check: ({ prior }) => checkPrior(prior),
  build: (options, setting) => {
    const { prior } = withPrior(options);
    const baskets = setting.nullRates.length;
    const write = betaCounts(prior, setting, baskets * setting.mostPatients);
    return {
      baskets,
      analyse: (n, x, out) => {
        let patients = 0;
        let responders = 0;
        for (let j = 0; j < baskets; j++) {
          patients += n[j];
          responders += x[j];
        }
        for (let j = 0; j < baskets; j++) write(j, patients, responders, out);
      },
    };
  },
};
