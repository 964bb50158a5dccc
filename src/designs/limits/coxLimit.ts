/** One row of a limiting risk set: patients with the same covariates in a stratum, over the points of a time grid. */
export interface RiskRow {
  readonly stratum: number;
  /** Covariates of the model, the arm first. */
  readonly z: readonly number[];
  /** Expected patients at risk. */
  readonly atRisk: Float64Array;
  /** Expected events seen at each point. */
  readonly events: Float64Array;
}

/** Where the partial likelihood is at its maximum. */
export interface CoxLimit {
  /** Coefficients, the arm's first; +-Infinity where one arm has no events, NaN without events. */
  readonly beta: readonly number[];
  /** Expected information, row by row; empty where there is no finite limit. */
  readonly information: readonly (readonly number[])[];
}

const STEPS = 100;

/** A coefficient beyond this is on its way to infinity. */
const FAR = 50;

/** A pivot below this part of its diagonal element is rounding of 0. */
const ALIASED = 1e-11;

/**
 * The value that the (stratified) Cox estimator tends to: the root of the limiting score
 * sum over strata of integral { sum of z dN - s1(beta, t) / s0(beta, t) dN }, whatever the hazards are.
 *
 * Source: Struthers & Kalbfleisch, Biometrika 1986;73:363-369, eq. 2.3. Newton's method on the concave log partial
 * likelihood, with steps halved where they overshoot.
 *
 * @example one stratum under proportional hazards with hazard ratio 0.5: beta = [log 0.5]
 */
export function coxLimit(rows: readonly RiskRow[]): CoxLimit {
  const p = rows[0]?.z.length ?? 1;
  const [control, experimental] = [0, 1].map((arm) =>
    rows.reduce((sum, row) => sum + (row.z[0] === arm ? total(row.events) : 0), 0),
  );
  if (!(control + experimental > 0)) return none(p, Number.NaN);
  if (control === 0) return none(p, Number.POSITIVE_INFINITY);
  if (experimental === 0) return none(p, Number.NEGATIVE_INFINITY);
  const likelihood = createLikelihood(rows, p);
  let beta = new Array<number>(p).fill(0);
  let at = likelihood(beta);
  for (let step = 0; step < STEPS; step++) {
    const move = solveInformation(at.information, at.score);
    let next = at;
    let factor = 1;
    for (let halving = 0; halving < 30; halving++, factor /= 2) {
      next = likelihood(beta.map((b, i) => b + factor * move[i]));
      if (next.value >= at.value - 1e-13 * Math.abs(at.value)) break;
    }
    beta = beta.map((b, i) => b + factor * move[i]);
    at = next;
    if (Math.abs(beta[0]) > FAR)
      return none(p, beta[0] > 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY);
    if (move.every((m) => Math.abs(m) < 1e-11)) break;
  }
  return { beta, information: at.information };
}

function none(p: number, coefficient: number): CoxLimit {
  return { beta: new Array(p).fill(coefficient), information: [] };
}

/**
 * Solves information x = right by Cholesky, column by column; one that is a sum of earlier ones (a covariate that repeats a
 * stratum) is dropped, as the analysis does. The arm comes first, so it is never the one to go.
 */
export function solveInformation(
  information: readonly (readonly number[])[],
  right: readonly number[],
): number[] {
  const p = right.length;
  const l = information.map((row) => [...row]);
  const x = [...right];
  for (let j = 0; j < p; j++) {
    for (let k = 0; k < j; k++) {
      l[j][j] -= l[j][k] * l[j][k];
      x[j] -= l[j][k] * x[k];
    }
    const root = l[j][j] > ALIASED * information[j][j] ? Math.sqrt(l[j][j]) : Number.POSITIVE_INFINITY;
    l[j][j] = root;
    x[j] /= root;
    for (let i = j + 1; i < p; i++) {
      for (let k = 0; k < j; k++) l[i][j] -= l[i][k] * l[j][k];
      l[i][j] /= root;
    }
  }
  for (let j = p - 1; j >= 0; j--) {
    for (let i = j + 1; i < p; i++) x[j] -= l[i][j] * x[i];
    x[j] /= l[j][j];
  }
  return x;
}

function total(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum;
}

interface Likelihood {
  value: number;
  score: number[];
  information: number[][];
}

/** Log partial likelihood per expected event, with its derivatives. */
function createLikelihood(rows: readonly RiskRow[], p: number): (beta: readonly number[]) => Likelihood {
  const strata = [...new Set(rows.map((row) => row.stratum))].map((stratum) => {
    const own = rows.filter((row) => row.stratum === stratum);
    const events = new Float64Array(own[0].events.length);
    for (const row of own) for (let i = 0; i < events.length; i++) events[i] += row.events[i];
    return { own, events };
  });
  const observed = rows.map((row) => total(row.events));
  return (beta) => {
    const score = new Array<number>(p).fill(0);
    const information = score.map(() => new Array<number>(p).fill(0));
    const linear = (row: RiskRow) => row.z.reduce((sum, z, j) => sum + z * beta[j], 0);
    let value = 0;
    rows.forEach((row, r) => {
      value += observed[r] * linear(row);
      row.z.forEach((z, j) => {
        score[j] += observed[r] * z;
      });
    });
    const s1 = new Array<number>(p);
    const s2 = score.map(() => new Array<number>(p));
    for (const { own, events } of strata) {
      const risk = own.map((row) => Math.exp(linear(row)));
      for (let i = 0; i < events.length; i++) {
        if (events[i] === 0) continue;
        let s0 = 0;
        s1.fill(0);
        for (const row of s2) row.fill(0);
        for (let r = 0; r < own.length; r++) {
          const weight = own[r].atRisk[i] * risk[r];
          const { z } = own[r];
          s0 += weight;
          for (let j = 0; j < p; j++) {
            if (z[j] === 0) continue;
            s1[j] += weight * z[j];
            for (let k = 0; k <= j; k++) s2[j][k] += weight * z[j] * z[k];
          }
        }
        value -= events[i] * Math.log(s0);
        for (let j = 0; j < p; j++) {
          const mean = s1[j] / s0;
          score[j] -= events[i] * mean;
          for (let k = 0; k <= j; k++) information[j][k] += events[i] * (s2[j][k] / s0 - mean * (s1[k] / s0));
        }
      }
    }
    for (let j = 0; j < p; j++) for (let k = 0; k < j; k++) information[k][j] = information[j][k];
    return { value, score, information };
  };
}
