import type { Analysis } from './analysis.ts';
import type { BinaryEffectOptions } from './binaryEffect.ts';
import { type ExactScore, exactAnalysis } from './exactAnalysis.ts';
import { hypergeometricTails } from './hypergeometricTails.ts';
import { tailScore } from './tailScore.ts';
import type { TwoByTwo } from './twoByTwo.ts';
import { createUnconditionalSize } from './unconditionalSize.ts';

/** What makes a table more extreme: Fisher's p-value (Boschloo) or the pooled z (Suissa & Shuster). */
export type UnconditionalOrder = 'fisher' | 'score';

export interface BoschlooOptions extends BinaryEffectOptions {
  /** Default `fisher`. */
  order?: UnconditionalOrder;
}

/** Tables whose statistics differ by less than this relative to it are as extreme as each other (rounding). */
const TIE = 1e-7;

/**
 * Exact unconditional test of two rates, one-sided: the largest probability, over all common rates, of a table as
 * extreme or more, as its normal quantile. Never less powerful than Fisher's test with order `fisher`.
 *
 * Sources: Boschloo, Stat Neerl 1970;24:1-35; Barnard, Biometrika 1947;34:123-138; Suissa & Shuster, J R Stat Soc A
 * 1985;148:317-327. One table only, of at most 4096 patients. A table costs about 0.1 ms the first time (N = 200).
 *
 * @example
 * boschloo([{ n1: 10, x1: 7, n0: 10, x0: 2 }]) // p 0.0207, z 2.0396
 */
export function boschloo(tables: readonly TwoByTwo[], options: BoschlooOptions = {}): Analysis {
  return exactAnalysis(tables, options, createUnconditionalScore(options.order ?? 'fisher'));
}

/** z of the exact unconditional test, with its own scratch. */
export function createUnconditionalScore(order: UnconditionalOrder): ExactScore {
  const tails = new Float64Array(2);
  const size = createUnconditionalSize();
  if (order === 'fisher')
    return (n1, x1, n0, x0) => {
      hypergeometricTails(n1, x1, n0, x0, tails);
      const limit = tails[0]! * (1 + TIE);
      size.reset(n1, n0);
      for (let m = 0; m <= n1 + n0; m++) size.addUpTo(m, limit);
      return scoreOf(size.largest());
    };
  return (n1, x1, n0, x0) => {
    const n = n1 + n0;
    const m1 = x1 + x0;
    const spread = n1 * n0 * m1 * (n - m1);
    const z = spread === 0 ? 0 : (x1 * n0 - x0 * n1) * Math.sqrt(n / spread);
    const bound = z - TIE * Math.abs(z) - 1e-12;
    size.reset(n1, n0);
    for (let m = 0; m <= n; m++) {
      const root = Math.sqrt((n1 * n0 * m * (n - m)) / n);
      // Nobody or everybody responded: the only table of this margin has z = 0.
      if (root > 0) size.addFrom(m, (m * n1 + bound * root) / n);
      else size.addFrom(m, bound > 0 ? n + 1 : 0);
    }
    return scoreOf(size.largest());
  };
}

function scoreOf(p: number): number {
  return tailScore(p, 1 - p);
}
