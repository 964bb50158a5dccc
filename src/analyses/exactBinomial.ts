import { binomialCdf, binomialUpperTail } from '../numeric/binomial.ts';
import type { Analysis } from './analysis.ts';
import { type OneSampleRateOptions, oneSampleRate } from './oneSampleRate.ts';
import { tailScore } from './tailScore.ts';
import type { TwoByTwo } from './twoByTwo.ts';

/**
 * Exact binomial test of one rate against a fixed one, one-sided for the better: P(so many successes or more), as its normal quantile.
 *
 * @example
 * exactBinomial({ n1: 35, x1: 12, n0: 0, x0: 0 }, { rate: 0.2 }) // p = 0.0344, z 1.8207
 */
export function exactBinomial(table: TwoByTwo, options: OneSampleRateOptions): Analysis {
  const success = options.better === 'lower' ? 1 - options.rate : options.rate;
  return oneSampleRate(table, options, {
    score: (n, x) => tailScore(binomialUpperTail(x, n, success), binomialCdf(x - 1, n, success)),
  });
}
