/** A prognostic covariate of a logistic model: what it adds to the log odds, and how often. */
export interface CovariateLevel {
  logOdds: number;
  probability: number;
}

/**
 * Marginal odds ratio of a randomised treatment whose odds ratio given a covariate is constant: nearer 1 than the
 * conditional one, without any confounding (noncollapsibility).
 *
 * Source: Gail, Wieand & Piantadosi, Biometrika 1984;71:431-444.
 *
 * @param intercept log odds of response on control where the covariate adds 0
 * @param covariate levels, their probabilities sum to 1
 *
 * @example
 * marginalOddsRatio(2, 0, [{ logOdds: 1, probability: 0.5 }, { logOdds: -1, probability: 0.5 }]) // 1.7341854
 */
export function marginalOddsRatio(
  conditionalOddsRatio: number,
  intercept: number,
  covariate: readonly CovariateLevel[],
): number {
  const effect = Math.log(conditionalOddsRatio);
  let yes1 = 0;
  let no1 = 0;
  let yes0 = 0;
  let no0 = 0;
  for (const { logOdds, probability } of covariate) {
    const control = intercept + logOdds;
    yes1 += probability * logistic(control + effect);
    no1 += probability * logistic(-control - effect);
    yes0 += probability * logistic(control);
    no0 += probability * logistic(-control);
  }
  return (yes1 / no1) * (no0 / yes0);
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
