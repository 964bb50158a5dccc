/** Rounds of fitting, far more than margins of a few covariates need. */
const ROUNDS = 200;
const CLOSE = 1e-10;

/** Weights of an external cohort's strata, refilled by `rake`. */
export interface Raking {
  /** Of a patient of the cohort, by stratum: odds of being in the trial. */
  readonly weights: Float64Array;
  /** Fits the weights to the numbers of treated and of cohort patients by stratum; false where the cohort cannot be weighted to the treated. */
  rake(treated: ArrayLike<number>, cohort: ArrayLike<number>): boolean;
}

/**
 * Weights by the odds of being in the trial under a logistic model with main effects of categorical covariates, fitted so that the weighted
 * cohort has the treated's margins (method of moments; for categories this is raking).
 *
 * Source: Signorovitch et al., Pharmacoeconomics 2010;28:935-945.
 *
 * @param levels by covariate the level of each stratum of all covariates together
 */
export function createRaking(strata: number, levels: readonly ArrayLike<number>[]): Raking {
  const weights = new Float64Array(strata);
  const sizes = levels.map((of) => 1 + Math.max(...Array.from(of)));
  const inTrial = new Float64Array(Math.max(1, ...sizes));
  const inCohort = new Float64Array(inTrial.length);

  /** One covariate's margins set right; returns the greatest correction. */
  function correct(of: ArrayLike<number>, treated: ArrayLike<number>, cohort: ArrayLike<number>): number {
    inTrial.fill(0);
    inCohort.fill(0);
    for (let s = 0; s < strata; s++) {
      inTrial[of[s]] += treated[s];
      inCohort[of[s]] += weights[s] * cohort[s];
    }
    let most = 0;
    for (let s = 0; s < strata; s++) {
      const level = of[s];
      const factor =
        inCohort[level] > 0 ? inTrial[level] / inCohort[level] : inTrial[level] > 0 ? Number.NaN : 0;
      weights[s] *= factor;
      if (!(Math.abs(factor - 1) <= most) && inTrial[level] > 0) most = Math.abs(factor - 1);
    }
    return most;
  }

  return {
    weights,
    rake(treated, cohort) {
      weights.fill(1);
      let off = Number.POSITIVE_INFINITY;
      for (let round = 0; round < ROUNDS && off > CLOSE; round++) {
        off = 0;
        for (let k = 0; k < levels.length; k++) off = Math.max(off, correct(levels[k], treated, cohort));
      }
      return off <= CLOSE;
    },
  };
}
