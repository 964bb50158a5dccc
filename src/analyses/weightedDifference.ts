import type { Analysis } from './analysis.ts';
import { type Better, directionSign } from './direction.ts';
import { createRaking } from './raking.ts';
import type { TwoByTwo } from './twoByTwo.ts';
import { criticalValue } from './waldInterval.ts';
import { waldZ } from './waldZ.ts';

/**
 * Rate of the treated minus the weighted rate of an external cohort. Weights are the odds of being in the trial under a logistic model with
 * main effects of the covariates, fitted so that the weighted cohort has the treated's margins (method of moments; for categories
 * this is raking). Variance: that of a weighted mean with the weights as given, and the treated's.
 *
 * A level of the treated that the cohort lacks, or margins that it cannot be weighted to: all NaN.
 *
 * Source: Signorovitch et al., Pharmacoeconomics 2010;28:935-945.
 *
 * @param tables one a stratum of all covariates together, the cohort on the control side
 * @param levels by covariate the level of each stratum
 */
export function weightedDifference(
  tables: readonly TwoByTwo[],
  levels: readonly ArrayLike<number>[],
  better?: Better,
): Analysis {
  const sign = directionSign(better);
  const c = criticalValue();
  const { weights, rake } = createRaking(tables.length, levels);
  const treated = new Float64Array(tables.length);
  const cohort = new Float64Array(tables.length);

  return (out, at) => {
    for (let s = 0; s < tables.length; s++) {
      treated[s] = tables[s].n1;
      cohort[s] = tables[s].n0;
    }
    const fitted = rake(treated, cohort);
    let n1 = 0;
    let x1 = 0;
    let sum = 0;
    let responders = 0;
    for (let s = 0; s < tables.length; s++) {
      n1 += tables[s].n1;
      x1 += tables[s].x1;
      sum += weights[s] * tables[s].n0;
      responders += weights[s] * tables[s].x0;
    }
    const p1 = x1 / n1;
    const p0 = fitted ? responders / sum : Number.NaN;
    let squares = 0;
    for (let s = 0; s < tables.length; s++) {
      const { n0, x0 } = tables[s];
      squares += weights[s] * weights[s] * (x0 * (1 - p0) * (1 - p0) + (n0 - x0) * p0 * p0);
    }
    const estimate = p1 - p0;
    const se = Math.sqrt((p1 * (1 - p1)) / n1 + squares / (sum * sum));
    out[at] = sign * waldZ(estimate, se);
    out[at + 1] = estimate;
    out[at + 2] = se;
    out[at + 3] = estimate - c * se;
    out[at + 4] = estimate + c * se;
  };
}
