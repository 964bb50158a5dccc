import { betaTailAt } from '../numeric/betaTail.ts';
import type { BasketAnalysis, BasketSetting } from './basketAnalysis.ts';
import { betaIntervals } from './betaIntervals.ts';
import type { BetaShapes } from './betaShapes.ts';
import { cachedByPair, type PairWeight } from './pairCache.ts';
import { pruningLimits } from './pruning.ts';

export interface WeightedSum {
  readonly prior: BetaShapes;
  /** How much a basket takes from another, in [0, 1]; all of itself. */
  readonly weight: PairWeight;
  /** True: prior and data are shared (Fujikawa). False: data are, and the prior stands once (power prior). */
  readonly sharesPrior: boolean;
  /** Times every weight, from the data of all baskets; null for 1. */
  readonly global: ((n: ArrayLike<number>, x: ArrayLike<number>) => number) | null;
  /** Whether a basket takes at most as many patients from another as it has itself. */
  readonly limited: boolean;
  /** Baskets, from 0, that only give: the others borrow from them alone. Without: all borrow from all. */
  readonly donors: readonly number[] | undefined;
  /** A basket that would not be claimed at this probability, had all as many responders, gives and takes nothing; null for none such. */
  readonly prune: number | null;
}

/** Beta posteriors whose shapes are weighted sums over the baskets, weights by all baskets counting those that are pruned too: shapes of j = prior + sum of weight(i, j) data of i. */
export function weightedBeta(sum: WeightedSum, setting: BasketSetting): BasketAnalysis {
  const { nullRates, mostPatients, level } = setting;
  const baskets = nullRates.length;
  const [a, b] = sum.prior;
  const weight = cachedByPair(mostPatients, sum.weight);
  const tails = nullRates.map(betaTailAt);
  const gives = giving(baskets, sum.donors);
  const first = new Float64Array(baskets);
  const second = new Float64Array(baskets);
  const limit =
    sum.prune === null
      ? null
      : pruningLimits(
          weightedBeta({ ...sum, prune: null }, { ...setting, level: null }),
          mostPatients,
          sum.prune,
        );
  const kept = new Uint8Array(baskets).fill(1);
  const interval = level === null ? null : betaIntervals(level);
  const addedPrior = sum.sharesPrior ? 1 : 0;
  return {
    baskets,
    analyse: (n, x, out) => {
      const global = sum.global === null ? 1 : sum.global(n, x);
      const { borrowed } = out;
      if (borrowed !== undefined) borrowed.fill(0);
      for (let j = 0; j < baskets; j++) {
        first[j] = a + x[j];
        second[j] = b + n[j] - x[j];
        if (limit !== null) kept[j] = x[j] >= limit(j, n[j]) ? 1 : 0;
      }
      for (let i = 1; i < baskets; i++) {
        for (let j = 0; j < i; j++) {
          const both = kept[i] & kept[j];
          let toI = both & gives[j * baskets + i];
          let toJ = both & gives[i * baskets + j];
          if (toI + toJ === 0) continue;
          if (sum.limited && n[i] !== n[j]) {
            if (n[i] < n[j]) toI *= n[i] / n[j];
            else toJ *= n[j] / n[i];
          }
          const w = global * weight(n[i], x[i], n[j], x[j]);
          if (borrowed !== undefined) {
            borrowed[i * baskets + j] = toI * w;
            borrowed[j * baskets + i] = toJ * w;
          }
          first[i] += toI * w * (addedPrior * a + x[j]);
          second[i] += toI * w * (addedPrior * b + n[j] - x[j]);
          first[j] += toJ * w * (addedPrior * a + x[i]);
          second[j] += toJ * w * (addedPrior * b + n[i] - x[i]);
        }
      }
      for (let j = 0; j < baskets; j++) {
        out.size[j] = first[j] + second[j];
        out.mean[j] = first[j] / out.size[j];
        out.above[j] = tails[j](first[j], second[j]);
        if (interval !== null) interval(first[j], second[j], j, out.lower, out.upper);
      }
    },
  };
}

/** 1 at (i, j) where basket i gives to basket j. */
function giving(baskets: number, donors: readonly number[] | undefined): Uint8Array {
  const gives = new Uint8Array(baskets * baskets);
  for (let i = 0; i < baskets; i++) {
    for (let j = 0; j < baskets; j++) {
      const borrows = donors === undefined || (donors.includes(i) && !donors.includes(j));
      gives[i * baskets + j] = i !== j && borrows ? 1 : 0;
    }
  }
  return gives;
}
