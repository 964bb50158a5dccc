import type { BetaShapes } from './checks.ts';
import { jensenShannon } from './jensenShannon.ts';
import { maximumMarginalLikelihood } from './marginalLikelihoodPower.ts';
import type { PairWeight } from './pairCache.ts';

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
interface CalibratedWeight {
  readonly kind: 'calibrated';
  /** Weight 1 / (1 + exp(a + b log S)), S = n^(1/4) |difference of rates|; b > 0. */
  readonly a: number;
  readonly b: number;
}

/** The power that makes the target's responders most likely, mean of the two directions. */
interface MarginalLikelihoodWeight {
  readonly kind: 'marginal-likelihood';
}

/** The same power for every pair, in [0, 1]: 0 borrows nothing, 1 pools. */
interface FixedWeight {
  readonly kind: 'fixed';
  readonly power: number;
}

export type WeightSpec = DivergenceWeight | CalibratedWeight | MarginalLikelihoodWeight | FixedWeight;

/**
 * (1 - divergence)^epsilon, 0 where that is <= tau.
 *
 * Source: Fujikawa et al., Biometrical Journal 2020;62:330-338, section 2.2.
 */
export function divergenceWeight(
  { epsilon, tau, base = 'e' }: DivergenceWeight,
  [a, b]: BetaShapes,
): PairWeight {
  const unit = base === 2 ? Math.LN2 : 1;
  return (n1, x1, n2, x2) => {
    const divergence = jensenShannon(a + x1, b + n1 - x1, a + x2, b + n2 - x2) / unit;
    const weight = Math.max(0, 1 - divergence) ** epsilon;
    return weight <= tau ? 0 : weight;
  };
}

/**
 * Baskets of unequal size take the greater n. An empty basket differs from none: its weight is 1.
 *
 * Source: Pan, Yuan & Xia, JRSS C 2017;66:979-996, equation 5; for binary data Baumann, Sauer & Kieser,
 * arXiv:2309.06988, equation 4.
 */
function calibratedWeight({ a, b }: CalibratedWeight): PairWeight {
  return (n1, x1, n2, x2) => {
    const difference = n1 === 0 || n2 === 0 ? 0 : Math.abs(x1 / n1 - x2 / n2);
    return difference === 0 ? 1 : 1 / (1 + Math.exp(a + b * Math.log(Math.max(n1, n2) ** 0.25 * difference)));
  };
}

/** The pairwise weight that a specification asks for. */
export function pairWeight(spec: WeightSpec, prior: BetaShapes): PairWeight {
  switch (spec.kind) {
    case 'jsd':
      return divergenceWeight(spec, prior);
    case 'calibrated':
      return calibratedWeight(spec);
    case 'marginal-likelihood':
      return maximumMarginalLikelihood(prior);
    case 'fixed':
      return () => spec.power;
  }
}
