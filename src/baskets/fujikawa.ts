import type { BasketMethod } from './basketAnalysis.ts';
import { type BetaShapes, withPrior } from './betaShapes.ts';
import { divergenceWeight } from './borrowingWeights.ts';
import { checkGlobal, checkPrior, checkPruning, checkWeight } from './checks.ts';
import { globalWeight } from './globalWeight.ts';
import { weightedBeta } from './weightedBeta.ts';
import type { GlobalSpec } from './weightSpec.ts';

export interface FujikawaOptions {
  /** Of each basket alone; 1, 1 where not given. */
  readonly prior?: BetaShapes;
  /** > 0; 2 where not given. */
  readonly epsilon?: number;
  /** In [0, 1]; 0 where not given. */
  readonly tau?: number;
  /** Base of the logarithm of the divergence; natural where not given. */
  readonly base?: 'e' | 2;
  /** Weight by all baskets, times every other; a number is the epsilon > 0 of that by the spread of the rates. None where not given. */
  readonly global?: number | GlobalSpec;
  /**
   * Baskets with fewer responders than would be claimed at this posterior probability in (0, 1), were as many seen in all, neither give
   * nor take: the cut-off of the trial, say. None is pruned where not given.
   */
  readonly prune?: number;
}

/**
 * Fujikawa's borrowing: a basket's posterior is the sum of the posterior shapes of all baskets, each times
 * (1 - Jensen-Shannon divergence)^epsilon, and 0 where that is <= tau. The prior is shared as well.
 *
 * Source: Fujikawa, Teramukai, Yokota & Daimon, Biometrical Journal 2020;62:330-338.
 *
 * @example x = 5, 3, 8 of 24 each against 0.2: above 0.7524, 0.5704, 0.8941
 */
export const fujikawa: BasketMethod<FujikawaOptions> = {
  check: ({ prior, global, prune, ...weight }) => [
    ...checkPrior(prior),
    ...checkGlobal(global),
    ...checkWeight(spec(weight), ''),
    ...checkPruning(prune),
  ],
  filled,
  build: (options, setting) => {
    const { prior, global, prune = null, ...weight } = filled(options);
    return weightedBeta(
      {
        prior,
        weight: divergenceWeight(spec(weight), prior),
        sharesPrior: true,
        global: globalWeight(global, setting.nullRates.length, prior),
        limited: false,
        donors: undefined,
        prune,
      },
      setting,
    );
  },
};

function filled(options: FujikawaOptions) {
  const { epsilon, tau, base } = spec(options);
  return { ...withPrior(options), epsilon, tau, base };
}

function spec({ epsilon = 2, tau = 0, base = 'e' }: FujikawaOptions) {
  return { kind: 'jsd', epsilon, tau, base } as const;
}
