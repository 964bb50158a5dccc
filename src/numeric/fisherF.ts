import { betaCdf } from './beta.ts';

/** P(X <= x) of Fisher's F with df1 : df2 degrees of freedom, computed as a tail below 1. */
export function fisherFCdf(x: number, df1: number, df2: number): number {
  if (x > 1) return 1 - fisherFUpperTail(x, df1, df2);
  return betaCdf((df1 * x) / (df2 + df1 * x), df1 / 2, df2 / 2);
}

/** P(X > x), computed as a tail above 1. @example fisherFUpperTail(4.964603, 1, 10) // 0.05 */
export function fisherFUpperTail(x: number, df1: number, df2: number): number {
  if (x < 1) return 1 - fisherFCdf(x, df1, df2);
  return betaCdf(df2 / (df2 + df1 * x), df2 / 2, df1 / 2);
}
