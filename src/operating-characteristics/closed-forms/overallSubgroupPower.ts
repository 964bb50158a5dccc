import { jointLevels, type OverallSubgroupOptions } from '../../multiplicity/overallSubgroup.ts';
import { bivariateNormalUpper } from '../../numeric/bivariateNormal.ts';
import { normalUpperQuantile } from '../../numeric/normal.ts';
import { overallDrift, type SubgroupDrifts } from './mastPower.ts';

/** Probabilities of rejections of the overall and the subgroup hypothesis. */
export interface OverallSubgroupPower {
  overall: number;
  subgroup: number;
  either: number;
  both: number;
}

/**
 * Power of overall and subgroup tested together, one-sided, by the bivariate normal law.
 *
 * Source: levels of Spiessens & Debois, Contemporary Clinical Trials 2010;31:647-656; sums of quadrants of the rejection
 * region.
 *
 * @example overallSubgroupPower({ alpha: 0.025, split: { overall: 0.02 } }, 0.4, { positive: 0, negative: 0 }).either // 0.025
 */
export function overallSubgroupPower(
  options: Omit<OverallSubgroupOptions, 'informationShare' | 'sides'>,
  informationShare: number,
  drifts: SubgroupDrifts,
): OverallSubgroupPower {
  const overall = overallDrift(drifts, informationShare);
  const r = Math.sqrt(informationShare);
  const [c, d] = jointLevels(options, informationShare).map(normalUpperQuantile);
  const full = options.step === 'single' ? Number.POSITIVE_INFINITY : normalUpperQuantile(options.alpha);
  /** P(overall z >= a, subgroup z >= b). */
  const quadrant = (a: number, b: number) => bivariateNormalUpper(a - overall, b - drifts.positive, r);
  const alone = Number.NEGATIVE_INFINITY;
  const either = quadrant(c, alone) + quadrant(alone, d) - quadrant(c, d);
  // One at its local level and the other at least at full alpha, where the local level is not the weaker of the two.
  const [fullC, fullD] = [Math.min(c, full), Math.min(d, full)];
  const both = quadrant(c, fullD) + quadrant(fullC, d) - quadrant(c, d);
  return {
    overall: quadrant(c, alone) + quadrant(fullC, d) - quadrant(c, d),
    subgroup: quadrant(alone, d) + quadrant(c, fullD) - quadrant(c, d),
    either,
    both,
  };
}
