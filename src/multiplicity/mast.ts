import { bivariateNormalUpper } from '../numeric/bivariateNormal.ts';
import { findRoot } from '../numeric/roots.ts';
import { checkAlpha, checkLocalLevel, checkShare } from './checks.ts';
import { boundOf, type SubgroupKind } from './procedure.ts';
import { shareTable } from './shareTable.ts';

export interface MastOptions {
  readonly alpha: number;
  /** Level of the first test, in M+; 0.022 of 0.025 is usual. */
  readonly alphaPositive: number;
  /** Information in M+ over information in all, in (0, 1]. */
  readonly informationShare?: number;
}

/**
 * Level of the overall test that MaST does where M+ was not significant: P(M+ not significant, overall significant) =
 * alpha - alphaPositive at the global null.
 *
 * @example mastOverallLevel({ alpha: 0.025, alphaPositive: 0.022 }, 0.5) // 0.0059245
 */
export function mastOverallLevel(
  { alpha, alphaPositive }: Pick<MastOptions, 'alpha' | 'alphaPositive'>,
  informationShare: number,
): number {
  const r = Math.sqrt(informationShare);
  const first = boundOf(alphaPositive);
  const left = alpha - alphaPositive;
  const excess = (level: number) => level - bivariateNormalUpper(first, boundOf(level), r) - left;
  if (excess(left) >= 0) return left;
  return excess(alpha) <= 0 ? alpha : findRoot(excess, left, alpha, 1e-15);
}

/**
 * Marker sequential test. Hypotheses: 0 M+, 1 M-, 2 overall. M+ at `alphaPositive`; if rejected, M- at alpha; if not,
 * overall at the level that makes the type I error of the global null alpha. A rejection of overall is a claim for all.
 *
 * Alpha is kept at the global null, not in general for M-: where only M+ benefits, a claim for M- (also as a part of all)
 * has at worst 0.0254, 0.0270, 0.0303 of 0.025 at information shares 0.5, 0.7, 0.9. Not monotone: a better M+ may take the
 * claim for all away.
 *
 * Source: Freidlin, Korn & Gray, Clinical Trials 2014;11:19-27.
 *
 * @example mast.build({ alpha: 0.025, alphaPositive: 0.022, informationShare: 0.5 }) // z 2.0141, 1.96, 2.5167
 */
export const mast: SubgroupKind<MastOptions> = {
  check: ({ alpha, alphaPositive, informationShare }) => [
    ...checkAlpha(alpha),
    ...checkLocalLevel(alphaPositive, alpha, 'alphaPositive'),
    ...checkShare(informationShare),
  ],
  build(options) {
    const positive = boundOf(options.alphaPositive);
    const negative = boundOf(options.alpha);
    const overall = boundOf(mastOverallLevel(options, options.informationShare ?? 1));
    return {
      size: 3,
      reject: (z, rejected) => decide(z, rejected, positive, negative, overall),
      adjust: null,
    };
  },
  buildObserved(options) {
    const positive = boundOf(options.alphaPositive);
    const negative = boundOf(options.alpha);
    const overall = shareTable((share) => boundOf(mastOverallLevel(options, share)));
    return {
      size: 3,
      reject: (z, share, rejected) => decide(z, rejected, positive, negative, overall(share)),
    };
  },
};

function decide(
  z: Float64Array,
  rejected: Uint8Array,
  positive: number,
  negative: number,
  overall: number,
): void {
  const first = z[0] >= positive;
  rejected[0] = first ? 1 : 0;
  rejected[1] = first && z[1] >= negative ? 1 : 0;
  rejected[2] = !first && z[2] >= overall ? 1 : 0;
}
