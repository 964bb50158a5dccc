import type { BasketMethod } from './basketAnalysis.ts';
import { betaCounts } from './betaCounts.ts';
import { type BetaShapes, withPrior } from './betaShapes.ts';
import { checkPrior } from './checks.ts';

export interface BetaBinomialOptions {
  /** Of every basket; 1, 1 where not given. */
  readonly prior?: BetaShapes;
}

/**
 * Each basket alone, beta prior and binomial responders: nothing is borrowed.
 *
 * @example x = 5 of 24 against 0.2 with a uniform prior: mean 6 / 26, above 0.6167
 */
export const betaBinomial: BasketMethod<BetaBinomialOptions> = {
  filled: withPrior,
  check: ({ prior }) => checkPrior(prior),
  build: (options, setting) => {
    const { prior } = withPrior(options);
    const baskets = setting.nullRates.length;
    const write = betaCounts(prior, setting, setting.mostPatients);
    return {
      baskets,
      analyse: (n, x, out) => {
        for (let j = 0; j < baskets; j++) write(j, n[j], x[j], out);
      },
    };
  },
};
