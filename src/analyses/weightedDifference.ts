import type { Analysis } from './analysis.ts';
import { type Better, directionSign } from './direction.ts';
import type { TwoByTwo } from './twoByTwo.ts';
import { criticalValue } from './waldInterval.ts';
import { waldZ } from './waldZ.ts';

/** Rounds of fitting, far more than margins of a few covariates need. */
const ROUNDS = 200;
const CLOSE = 1e-10;

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
  const weights = new Float64Array(tables.length);
  const sizes = levels.map((of) => 1 + Math.max(...Array.from(of)));
  const treated = new Float64Array(Math.max(1, ...sizes));
  const cohort = new Float64Array(treated.length);

  /** One covariate's margins set right; returns the greatest correction. */
  function rake(of: ArrayLike<number>): number {
    treated.fill(0);
    cohort.fill(0);
    for (let s = 0; s < tables.length; s++) {
      treated[of[s]] += tables[s].n1;
      cohort[of[s]] += weights[s] * tables[s].n0;
    }
    let most = 0;
    for (let s = 0; s < tables.length; s++) {
      const factor = cohort[of[s]] > 0 ? treated[of[s]] / cohort[of[s]] : treated[of[s]] > 0 ? Number.NaN : 0;
      weights[s] *= factor;
      if (!(Math.abs(factor - 1) <= most) && treated[of[s]] > 0) most = Math.abs(factor - 1);
    }
    return most;
  }

  return (out, at) => {
    weights.fill(1);
    let off = Number.POSITIVE_INFINITY;
    for (let round = 0; round < ROUNDS && off > CLOSE; round++) {
      off = 0;
      for (let k = 0; k < levels.length; k++) off = Math.max(off, rake(levels[k]));
    }
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
    const p0 = off <= CLOSE ? responders / sum : Number.NaN;
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
