import type { Analysis } from './analysis.ts';
import type { MeanOptions } from './continuousOptions.ts';
import { directionSign } from './direction.ts';
import type { Moments } from './moments.ts';
import { createStudentTCritical, normalScoreOfT } from './studentT.ts';

export interface TTestOptions extends MeanOptions {
  /** Default `welch`: unequal variances, Satterthwaite's degrees of freedom. */
  variance?: 'pooled' | 'welch';
}

/**
 * Difference of means, experimental minus control: Student's (pooled) or Welch's t test of the patients of some groups,
 * and over strata the difference with weights n1 n0 / N.
 *
 * z is the normal quantile of the t test's one-sided p-value; the interval uses the t quantile. Over strata `pooled` takes one variance
 * within stratum and arm, with N - 2 S degrees of freedom; `welch` one for each, with Satterthwaite's degrees of freedom of the weighted sum. A
 * stratum with an empty arm is passed over by the estimate (its arm still counts in the pooled variance). All NaN where
 * there is no variance to be had: too few patients (Welch: fewer than two in an arm of a stratum), or no spread at all.
 *
 * Source: Welch, Biometrika 1947;34:28-35.
 *
 * @param strata groups of each stratum, e.g. `[[0, 1]]` for a plain test of groups 0 and 1
 *
 * @example
 * // experimental 5, 6, 7, 9; control 3, 4, 4, 6 (one group)
 * tTest(moments, [[0]], { variance: 'pooled' }) // t 2.3570 on 6 df: z 1.9071; 2.5 (-0.0953 to 5.0953)
 */
export function tTest(
  moments: Moments,
  strata: readonly (readonly number[])[],
  options: TTestOptions = {},
): Analysis {
  const { variance = 'welch', margin = 0, level = 0.95 } = options;
  const sign = directionSign(options.better);
  const critical = createStudentTCritical(level);
  const welch = variance === 'welch';
  const cell = new Float64Array(6);
  return (out, at) => {
    let weights = 0;
    let sum = 0;
    // Pooled: squares about the cell means, their degrees of freedom, and the sum of w^2 (1/n1 + 1/n0).
    let squares = 0;
    let df = 0;
    let factor = 0;
    // Welch: variance of the weighted sum, and of each part its square over its degrees of freedom.
    let spread = 0;
    let parts = 0;
    for (let s = 0; s < strata.length; s++) {
      sumArms(moments, strata[s]!, cell);
      const n0 = cell[0]!;
      const n1 = cell[3]!;
      const squares0 = n0 > 0 ? Math.max(0, cell[2]! - (cell[1]! * cell[1]!) / n0) : 0;
      const squares1 = n1 > 0 ? Math.max(0, cell[5]! - (cell[4]! * cell[4]!) / n1) : 0;
      squares += squares0 + squares1;
      df += Math.max(0, n0 - 1) + Math.max(0, n1 - 1);
      if (n0 === 0 || n1 === 0) continue;
      const weight = (n1 * n0) / (n1 + n0);
      weights += weight;
      sum += weight * (cell[4]! / n1 - cell[1]! / n0);
      factor += weight;
      const v0 = (weight * weight * squares0) / (n0 * (n0 - 1));
      const v1 = (weight * weight * squares1) / (n1 * (n1 - 1));
      spread += v0 + v1;
      parts += (v0 * v0) / (n0 - 1) + (v1 * v1) / (n1 - 1);
    }
    const v = welch ? spread : (factor * squares) / df;
    const freedom = welch ? (spread * spread) / parts : df;
    const estimate = sum / weights;
    const se = Math.sqrt(v) / weights;
    if (!(se > 0 && freedom > 0)) {
      out.fill(Number.NaN, at, at + 5);
      return;
    }
    const reach = critical(freedom) * se;
    out[at] = sign * normalScoreOfT((estimate - margin) / se, freedom);
    out[at + 1] = estimate;
    out[at + 2] = se;
    out[at + 3] = estimate - reach;
    out[at + 4] = estimate + reach;
  };
}

/** n, sum y, sum y^2 of the control arm, then of the experimental arm, over the groups of a stratum. */
function sumArms(moments: Moments, groups: readonly number[], cell: Float64Array): void {
  cell.fill(0);
  for (let g = 0; g < groups.length; g++) {
    const c = 2 * groups[g]!;
    cell[0]! += moments.n[c]!;
    cell[1]! += moments.y[c]!;
    cell[2]! += moments.yy[c]!;
    cell[3]! += moments.n[c + 1]!;
    cell[4]! += moments.y[c + 1]!;
    cell[5]! += moments.yy[c + 1]!;
  }
}
