import { logBeta } from '../numeric/betaTail.ts';
import { type BasketAnalysis, type BasketPosteriors, basketPosteriors } from './basketAnalysis.ts';

/**
 * Probability of at least so many responders among further patients, when the rate is beta: the beta-binomial law.
 *
 * @param needed whole; 1 where <= 0, 0 where > patients
 * @example betaBinomialTail(3, 9, 4.2, 10.8) // 0.4651
 */
export function betaBinomialTail(needed: number, patients: number, a: number, b: number): number {
  if (needed <= 0) return 1;
  let sum = 0;
  const prior = logBeta(a, b);
  for (let y = needed; y <= patients; y++) {
    // Binomial coefficient as a beta function: C(m, y) = 1 / ((m + 1) B(y + 1, m - y + 1)).
    const log = logBeta(a + y, b + patients - y) - prior - logBeta(y + 1, patients - y + 1);
    sum += Math.exp(log) / (patients + 1);
  }
  return Math.min(1, sum);
}

/**
 * For each basket the predictive probability that it will have the responders that it needs: of analyses whose
 * posteriors are beta laws (`size` is a number).
 *
 * Source: Fujikawa et al., Biometrical Journal 2020;62:330-338.
 *
 * @param x responders so far
 * @param left patients still to come
 * @param needed responders in all
 * @param out receives the probabilities; NaN where the posterior is no beta law
 * @example 3 and 5 responders of 12, uniform priors, 12 patients left, 9 responders needed: 0.1628 and 0.7519
 */
export function predictiveProbabilities(
  { mean, size }: BasketPosteriors,
  x: ArrayLike<number>,
  left: ArrayLike<number>,
  needed: ArrayLike<number>,
  out: Float64Array,
): void {
  for (let j = 0; j < mean.length; j++)
    out[j] = betaBinomialTail(needed[j] - x[j], left[j], mean[j] * size[j], (1 - mean[j]) * size[j]);
}

/**
 * The least responders with which each basket of a size is claimed; size + 1 where none is enough.
 *
 * @param alone an analysis without borrowing: `exact` or `beta-binomial`
 * @example by exact tests against 0.2 at the cut-off 0.95: 6 of 12 and 9 of 24
 */
export function respondersNeeded(alone: BasketAnalysis, sizes: readonly number[], cutoff: number): number[] {
  const out = basketPosteriors(sizes.length);
  const needed = sizes.map((n) => n + 1);
  for (let x = Math.max(...sizes); x >= 0; x--) {
    alone.analyse(
      sizes,
      sizes.map((n) => Math.min(n, x)),
      out,
    );
    for (let j = 0; j < sizes.length; j++) if (x <= sizes[j] && out.above[j] >= cutoff) needed[j] = x;
  }
  return needed;
}
