import { chiSquareUpperTail } from '../numeric/chiSquare.ts';
import type { BasketMethod } from './basketAnalysis.ts';
import { betaCounts } from './betaCounts.ts';
import type { BetaShapes } from './betaShapes.ts';
import { checkPrior, checkShare } from './checks.ts';
import { cachedByCounts } from './countCache.ts';
import { fisherHomogeneity } from './fisherHomogeneity.ts';
import { homogeneity } from './homogeneity.ts';
import { basketRefusal } from './refusals.ts';

/** Tables that Fisher's exact test may have to visit in one analysis. */
const MOST_TABLES = 2e6;

export interface PruneAndPoolOptions {
  /** Of each rate; 1, 1 where not given. */
  readonly prior?: BetaShapes;
  /** A basket that, alone, exceeds its null rate with less than this probability is pruned; 0.3 where not given. */
  readonly prune?: number;
  /** The rest is pooled where homogeneity is not rejected at this level; 0.2 where not given. 0 always pools. */
  readonly level?: number;
  /** `fisher` (exact) where not given; `chi-square` is asymptotic, and for many or large baskets. */
  readonly test?: 'fisher' | 'chi-square';
}

/**
 * Pruning and pooling: baskets that do badly alone are taken out, and the rest speak with one rate unless a test says
 * that they differ; then each stands alone. A pruned basket keeps the posterior of its own data.
 *
 * This is an analysis of the data at hand. The published designs prune or test at an interim analysis, with limits of
 * their own; the two limits here that are not given (0.3, 0.2) are this project's, to be calibrated.
 *
 * Source: Cunanan et al., Statistics in Medicine 2017;36:1568-1579 (test of homogeneity, then pooled or alone); Beckman,
 * Antonijevic, Kalamegham & Chen, Clinical Pharmacology & Therapeutics 2016;100:617-625 (pruning).
 *
 * @example x = 0, 5, 4 of 10 each against 0.2: basket 0 alone, mean 1 / 12; the others pooled, mean 10 / 22
 */
export const pruneAndPool: BasketMethod<PruneAndPoolOptions> = {
  filled,
  check: ({ prior, prune, level, test = 'fisher' }, { nullRates, mostPatients }) => {
    const tables = (mostPatients + 1) ** (nullRates.length - 1);
    return [
      ...checkPrior(prior),
      ...checkShare(prune, 'prune'),
      ...checkShare(level, 'level'),
      ...(test === 'fisher' && tables > MOST_TABLES
        ? [basketRefusal('fisher-tables', 'test', test, { tables, most: MOST_TABLES })]
        : []),
    ];
  },
  build: (options, setting) => {
    const { prior, prune, level, test } = filled(options);
    const { mostPatients } = setting;
    const baskets = setting.nullRates.length;
    const write = betaCounts(prior, setting, baskets * mostPatients);
    const keptN = new Int32Array(baskets);
    const keptX = new Int32Array(baskets);
    const pValue =
      test === 'fisher'
        ? cachedByCounts(baskets, (n, x) => fisherHomogeneity(n, x, baskets))
        : (n: Int32Array, x: Int32Array) => chiSquareP(n, x, baskets);
    return {
      baskets,
      analyse: (n, x, out) => {
        let patients = 0;
        let responders = 0;
        for (let j = 0; j < baskets; j++) {
          write(j, n[j], x[j], out);
          const kept = out.above[j] >= prune;
          keptN[j] = kept ? n[j] : 0;
          keptX[j] = kept ? x[j] : 0;
          patients += keptN[j];
          responders += keptX[j];
        }
        if (level > 0 && pValue(keptN, keptX) <= level) return;
        for (let j = 0; j < baskets; j++) if (out.above[j] >= prune) write(j, patients, responders, out);
      },
    };
  },
};

function filled({ prior = [1, 1], prune = 0.3, level = 0.2, test = 'fisher' }: PruneAndPoolOptions) {
  return { prior, prune, level, test };
}

function chiSquareP(n: Int32Array, x: Int32Array, baskets: number): number {
  let filled = 0;
  for (let j = 0; j < baskets; j++) if (n[j] > 0) filled++;
  return filled < 2 ? 1 : chiSquareUpperTail(homogeneity(n, x, baskets), filled - 1);
}
