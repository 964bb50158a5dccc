import { type BetaShapes, betaBinomialLaw, posteriorProbability } from './betaBinomial.ts';
import type { Stage } from './stages.ts';

/** A trial that is stopped by the predictive probability of its claim. */
export interface PredictiveRule {
  /** Rate that the arm is held against, in (0,1). */
  p0: number;
  /** The claim is made at the end where P(rate > p0) > `cut`. */
  cut: number;
  prior: BetaShapes;
  /** Patients in all at each look, rising; the last is the end. */
  looks: readonly number[];
  /** Ends without the claim at a look where the predictive probability of it is below this. */
  futility: number;
  /** Ends with the claim where it is above this; 1 = never before the end. */
  efficacy: number;
}

/**
 * The stages of a trial that is stopped by predictive probability: at each look the borders in responders.
 *
 * Exact level and power: `stagedCharacteristics`. Rising looks only; the predictive probability rises with the responders, so borders exist.
 *
 * Source: Lee & Liu, Clin Trials 2008;5:93-106.
 *
 * @example
 * // looks after every patient from the 10th to the 36th, prior (0.2, 0.8): claims with 11 or more of 36
 * predictiveStages({ p0: 0.2, cut: 0.9, prior: { a: 0.2, b: 0.8 }, looks: [10, 11, ..., 36], futility: 0.001, efficacy: 1 })
 */
export function predictiveStages({ p0, cut, prior, looks, futility, efficacy }: PredictiveRule): Stage[] {
  const all = looks[looks.length - 1];
  let needed = 0;
  while (needed <= all && !(posteriorProbability(p0, needed, all, prior) > cut)) needed++;
  return looks.map((n, k) => {
    const own = n - (looks[k - 1] ?? 0);
    if (n === all) return { n: own, stop: needed - 1, claim: needed };
    const chance = Array.from({ length: n + 1 }, (_, x) => {
      const law = betaBinomialLaw(all - n, { a: prior.a + x, b: prior.b + n - x });
      return law.slice(Math.max(0, needed - x)).reduce((sum, probability) => sum + probability, 0);
    });
    const claim = chance.findIndex((probability) => probability > efficacy);
    return {
      n: own,
      stop: chance.filter((probability) => probability < futility).length - 1,
      claim: claim < 0 || efficacy >= 1 ? Number.POSITIVE_INFINITY : claim,
    };
  });
}
