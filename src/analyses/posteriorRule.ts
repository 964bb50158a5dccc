import { betaCdf, betaUpperTail } from '../numeric/beta.ts';
import type { Analysis } from './analysis.ts';
import { type OneSampleRateOptions, oneSampleRate } from './oneSampleRate.ts';
import { tailScore } from './tailScore.ts';
import type { TwoByTwo } from './twoByTwo.ts';

/**
 * Bayesian rule on one rate: z is the normal quantile of the posterior probability of being better than the fixed rate, so that
 * "P >= 1 - alpha" is "z >= bound" as in every other test.
 *
 * @example
 * // uniform prior: P(rate > 0.2 | 12 of 35) = 0.9818
 * posteriorRule({ n1: 35, x1: 12, n0: 0, x0: 0 }, { rate: 0.2 }) // z 2.0929
 */
export function posteriorRule(table: TwoByTwo, options: OneSampleRateOptions): Analysis {
  const { rate, better, prior = { a: 1, b: 1 } } = options;
  const score = (n: number, x: number) => {
    const a = prior.a + x;
    const b = prior.b + n - x;
    return tailScore(betaCdf(rate, a, b), betaUpperTail(rate, a, b));
  };
  return oneSampleRate(
    table,
    { ...options, confidence: options.confidence ?? 'credible' },
    { score: (n, x) => (better === 'lower' ? -score(n, n - x) : score(n, x)) },
  );
}
