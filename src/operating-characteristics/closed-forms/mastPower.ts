import { type MastOptions, mastOverallLevel } from '../../multiplicity/mast.ts';
import { bivariateNormalUpper } from '../../numeric/bivariateNormal.ts';
import { normalUpperQuantile, normalUpperTail } from '../../numeric/normal.ts';

/** Expected z in M+ and in M-; for a log-rank test 1:1 these are -log(HR) sqrt(events) / 2. */
export interface SubgroupDrifts {
  readonly positive: number;
  readonly negative: number;
}

/** Expected z of all patients: information adds up over M+ and M-. @example overallDrift({ positive: 2, negative: 0 }, 0.25) // 1 */
export function overallDrift({ positive, negative }: SubgroupDrifts, informationShare: number): number {
  return Math.sqrt(informationShare) * positive + Math.sqrt(1 - informationShare) * negative;
}

/** Probabilities of claims. A rejection of the overall hypothesis is a claim for M+ and for M-. */
export interface MastPower {
  positive: number;
  negative: number;
  /** M+ was not significant and the overall test was. */
  overallStep: number;
}

/**
 * Power of the marker sequential test by the bivariate normal law of the statistics of M+ and all patients.
 *
 * Source: the rule of Freidlin, Korn & Gray, Clinical Trials 2014;11:19-27.
 *
 * @example mastPower({ alpha: 0.025, alphaPositive: 0.022 }, 0.5, { positive: 0, negative: 0 })
 * // { positive: 0.025, negative: 0.00355, overallStep: 0.003 }
 */
export function mastPower(
  levels: Pick<MastOptions, 'alpha' | 'alphaPositive'>,
  informationShare: number,
  drifts: SubgroupDrifts,
): MastPower {
  const first = normalUpperQuantile(levels.alphaPositive) - drifts.positive;
  const second = normalUpperQuantile(levels.alpha) - drifts.negative;
  const overall =
    normalUpperQuantile(mastOverallLevel(levels, informationShare)) - overallDrift(drifts, informationShare);
  const step = normalUpperTail(overall) - bivariateNormalUpper(first, overall, Math.sqrt(informationShare));
  const positive = normalUpperTail(first);
  return {
    positive: positive + step,
    negative: positive * normalUpperTail(second) + step,
    overallStep: step,
  };
}
