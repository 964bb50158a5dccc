import type { Analysis } from './analysis.ts';
import { type Better, directionSign } from './direction.ts';
import { type AdjustedData, createAdjustedData } from './logisticData.ts';
import { criticalValue } from './waldInterval.ts';

export interface LogisticOptions {
  /** Of the response; default `higher`. */
  better?: Better;
  /** Confidence level, in (0,1). Default 0.95. */
  level?: number;
}

/**
 * Logistic regression of a binary endpoint on arm and covariates: the arm's coefficient (a log odds ratio given the covariates), with
 * Wald z and interval. All NaN where it cannot be had.
 *
 * Odds ratios are not collapsible: with a prognostic covariate the coefficient is further from 0 than the log odds ratio of the
 * whole population (Gail, Wieand & Piantadosi, Biometrika 1984;71:431-444). For an effect in the population see `standardisedEffect`.
 *
 * @example
 * // no covariates: the log odds ratio of the table, as `oddsRatio`
 */
export function logisticRegression(data: AdjustedData, options: LogisticOptions = {}): Analysis {
  const { model, refill } = createAdjustedData(data);
  const sign = directionSign(options.better);
  const c = criticalValue(options.level);
  const arm = model.beta.length - 1;
  return (out, at) => {
    refill();
    if (!model.fit()) {
      out.fill(Number.NaN, at, at + 5);
      return;
    }
    const estimate = model.beta[arm]!;
    const se = model.standardError;
    out[at] = (sign * estimate) / se;
    out[at + 1] = estimate;
    out[at + 2] = se;
    out[at + 3] = estimate - c * se;
    out[at + 4] = estimate + c * se;
  };
}
