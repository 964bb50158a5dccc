import { normalUpperQuantile } from '../numeric/normal.ts';
import { studentTQuantile, studentTUpperTail } from '../numeric/studentT.ts';

/** From here on the expansion is used: it is within 5e-11 of the exact score for |t| <= 4. */
const EXPANSION_FROM = 40;
const EXPANSION_UP_TO = 4;

/**
 * The normal quantile of a t statistic's one-sided p-value, so that a t test is held against the same bounds as every
 * other z.
 *
 * Hill's expansion (Commun ACM 1970;13:617-619) for 40 degrees of freedom or more and |t| <= 4, the exact tail otherwise.
 *
 * @param t statistic
 * @param df degrees of freedom > 0, need not be whole
 *
 * @example normalScoreOfT(2.228139, 10) // 1.959964
 */
export function normalScoreOfT(t: number, df: number): number {
  if (df >= EXPANSION_FROM && Math.abs(t) <= EXPANSION_UP_TO) {
    const a = df - 0.5;
    const b = 48 * a * a;
    const square = a * Math.log1p((t * t) / df);
    const w = Math.sqrt(square);
    const first = (square + 3) / b;
    const second =
      (((4 * square + 33) * square + 240) * square + 855) / (10 * b * (b + 0.8 * square * square + 100));
    return (t < 0 ? -w : w) * (1 + first - second);
  }
  if (Number.isNaN(t)) return t;
  const size = normalUpperQuantile(Math.max(studentTUpperTail(Math.abs(t), df), 1e-300));
  return t < 0 ? -size : size;
}

/** Below this the quantile is asked for itself: the series is for the smooth part. */
const SERIES_FROM = 8;
const SERIES_TERMS = 16;

/**
 * The t quantile at one level as a fast function of the degrees of freedom, whole or not: a Chebyshev series in 1 / df,
 * set up once. Within 1e-12 of the quantile relative to it from 8 degrees of freedom on; below, the quantile itself.
 *
 * @param level two-sided confidence level in (0,1)
 * @returns df -> upper quantile at (1 + level) / 2
 *
 * @example createStudentTCritical(0.95)(10) // 2.228139
 */
export function createStudentTCritical(level: number): (df: number) => number {
  const p = 1 - (1 - level) / 2;
  const half = 0.5 / SERIES_FROM;
  const value = new Float64Array(SERIES_TERMS);
  const series = new Float64Array(SERIES_TERMS);
  for (let i = 0; i < SERIES_TERMS; i++)
    value[i] = studentTQuantile(p, 1 / (half * (1 + Math.cos((Math.PI * (i + 0.5)) / SERIES_TERMS))));
  for (let k = 0; k < SERIES_TERMS; k++) {
    let sum = 0;
    for (let i = 0; i < SERIES_TERMS; i++)
      sum += value[i]! * Math.cos((Math.PI * k * (i + 0.5)) / SERIES_TERMS);
    series[k] = (sum * (k === 0 ? 1 : 2)) / SERIES_TERMS;
  }
  return (df) => {
    if (!(df >= SERIES_FROM)) return df > 0 ? studentTQuantile(p, df) : Number.NaN;
    const x = 1 / (df * half) - 1;
    let next = 0;
    let current = 0;
    for (let k = SERIES_TERMS - 1; k > 0; k--) {
      const previous = 2 * x * current - next + series[k]!;
      next = current;
      current = previous;
    }
    return x * current - next + series[0]!;
  };
}
