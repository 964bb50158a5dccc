import { binomialLaw } from '../../distributions/binomial.ts';
import { hypergeometricLaw } from '../../distributions/hypergeometric.ts';
import { coinLimits } from '../../randomization/coin.ts';
import type { TrialDesign } from '../../scenario/model.ts';
import type { EnrolmentPlan } from '../enrolmentPlan.ts';

/** 2^32: coin limits are in words. */
const WORDS = 4294967296;

/**
 * Law of the number on the experimental arm of all patients: binomial, hypergeometric in the open block, or Efron's Markov
 * chain. Null where strata or margins have lists of their own.
 *
 * @returns P(k on the experimental arm), k from 0 to n
 * @example 2 patients, 1:1, simple: 1/4, 1/2, 1/4; in blocks of 2: 0, 1, 0; by a coin of 2/3: 1/6, 2/3, 1/6
 */
export function armLaw({ randomise }: TrialDesign, plan: EnrolmentPlan): Float64Array | null {
  const { n, arms, block } = plan;
  if (plan.strata > 1 || plan.margins !== null) return null;
  const share = arms.experimental / (arms.experimental + arms.control);
  const law = new Float64Array(n + 1);
  switch (randomise.method) {
    case 'simple': {
      const { lowest, probability } = binomialLaw(n, share);
      law.set(probability, lowest);
      return law;
    }
    case 'blocks': {
      const open = n % block;
      const { lowest, probability } = hypergeometricLaw(block, block * share, open);
      law.set(probability, (n - open) * share + lowest);
      return law;
    }
    default:
      return coinLaw(plan, randomise.coin?.probability ?? 0.5);
  }
}

function coinLaw({ n, arms }: EnrolmentPlan, probability: number): Float64Array {
  const { behind, level, ahead } = coinLimits(arms, probability);
  const law = new Float64Array(n + 1);
  law[0] = 1;
  for (let k = 0; k < n; k++) {
    for (let n1 = k; n1 >= 0; n1--) {
      const lead = arms.control * n1 - arms.experimental * (k - n1);
      const chance = (lead < 0 ? behind : lead > 0 ? ahead : level) / WORDS;
      law[n1 + 1] += law[n1] * chance;
      law[n1] *= 1 - chance;
    }
  }
  return law;
}
