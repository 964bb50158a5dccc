import type { Analysis } from './analysis.ts';
import type { MeanOptions } from './continuousOptions.ts';
import { directionSign } from './direction.ts';
import type { Moments } from './moments.ts';
import { createStudentTCritical, normalScoreOfT } from './studentT.ts';

export interface AncovaOptions extends MeanOptions {
  /** Categorical covariates (marker, strata): for each the level, from 0, of every group of the moments. */
  factors?: readonly (readonly number[])[];
  /** Numbers that all patients of a group share (a score): for each the value of every group of the moments. */
  values?: readonly (readonly number[])[];
  /** Which baseline covariates of the moments to adjust for; default all of them. */
  covariates?: readonly number[];
}

/** A column whose length is less than this share of what it was before adjustment is a sum of the columns before it. */
const ALIASED = 1e-10;

/**
 * Analysis of covariance: least squares of y on arm, main effects of factors, and baseline covariates, over the patients of some
 * groups. Reports the coefficient of the arm.
 *
 * The normal equations are summed from the classes and factored (Cholesky) with the arm last, so the coefficient and its standard error
 * are the last pivot's and no back-substitution is needed. A column that the data leave aliased (a level without patients, a constant
 * covariate) is dropped, as `lm` does; z is the normal quantile of the one-sided t p-value, with N - rank degrees of freedom. All NaN
 * where the arm is aliased (one arm empty) or no degrees of freedom or spread are left.
 *
 * @param groups indices of the groups in the analysis
 */
export function ancova(moments: Moments, groups: readonly number[], options: AncovaOptions = {}): Analysis {
  const { factors = [], values = [], margin = 0, level = 0.95 } = options;
  const covariates = options.covariates ?? Array.from({ length: moments.covariates }, (_, j) => j);
  const sign = directionSign(options.better);
  const critical = createStudentTCritical(level);
  const indicators = indicatorColumns(groups, factors, values);
  const p = 1 + columnsOf(factors) + values.length + covariates.length + 1;
  const gram = new Float64Array((p + 1) * (p + 1));
  return (out, at) => {
    const n = sumNormalEquations(moments, groups, indicators, covariates, p, gram);
    const total = gram[p * (p + 1) + p]!;
    const rank = choleskyDropping(gram, p);
    const last = p - 1;
    const pivot = gram[last * (p + 1) + last]!;
    const residual = gram[p * (p + 1) + p]!;
    const df = n - rank;
    // A residual at rounding of the total is no residual.
    if (!(pivot > 0 && df > 0 && residual > 1e-14 * total)) {
      out.fill(Number.NaN, at, at + 5);
      return;
    }
    const estimate = gram[p * (p + 1) + last]! / pivot;
    const se = Math.sqrt(residual / df) / pivot;
    const reach = critical(df) * se;
    out[at] = sign * normalScoreOfT((estimate - margin) / se, df);
    out[at + 1] = estimate;
    out[at + 2] = se;
    out[at + 3] = estimate - reach;
    out[at + 4] = estimate + reach;
  };
}

function columnsOf(factors: readonly (readonly number[])[]): number {
  return factors.reduce((columns, levels) => columns + Math.max(...levels), 0);
}

/** Columns of a group that are not 0, and what stands in them: 1 in the intercept (0) and at each factor's level above 0, and the group's numbers. */
interface GroupColumns {
  readonly columns: readonly number[];
  readonly values: readonly number[];
}

function indicatorColumns(
  groups: readonly number[],
  factors: readonly (readonly number[])[],
  numbers: readonly (readonly number[])[],
): GroupColumns[] {
  return groups.map((group) => {
    const columns = [0];
    let first = 1;
    for (const levels of factors) {
      const level = levels[group]!;
      if (level > 0) columns.push(first + level - 1);
      first += Math.max(...levels);
    }
    const values = columns.map(() => 1);
    for (const number of numbers) {
      columns.push(first++);
      values.push(number[group]!);
    }
    return { columns, values };
  });
}

/**
 * Lower triangle of [X y]'[X y], stride p + 1: columns intercept, factors, numbers of groups, covariates, arm, then y in row p.
 *
 * @returns patients
 */
function sumNormalEquations(
  moments: Moments,
  groups: readonly number[],
  indicators: readonly GroupColumns[],
  covariates: readonly number[],
  p: number,
  gram: Float64Array,
): number {
  const stride = p + 1;
  const k = moments.covariates;
  const firstCovariate = p - 1 - covariates.length;
  const arm = p - 1;
  let patients = 0;
  gram.fill(0);
  for (let g = 0; g < groups.length; g++) {
    const { columns, values } = indicators[g]!;
    for (let experimental = 0; experimental < 2; experimental++) {
      const c = 2 * groups[g]! + experimental;
      const n = moments.n[c]!;
      const y = moments.y[c]!;
      patients += n;
      for (let i = 0; i < columns.length; i++) {
        const row = columns[i]!;
        const value = values[i]!;
        for (let j = 0; j <= i; j++) gram[row * stride + columns[j]!]! += n * value * values[j]!;
        gram[p * stride + row]! += y * value;
        if (experimental === 1) gram[arm * stride + row]! += n * value;
        for (let u = 0; u < covariates.length; u++)
          gram[(firstCovariate + u) * stride + row]! += value * moments.x[c * k + covariates[u]!]!;
      }
      for (let u = 0; u < covariates.length; u++) {
        const a = covariates[u]!;
        const row = firstCovariate + u;
        for (let v = 0; v <= u; v++) {
          const b = covariates[v]!;
          gram[row * stride + firstCovariate + v]! +=
            moments.xx[(c * k + Math.max(a, b)) * k + Math.min(a, b)]!;
        }
        gram[p * stride + row]! += moments.xy[c * k + a]!;
        if (experimental === 1) gram[arm * stride + row]! += moments.x[c * k + a]!;
      }
      if (experimental === 1) {
        gram[arm * stride + arm]! += n;
        gram[p * stride + arm]! += y;
      }
      gram[p * stride + p]! += moments.yy[c]!;
    }
  }
  return patients;
}

/**
 * Cholesky factor in place; the last row becomes L^-1 X'y, its corner the residual sum of squares. The pivot of an aliased column is set to 0.
 *
 * @returns rank of the first p columns
 */
function choleskyDropping(gram: Float64Array, p: number): number {
  const stride = p + 1;
  let rank = 0;
  for (let j = 0; j < p; j++) {
    const before = gram[j * stride + j]!;
    let square = before;
    for (let i = 0; i < j; i++) square -= gram[j * stride + i]! * gram[j * stride + i]!;
    const pivot = square > ALIASED * before ? Math.sqrt(square) : 0;
    gram[j * stride + j] = pivot;
    if (pivot > 0) rank++;
    for (let r = j + 1; r <= p; r++) {
      let value = gram[r * stride + j]!;
      for (let i = 0; i < j; i++) value -= gram[r * stride + i]! * gram[j * stride + i]!;
      gram[r * stride + j] = pivot > 0 ? value / pivot : 0;
    }
  }
  let residual = gram[p * stride + p]!;
  for (let i = 0; i < p; i++) residual -= gram[p * stride + i]! * gram[p * stride + i]!;
  gram[p * stride + p] = residual;
  return rank;
}
