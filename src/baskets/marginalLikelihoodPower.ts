import { logBeta } from '../numeric/betaTail.ts';
import type { BetaShapes } from './betaShapes.ts';
import type { PairWeight } from './pairCache.ts';

const STEPS = 20;
const GOLDEN = (Math.sqrt(5) - 1) / 2;
/** Rounding of the likelihood hides a maximum within about this of an end. */
const FLAT = 1e-8;

/**
 * Empirical Bayes power parameter of two baskets: the power in [0, 1] at which the target's responders are most likely
 * under the prior and the powered source, mean of the two directions. Baskets with equal counts: 1; so an empty one.
 *
 * Source: Gravestock & Held, Pharmaceutical Statistics 2017;16:349-360; the mean of both directions is that of the R package
 * basksim (Baumann).
 *
 * @example maximumMarginalLikelihood([1, 1])(15, 3, 15, 6) // 0.4140
 */
export function maximumMarginalLikelihood(prior: BetaShapes): PairWeight {
  return (n1, x1, n2, x2) => {
    if (n1 === 0 || n2 === 0 || (n1 === n2 && x1 === x2)) return 1;
    return (likeliestPower(prior, n1, x1, n2, x2) + likeliestPower(prior, n2, x2, n1, x1)) / 2;
  };
}

/** Best point of a grid, then golden section between its neighbours. */
function likeliestPower([a, b]: BetaShapes, n: number, x: number, n2: number, x2: number): number {
  const logLikelihood = (power: number) => {
    const first = a + power * x2;
    const second = b + power * (n2 - x2);
    return logBeta(first + x, second + n - x) - logBeta(first, second);
  };
  let best = 0;
  for (let i = 1; i <= STEPS; i++) if (logLikelihood(i / STEPS) > logLikelihood(best / STEPS)) best = i;
  let low = Math.max(0, best - 1) / STEPS;
  let high = Math.min(STEPS, best + 1) / STEPS;
  while (high - low > FLAT) {
    const left = high - GOLDEN * (high - low);
    const right = low + GOLDEN * (high - low);
    if (logLikelihood(left) >= logLikelihood(right)) high = right;
    else low = left;
  }
  if (low <= 0) return 0;
  return high >= 1 ? 1 : (low + high) / 2;
}
