import type { Analysis } from './analysis.ts';
import type { BinaryEffectOptions } from './binaryEffect.ts';
import { type ExactScore, exactAnalysis } from './exactAnalysis.ts';
import { hypergeometricTails } from './hypergeometricTails.ts';
import { tailScore } from './tailScore.ts';
import type { TwoByTwo } from './twoByTwo.ts';

/**
 * Fisher's exact test, one-sided: P(as many or more experimental responders | margins), as its normal quantile; so
 * z >= 1.959964 is p <= 0.025. Reports by default the risk difference with its Wald interval. One table only.
 *
 * @example
 * fisherExact([{ n1: 4, x1: 3, n0: 4, x0: 1 }]) // p = 17/70, z 0.6971
 */
export function fisherExact(tables: readonly TwoByTwo[], options: BinaryEffectOptions = {}): Analysis {
  return exactAnalysis(tables, options, createFisherScore());
}

/** z of Fisher's test, with its own scratch. */
export function createFisherScore(): ExactScore {
  const tails = new Float64Array(2);
  return (n1, x1, n0, x0) => {
    hypergeometricTails(n1, x1, n0, x0, tails);
    return tailScore(tails[0]!, tails[1]!);
  };
}
