import { binomialPmf } from '../numeric/binomial.ts';
import type { StagedOutcome } from './stagedInference.ts';
import { type Stage, stageLaws } from './stages.ts';

/**
 * Uniformly minimum variance unbiased estimate of the rate after a staged trial: the mean of the first-stage rate over all ways that
 * lead to the same end. The share of responders among all treated is biased, since trials stop where it is extreme.
 *
 * Ways are counted as probabilities at the rate 1/2, which are proportional to their numbers and do not overflow.
 *
 * Source: Jung & Kim, Stat Med 2004;23:881-896, equation 5 (Girshick, Mosteller & Savage, Ann Math Stat 1946;17:13-23).
 *
 * @param outcome that the stages can end with
 * @example
 * // Simon's optimal design for 0.1 against 0.3; 5 of 29 respond
 * umvue([{ n: 10, stop: 1, claim: Infinity }, { n: 19, stop: 5, claim: 6 }], { stage: 1, x: 5 }) // 0.2428, not 5 / 29 = 0.1724
 */
export function umvue(stages: readonly Stage[], { stage, x }: StagedOutcome): number {
  const own = stages.slice(0, stage + 1);
  const ways = stageLaws(own, 0.5)[stage][x];
  // Of the first n1 patients one given patient responds, so one fewer is free.
  const responding = stageLaws(own, 0.5, (x1, n1) => 0.5 * binomialPmf(x1 - 1, n1 - 1, 0.5))[stage][x];
  return responding / ways;
}
