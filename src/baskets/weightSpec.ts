/** Similarity of the posteriors of two baskets alone, by Jensen-Shannon divergence. */
export interface DivergenceWeight {
  readonly kind: 'jsd';
  /** Power of 1 - divergence: > 0, the greater the less is borrowed. */
  readonly epsilon: number;
  /** Weights up to this are 0; in [0, 1]. */
  readonly tau: number;
  /** Of the divergence; natural where not given. Base 2 lets it reach 1. */
  readonly base?: 'e' | 2;
}

/** Calibrated power prior: similarity of the observed rates. */
export interface CalibratedWeight {
  readonly kind: 'calibrated';
  /** Weight 1 / (1 + exp(a + b log S)), S = n^(1/4) |difference of rates|; b > 0. */
  readonly a: number;
  readonly b: number;
}

/** The power that makes the target's responders most likely, mean of the two directions. */
interface MarginalLikelihoodWeight {
  readonly kind: 'marginal-likelihood';
}

/** Similarity of the likelihoods: 1 less their Hellinger distance, the larger basket's brought down to the size of the smaller. */
interface HellingerWeight {
  readonly kind: 'hellinger';
}

/** The same power for every pair, in [0, 1]: 0 borrows nothing, 1 pools. */
interface FixedWeight {
  readonly kind: 'fixed';
  readonly power: number;
}

export type WeightSpec =
  | DivergenceWeight
  | CalibratedWeight
  | MarginalLikelihoodWeight
  | HellingerWeight
  | FixedWeight;

/** A weight by the data of all baskets, times every pairwise one: by the spread of the observed rates, by the divergence of all posteriors, or the same always. */
export type GlobalSpec =
  | { readonly kind: 'spread'; readonly epsilon: number }
  | { readonly kind: 'jsd'; readonly epsilon: number }
  | { readonly kind: 'fixed'; readonly weight: number };
