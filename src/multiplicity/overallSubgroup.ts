import { findRoot } from '../numeric/roots.ts';
import { checkAlpha, checkLocalLevel, checkShare, checkWeights } from './checks.ts';
import { boundOf, orOne, type Procedure, type SubgroupKind } from './procedure.ts';
import { shareTable } from './shareTable.ts';
import { type Sides, unionLevel } from './unionLevel.ts';

/** Local levels of the overall test and the subgroup test when both null hypotheses hold. */
export type LevelSplit =
  /** The overall level, fixed; the subgroup gets what the correlation leaves. */
  | { readonly overall: number }
  /** Levels in this ratio, overall first; [1, 1] for equal levels. */
  | { readonly weights: readonly [number, number] };

export interface OverallSubgroupOptions {
  readonly alpha: number;
  readonly split: LevelSplit;
  /** Information in the subgroup over information in all, in (0, 1]; correlation is its root. */
  readonly informationShare?: number;
  /** `closed` by default: when one is rejected, the other is tested at full alpha. `single`: both at their local levels. */
  readonly step?: 'closed' | 'single';
  /** 2: z is |z|, p-values and alpha are two-sided. */
  readonly sides?: Sides;
}

/**
 * Local levels [overall, subgroup] that use up alpha exactly, P(either test rejects) = alpha at the global null.
 *
 * Source: Spiessens & Debois, Contemporary Clinical Trials 2010;31:647-656.
 *
 * @example jointLevels({ alpha: 0.025, split: { overall: 0.02 } }, 0.2) // 0.02, 0.0061795
 */
export function jointLevels(
  { alpha, split, sides = 1 }: OverallSubgroupOptions,
  informationShare: number,
): [number, number] {
  const r = Math.sqrt(informationShare);
  const error = (overall: number, subgroup: number) =>
    unionLevel(
      [overall, subgroup],
      [
        [1, r],
        [r, 1],
      ],
      sides,
    );
  if ('overall' in split) {
    const { overall } = split;
    return [overall, between((level) => error(overall, level) - alpha, alpha - overall, alpha)];
  }
  const [a, b] = split.weights.map((w) => w / (split.weights[0] + split.weights[1]));
  const total = between((q) => error(a * q, b * q) - alpha, alpha, alpha / Math.max(a, b));
  return [a * total, b * total];
}

/** Root of a rising function; the end where rounding leaves no change of sign. */
function between(f: (x: number) => number, lower: number, upper: number): number {
  if (f(lower) >= 0) return lower;
  return f(upper) <= 0 ? upper : findRoot(f, lower, upper, 1e-15);
}

/**
 * Overall and subgroup tested together with their known correlation. Hypotheses: 0 overall, 1 subgroup (M+).
 *
 * Source: levels Spiessens & Debois 2010; closure Marcus, Peritz & Gabriel, Biometrika 1976;63:655-660.
 *
 * @example overallSubgroup.build({ alpha: 0.025, split: { overall: 0.02 }, informationShare: 0.4 })
 * // z 2.0537 overall or 2.4250 in M+; after one of them 1.96 for the other
 */
export const overallSubgroup: SubgroupKind<OverallSubgroupOptions> = {
  check({ alpha, split, informationShare }) {
    const faults = [...checkAlpha(alpha), ...checkShare(informationShare)];
    if ('weights' in split) {
      const [a, b] = split.weights;
      const ratio = a > 0 && b > 0 ? [a / (a + b), b / (a + b)] : [a, b];
      return [...faults, ...checkWeights(ratio, 'split.weights', false)];
    }
    return [...faults, ...checkLocalLevel(split.overall, alpha, 'split.overall')];
  },
  build(options) {
    const { alpha, informationShare = 1, step = 'closed', sides = 1 } = options;
    const levels = jointLevels(options, informationShare);
    const [overall, subgroup] = levels.map((level) => boundOf(level / sides));
    const full = step === 'closed' ? boundOf(alpha / sides) : Number.NaN;
    return {
      size: 2,
      reject: (z, rejected) => decide(z, rejected, overall, subgroup, full),
      adjust: adjustPair(levels, informationShare, step, sides),
    };
  },
  buildObserved(options) {
    const { alpha, split, step = 'closed', sides = 1 } = options;
    const bound = (place: 0 | 1) => (share: number) => boundOf(jointLevels(options, share)[place] / sides);
    const fixed = 'overall' in split ? boundOf(split.overall / sides) : null;
    const overall = fixed === null ? shareTable(bound(0)) : () => fixed;
    const subgroup = shareTable(bound(1));
    const full = step === 'closed' ? boundOf(alpha / sides) : Number.NaN;
    return {
      size: 2,
      reject: (z, share, rejected) => decide(z, rejected, overall(share), subgroup(share), full),
    };
  },
};

function decide(
  z: Float64Array,
  rejected: Uint8Array,
  overall: number,
  subgroup: number,
  full: number,
): void {
  const first = z[0] >= overall;
  const second = z[1] >= subgroup;
  rejected[0] = first || (second && z[0] >= full) ? 1 : 0;
  rejected[1] = second || (first && z[1] >= full) ? 1 : 0;
}

/** The ratio of the local levels is held as alpha changes. */
function adjustPair(
  levels: readonly [number, number],
  informationShare: number,
  step: 'closed' | 'single',
  sides: Sides,
): Procedure['adjust'] {
  const r = Math.sqrt(informationShare);
  const correlation = [
    [1, r],
    [r, 1],
  ];
  const joint = (q: number) => unionLevel([levels[0] * q, levels[1] * q], correlation, sides);
  return (p, adjusted) => {
    const [first, second] = [orOne(p[0]) / levels[0], orOne(p[1]) / levels[1]];
    const both = joint(Math.min(first, second));
    adjusted[0] = step === 'single' ? joint(first) : Math.max(orOne(p[0]), both);
    adjusted[1] = step === 'single' ? joint(second) : Math.max(orOne(p[1]), both);
  };
}
