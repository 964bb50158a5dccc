import { bivariateNormalUpper } from '../numeric/bivariateNormal.ts';
import { findRoot } from '../numeric/roots.ts';
import { checkAlpha, checkShare } from './checks.ts';
import { boundOf, type SubgroupKind } from './procedure.ts';
import { refusal } from './refusals.ts';
import { shareTable } from './shareTable.ts';

export interface InteractionGatedOptions {
  readonly alpha: number;
  /** Level of the interaction test, one-sided for a larger effect in M+; in (0, 1). */
  readonly gate: number;
  /** Information in M+ over information in all, in (0, 1]. */
  readonly informationShare?: number;
  /** Tests behind the gate at full alpha, as is often done: not controlled. */
  readonly unadjusted?: boolean;
}

/**
 * P(a claim at the global null) when the tests behind the gate are done at `level`. The interaction is independent of the
 * overall statistic and has correlation sqrt(1 - information share) with that of M+.
 *
 * @example interactionGatedError(0.025, 0.1, 0.3) // 0.0441
 */
export function interactionGatedError(level: number, gate: number, informationShare: number): number {
  const r = Math.sqrt(1 - informationShare);
  return (1 - gate) * level + bivariateNormalUpper(boundOf(gate), boundOf(level), r);
}

/** Level behind the gate that makes the error at the global null alpha. */
export function interactionGatedLevel(
  { alpha, gate, unadjusted }: Pick<InteractionGatedOptions, 'alpha' | 'gate' | 'unadjusted'>,
  informationShare: number,
): number {
  if (unadjusted) return alpha;
  const excess = (level: number) => interactionGatedError(level, gate, informationShare) - alpha;
  return excess(alpha) <= 0 ? alpha : findRoot(excess, alpha / 2, alpha, 1e-15);
}

/**
 * Interaction-gated testing. Hypotheses: 0 overall, 1 M+, 2 interaction. Where the interaction reaches the level of the
 * gate, only M+ is tested, else only overall; both at the level that makes the type I error of the global null alpha.
 * `rejected[2]` says that the gate was passed: at its own level, so no claim.
 *
 * Source: the marker-by-treatment interaction strategy of Sargent et al., Journal of Clinical Oncology 2005;23:2020-2027,
 * with the level behind the gate from the joint normal law.
 *
 * @example interactionGated.build({ alpha: 0.025, gate: 0.1, informationShare: 0.3 }) // level 0.0137 behind the gate
 */
export const interactionGated: SubgroupKind<InteractionGatedOptions> = {
  check({ alpha, gate, informationShare, unadjusted }) {
    const faults = [...checkAlpha(alpha), ...checkShare(informationShare)];
    if (!(gate > 0 && gate < 1)) faults.push(refusal('gate', 'gate', gate, {}));
    if (faults.length > 0 || !unadjusted) return faults;
    const error = Number(interactionGatedError(alpha, gate, informationShare ?? 1).toPrecision(3));
    return [refusal('gate-inflates', 'unadjusted', true, { error, alpha })];
  },
  build(options) {
    const gate = boundOf(options.gate);
    const bound = boundOf(interactionGatedLevel(options, options.informationShare ?? 1));
    return { size: 3, reject: (z, rejected) => decide(z, rejected, gate, bound), adjust: null };
  },
  buildObserved(options) {
    const gate = boundOf(options.gate);
    const bound = shareTable((share) => boundOf(interactionGatedLevel(options, share)));
    return { size: 3, reject: (z, share, rejected) => decide(z, rejected, gate, bound(share)) };
  },
};

function decide(z: Float64Array, rejected: Uint8Array, gate: number, bound: number): void {
  // An interaction that could not be had leaves the gate closed.
  const passed = z[2] >= gate;
  rejected[0] = !passed && z[0] >= bound ? 1 : 0;
  rejected[1] = passed && z[1] >= bound ? 1 : 0;
  rejected[2] = passed ? 1 : 0;
}
