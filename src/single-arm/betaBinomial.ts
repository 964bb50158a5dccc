import { betaUpperTail } from '../numeric/beta.ts';

/** Shapes of a beta law of a rate: a - 1 responders and b - 1 others beyond a uniform prior. */
export interface BetaShapes {
  a: number;
  b: number;
}

/**
 * P(rate > p | x responders of n) from a beta prior.
 *
 * @example posteriorProbability(0.2, 12, 35, { a: 1, b: 1 }) // 0.9818
 */
export function posteriorProbability(p: number, x: number, n: number, prior: BetaShapes): number {
  return betaUpperTail(p, prior.a + x, prior.b + n - x);
}

/**
 * Probabilities of 0..n responders among n where the rate has a beta law, by the ratio of neighbours in logs.
 *
 * @example betaBinomialLaw(10, { a: 1, b: 1 }) // 1 / 11 eleven times
 */
export function betaBinomialLaw(n: number, { a, b }: BetaShapes): Float64Array {
  const law = new Float64Array(n + 1);
  for (let i = 0; i < n; i++) law[0] += Math.log((b + i) / (a + b + i));
  for (let x = 0; x < n; x++)
    law[x + 1] = law[x] + Math.log(((n - x) * (a + x)) / ((x + 1) * (b + n - x - 1)));
  return law.map(Math.exp);
}

/**
 * Predictive probability: P(the trial will end with P(rate > p) > cut | x responders of the first n), the patients to come drawn from the
 * posterior.
 *
 * Source: Lee & Liu, Clin Trials 2008;5:93-106.
 *
 * @param all patients at the end, >= n
 * @example predictiveProbability({ p: 0.6, cut: 0.9 }, 16, 23, 40, { a: 0.6, b: 0.4 }) // 0.5656
 */
export function predictiveProbability(
  { p, cut }: { p: number; cut: number },
  x: number,
  n: number,
  all: number,
  prior: BetaShapes,
): number {
  const now = { a: prior.a + x, b: prior.b + n - x };
  const law = betaBinomialLaw(all - n, now);
  return law.reduce(
    (sum, probability, more) =>
      posteriorProbability(p, x + more, all, prior) > cut ? sum + probability : sum,
    0,
  );
}
