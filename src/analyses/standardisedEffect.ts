import type { Analysis } from './analysis.ts';
import type { BinaryMeasure } from './binaryEffect.ts';
import { directionSign } from './direction.ts';
import { type AdjustedData, createAdjustedData } from './logisticData.ts';
import type { LogisticModel } from './logisticModel.ts';
import type { LogisticOptions } from './logisticRegression.ts';
import { criticalValue } from './waldInterval.ts';

export interface StandardisedOptions extends LogisticOptions {
  /** Default `risk difference`; ratios are reported as logs. */
  measure?: BinaryMeasure;
}

/**
 * Covariate-adjusted effect in the population (g-computation, standardisation): everybody's probability of response is predicted on both
 * arms by a logistic regression on arm and covariates; the two means are compared.
 *
 * In a randomised trial it is consistent for the unadjusted effect whether or not the regression is right, and no less precise in large
 * trials. The standard error is that of the influence function, with N / (N - p) for the p coefficients; z and interval are Wald's. All NaN where
 * the regression cannot be had, a ratio also where a mean is 0 or 1.
 *
 * Sources: Ge, Durham, Meyer, Xie & Thomas, Drug Inf J 2011;45:481-493; Moore & van der Laan, Stat Med 2009;28:39-64 (influence
 * function).
 *
 * @example
 * // no covariates: the difference of the two rates
 */
export function standardisedEffect(data: AdjustedData, options: StandardisedOptions = {}): Analysis {
  const { model, refill } = createAdjustedData(data);
  const sign = directionSign(options.better);
  const c = criticalValue(options.level);
  const { measure = 'risk difference' } = options;
  const effect = new Float64Array(2);
  return (out, at) => {
    refill();
    if (!model.fit() || !standardise(model, measure, effect)) {
      out.fill(Number.NaN, at, at + 5);
      return;
    }
    const [estimate, se] = [effect[0]!, effect[1]!];
    out[at] = (sign * estimate) / se;
    out[at + 1] = estimate;
    out[at + 2] = se;
    out[at + 3] = estimate - c * se;
    out[at + 4] = estimate + c * se;
  };
}

/**
 * Estimate and standard error from a fitted model, written to `out`; false where there is none.
 *
 * A patient's influence is g1 (T / pi (Y - m1) + m1 - mu1) + g0 ((1 - T) / (1 - pi) (Y - m0) + m0 - mu0), where g are the derivatives of
 * the measure.
 */
export function standardise(model: LogisticModel, measure: BinaryMeasure, out: Float64Array): boolean {
  const { patterns, n1, x1, n0, x0 } = model;
  let experimental = 0;
  let all = 0;
  let sum1 = 0;
  let sum0 = 0;
  for (let i = 0; i < patterns; i++) {
    const n = n1[i]! + n0[i]!;
    experimental += n1[i]!;
    all += n;
    sum1 += n * model.probability(i, 1);
    sum0 += n * model.probability(i, 0);
  }
  const mu1 = sum1 / all;
  const mu0 = sum0 / all;
  let [estimate, g1, g0] = [mu1 - mu0, 1, -1];
  if (measure !== 'risk difference') {
    if (!(mu1 > 0 && mu1 < 1 && mu0 > 0 && mu0 < 1)) return false;
    const odds = measure === 'odds ratio';
    estimate = Math.log((mu1 / mu0) * (odds ? (1 - mu0) / (1 - mu1) : 1));
    g1 = 1 / (mu1 * (odds ? 1 - mu1 : 1));
    g0 = -1 / (mu0 * (odds ? 1 - mu0 : 1));
  }
  const share = experimental / all;
  let squares = 0;
  for (let i = 0; i < patterns; i++) {
    const m1 = model.probability(i, 1);
    const m0 = model.probability(i, 0);
    const own = g1 * (m1 - mu1) + g0 * (m0 - mu0);
    const w1 = g1 / share;
    const w0 = g0 / (1 - share);
    squares += x1[i]! * (own + w1 * (1 - m1)) ** 2 + (n1[i]! - x1[i]!) * (own - w1 * m1) ** 2;
    squares += x0[i]! * (own + w0 * (1 - m0)) ** 2 + (n0[i]! - x0[i]!) * (own - w0 * m0) ** 2;
  }
  out[0] = estimate;
  out[1] = Math.sqrt(squares / (all * (all - model.beta.length)));
  return out[1] > 0;
}
