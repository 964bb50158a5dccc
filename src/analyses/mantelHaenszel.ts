import type { TwoByTwo } from './twoByTwo.ts';

/**
 * Mantel-Haenszel estimators over strata: each writes the estimate to `out[at + 1]` and its standard error to `out[at + 2]`.
 *
 * With one stratum they are the plain estimators (for the ratios also the plain standard errors). A stratum with an empty arm
 * has no weight. `add` is put into every cell of every stratum with patients in both arms (0, or 0.5 to mend a zero cell). NaN where
 * there is no stratum with two arms; a log ratio of 0 or infinity is written as it is, without a standard error.
 */

/**
 * Risk difference with weights n1 n0 / N. Standard error from the rates of each arm in each stratum (Greenland &
 * Robins 1985, Biometrics 41:55-68), which does not ask for one common difference.
 */
export function mantelHaenszelDifference(tables: readonly TwoByTwo[], out: Float64Array, at: number): void {
  let weights = 0;
  let sum = 0;
  let variance = 0;
  for (let s = 0; s < tables.length; s++) {
    const { n1, x1, n0, x0 } = tables[s]!;
    if (n1 === 0 || n0 === 0) continue;
    const n = n1 + n0;
    weights += (n1 * n0) / n;
    sum += (x1 * n0 - x0 * n1) / n;
    variance += ((x1 * (n1 - x1) * n0 * n0) / n1 + (x0 * (n0 - x0) * n1 * n1) / n0) / (n * n);
  }
  out[at + 1] = sum / weights;
  out[at + 2] = Math.sqrt(variance) / weights;
}

/**
 * Risk difference with weights n1 n0 / N and the standard error of Sato (Biometrics 1989;45:1323-1324), which holds
 * for many small strata as for a few large ones, under one common difference.
 */
export function satoDifference(tables: readonly TwoByTwo[], out: Float64Array, at: number): void {
  let weights = 0;
  let sum = 0;
  let p = 0;
  let q = 0;
  for (let s = 0; s < tables.length; s++) {
    const { n1, x1, n0, x0 } = tables[s]!;
    if (n1 === 0 || n0 === 0) continue;
    const n = n1 + n0;
    weights += (n1 * n0) / n;
    sum += (x1 * n0 - x0 * n1) / n;
    p += (n1 * n1 * x0 - n0 * n0 * x1 + (n1 * n0 * (n0 - n1)) / 2) / (n * n);
    q += (x1 * (n0 - x0) + x0 * (n1 - x1)) / (2 * n);
  }
  out[at + 1] = sum / weights;
  out[at + 2] = Math.sqrt((sum / weights) * p + q) / weights;
}

/** Log risk ratio, variance of Greenland & Robins 1985. */
export function mantelHaenszelLogRatio(
  tables: readonly TwoByTwo[],
  add: number,
  out: Float64Array,
  at: number,
): void {
  let r = 0;
  let s = 0;
  let p = 0;
  for (let i = 0; i < tables.length; i++) {
    const table = tables[i]!;
    if (table.n1 === 0 || table.n0 === 0) continue;
    const x1 = table.x1 + add;
    const x0 = table.x0 + add;
    const n1 = table.n1 + 2 * add;
    const n0 = table.n0 + 2 * add;
    const n = n1 + n0;
    r += (x1 * n0) / n;
    s += (x0 * n1) / n;
    p += ((x1 + x0) * n1 * n0 - x1 * x0 * n) / (n * n);
  }
  out[at + 1] = Math.log(r / s);
  // Nothing but responders leaves p at rounding of 0.
  out[at + 2] = r * s > 0 ? Math.sqrt(Math.max(0, p) / (r * s)) : Number.NaN;
}

/** Log odds ratio, variance of Robins, Breslow & Greenland (Biometrics 1986;42:311-323). */
export function mantelHaenszelLogOddsRatio(
  tables: readonly TwoByTwo[],
  add: number,
  out: Float64Array,
  at: number,
): void {
  let r = 0;
  let s = 0;
  let pr = 0;
  let psqr = 0;
  let qs = 0;
  for (let i = 0; i < tables.length; i++) {
    const table = tables[i]!;
    if (table.n1 === 0 || table.n0 === 0) continue;
    const yes1 = table.x1 + add;
    const no1 = table.n1 - table.x1 + add;
    const yes0 = table.x0 + add;
    const no0 = table.n0 - table.x0 + add;
    const n = yes1 + no1 + yes0 + no0;
    const ri = (yes1 * no0) / n;
    const si = (no1 * yes0) / n;
    const pi = (yes1 + no0) / n;
    const qi = (no1 + yes0) / n;
    r += ri;
    s += si;
    pr += pi * ri;
    psqr += pi * si + qi * ri;
    qs += qi * si;
  }
  out[at + 1] = Math.log(r / s);
  out[at + 2] = r * s > 0 ? Math.sqrt(pr / (2 * r * r) + psqr / (2 * r * s) + qs / (2 * s * s)) : Number.NaN;
}
