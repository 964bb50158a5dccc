import { logBeta } from '../numeric/betaTail.ts';
import type { BetaShapes } from './betaShapes.ts';
import { jensenShannon } from './jensenShannon.ts';
import { maximumMarginalLikelihood } from './marginalLikelihoodPower.ts';
import type { PairWeight } from './pairCache.ts';
import type { CalibratedWeight, DivergenceWeight, WeightSpec } from './weightSpec.ts';

/**
 * (1 - divergence)^epsilon, 0 where that is <= tau.
 *
 * Source: Fujikawa et al., Biometrical Journal 2020;62:330-338.
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
 * Source: Pan, Yuan & Xia, JRSS C 2017;66:979-996; for binary data Baumann, Sauer & Kieser,
 * arXiv:2309.06988.
 */
function calibratedWeight({ a, b }: CalibratedWeight): PairWeight {
  return (n1, x1, n2, x2) => {
    const difference = n1 === 0 || n2 === 0 ? 0 : Math.abs(x1 / n1 - x2 / n2);
    return difference === 0 ? 1 : 1 / (1 + Math.exp(a + b * Math.log(Math.max(n1, n2) ** 0.25 * difference)));
  };
}

/**
 * 1 - Hellinger distance of the normalised likelihoods Beta(1 + s x, 1 + s (n - x)), s = min(1, other n / own n). An empty basket
 * has nothing to give: 1.
 *
 * Source: Ollier et al., Statistical Methods in Medical Research 2020;29:2282-2294.
 *
 * @example hellingerWeight(15, 3, 15, 6) // 0.4697
 */
function hellingerWeight(n1: number, x1: number, n2: number, x2: number): number {
  if (n1 === 0 || n2 === 0) return 1;
  const s1 = Math.min(1, n2 / n1);
  const s2 = Math.min(1, n1 / n2);
  const a1 = 1 + s1 * x1;
  const b1 = 1 + s1 * (n1 - x1);
  const a2 = 1 + s2 * x2;
  const b2 = 1 + s2 * (n2 - x2);
  const affinity = logBeta((a1 + a2) / 2, (b1 + b2) / 2) - (logBeta(a1, b1) + logBeta(a2, b2)) / 2;
  return 1 - Math.sqrt(Math.max(0, -Math.expm1(affinity)));
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
    case 'hellinger':
      return hellingerWeight;
    case 'fixed':
      return () => spec.power;
  }
}
