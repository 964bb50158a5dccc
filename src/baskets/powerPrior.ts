import type { BasketMethod } from './basketAnalysis.ts';
import { type BetaShapes, withPrior } from './betaShapes.ts';
import { pairWeight } from './borrowingWeights.ts';
import { checkDonors, checkGlobal, checkPrior, checkPruning, checkWeight } from './checks.ts';
import { globalWeight } from './globalWeight.ts';
import { weightedBeta } from './weightedBeta.ts';
import type { GlobalSpec, WeightSpec } from './weightSpec.ts';

export interface PowerPriorOptions {
  /** 1, 1 where not given; it stands once in each posterior. */
  readonly prior?: BetaShapes;
  /** Power of the other baskets' likelihoods; calibrated with a = b = 1 where not given. */
  readonly weight?: WeightSpec;
  /** Weight by all baskets, times every other; a number is the epsilon > 0 of that by the spread of the rates. None where not given. */
  readonly global?: number | GlobalSpec;
  /** Whether a basket takes at most as many patients from another as it has itself: weights times min(1, own n / other n). */
  readonly limited?: boolean;
  /** Baskets, from 0, that only give: adults to children, say. All borrow from all where not given. */
  readonly donors?: readonly number[];
  /**
   * Baskets with fewer responders than would be claimed at this posterior probability in (0, 1), were as many seen in all, neither give
   * nor take: the cut-off of the trial, say. None is pruned where not given.
   */
  readonly prune?: number;
}

/**
 * Power prior: a basket's posterior is the prior with its own data and the data of the others, each to a power in
 * [0, 1] that says how alike the two are, or that is fixed.
 *
 * Source: Ibrahim & Chen, Statistical Science 2000;15:46-60; between baskets Baumann, Sauer & Kieser, arXiv:2309.06988. With
 * `hellinger` and `limited` it is the adaptive power prior of Ollier et al., Statistical Methods in Medical Research 2020;29:2282-2294.
 *
 * @example x = 3, 3, 3 of 15 each, calibrated: all data are pooled, mean 10 / 47
 */
export const powerPrior: BasketMethod<PowerPriorOptions> = {
  check: ({ prior, weight, global, donors, prune }, setting) => [
    ...checkPrior(prior),
    ...(weight === undefined ? [] : checkWeight(weight, 'weight.')),
    ...checkGlobal(global),
    ...checkDonors(donors, setting.nullRates.length),
    ...checkPruning(prune),
  ],
  filled,
  build: (options, setting) => {
    const { prior, weight, global, limited = false, donors, prune = null } = filled(options);
    return weightedBeta(
      {
        prior,
        weight: pairWeight(weight, prior),
        sharesPrior: false,
        global: globalWeight(global, setting.nullRates.length, prior),
        limited,
        donors,
        prune,
      },
      setting,
    );
  },
};

function filled(options: PowerPriorOptions) {
  const { weight = { kind: 'calibrated', a: 1, b: 1 } } = options;
  return { ...withPrior(options), weight };
}
