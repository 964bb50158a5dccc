import { betaQuantile, betaUpperTail } from '../numeric/beta.ts';
import type { BasketPosteriors, BasketSetting } from './basketAnalysis.ts';
import type { BetaShapes } from './betaShapes.ts';
import { countTable } from './countTable.ts';

/** Writes what is said of basket j when its posterior comes from x responders of n. */
type WriteBasket = (j: number, n: number, x: number, out: BasketPosteriors) => void;

/**
 * The posterior Beta(a + x, b + n - x) of one prior and whole counts, from tables by (n, x) that baskets of one null
 * rate share.
 *
 * @param most greatest n
 */
export function betaCounts(
  [a, b]: BetaShapes,
  { nullRates, level }: BasketSetting,
  most: number,
): WriteBasket {
  const tails = new Map(
    nullRates.map((rate) => [rate, countTable(most, (n, x) => betaUpperTail(rate, a + x, b + n - x))]),
  );
  const above = nullRates.map((rate) => tails.get(rate)!);
  const quantile = (p: number) => countTable(most, (n, x) => betaQuantile(p, a + x, b + n - x));
  const lower = level === null ? null : quantile((1 - level) / 2);
  const upper = level === null ? null : quantile((1 + level) / 2);
  return (j, n, x, out) => {
    out.size[j] = a + b + n;
    out.mean[j] = (a + x) / out.size[j];
    out.above[j] = above[j](n, x);
    if (lower === null || upper === null) return;
    out.lower[j] = lower(n, x);
    out.upper[j] = upper(n, x);
  };
}
