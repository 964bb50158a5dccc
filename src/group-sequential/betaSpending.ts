import { normalQuantile, normalUpperQuantile } from '../numeric/normal.ts';
import { bracketRoot, findRoot } from '../numeric/roots.ts';
import type { Bounds } from './bounds.ts';
import { continuePaths, nextInformation, startPaths } from './paths.ts';
import { groupSequentialPower } from './power.ts';
import { solveLowerBound, solveUpperBound } from './solveBound.ts';

/** Of the drift. */
const TOLERANCE = 1e-11;

export interface BetaSpendingOptions {
  /** Cumulative one-sided alpha by look (`spentBy`). */
  readonly spentAlpha: readonly number[];
  /** Cumulative beta by look, of the alternative `drift`. */
  readonly spentBeta: readonly number[];
  /** Mean of z at information 1 under the alternative. */
  readonly drift: number;
  /** Whether the trial must stop at its futility bounds, so that the efficacy bounds may be lower for it. */
  readonly binding: boolean;
  /** Whether the last look is the final analysis, where the bounds meet; true by default. */
  readonly last?: boolean;
}

/**
 * Efficacy bounds that spend alpha and futility bounds that spend beta, for an alternative that stands.
 *
 * Under the alternative the trial first falls to or below the lower bound of look k with probability spentBeta[k] -
 * spentBeta[k - 1], having crossed no bound before. Where that bound would be above the upper one, and at the final
 * analysis, it is the upper one: power is then 1 - beta for planned information and the drift of `betaSpendingDrift` only.
 *
 * Source: Pampallona, Tsiatis & Kim, Drug Inf J 2001;35:1113-1121.
 *
 * @param information planned or actual, in the unit of the drift
 * @example
 * betaSpendingBounds([0.5, 1], { spentAlpha: [0.0015, 0.025], spentBeta: [0.02, 0.1], drift: 3.3, binding: false })
 * // lower 0.279703, 1.968405
 */
export function betaSpendingBounds(information: readonly number[], options: BetaSpendingOptions): Bounds {
  const { spentAlpha, spentBeta, drift, binding, last = true } = options;
  const upper: number[] = [];
  const lower: number[] = [];
  let none = startPaths(0);
  let alternative = startPaths(drift);
  let alphaBefore = 0;
  let betaBefore = 0;
  for (let k = 0; k < information.length; k++) {
    const t = information[k];
    upper[k] = solveUpperBound(none, t, spentAlpha[k] - alphaBefore);
    const final = last && k === information.length - 1;
    lower[k] = final
      ? upper[k]
      : Math.min(upper[k], solveLowerBound(alternative, t, spentBeta[k] - betaBefore));
    if (!(t > none.information)) continue;
    alphaBefore = spentAlpha[k];
    betaBefore = spentBeta[k];
    const next = nextInformation(information, k);
    if (next === Number.POSITIVE_INFINITY) continue;
    none = continuePaths(none, t, binding ? lower[k] : Number.NEGATIVE_INFINITY, upper[k], next);
    alternative = continuePaths(alternative, t, lower[k], upper[k], next);
  }
  return { information, upper, lower };
}

/**
 * Drift at which bounds by alpha and beta spending meet at the last look with power 1 - beta, beta being the last of
 * `spentBeta`.
 *
 * @throws RootError where there is none
 * @example betaSpendingDrift([0.5, 1], { spentAlpha: [0.0015, 0.025], spentBeta: [0.02, 0.1], binding: false }) // 3.281651
 */
export function betaSpendingDrift(
  information: readonly number[],
  options: Omit<BetaSpendingOptions, 'drift' | 'last'>,
): number {
  const end = information.length - 1;
  const power = 1 - options.spentBeta[end];
  const shortfall = (drift: number) =>
    groupSequentialPower(betaSpendingBounds(information, { ...options, drift }), drift) - power;
  const fixed =
    (normalUpperQuantile(options.spentAlpha[end]) + normalQuantile(power)) / Math.sqrt(information[end]);
  return findRoot(shortfall, ...bracketRoot(shortfall, fixed, 1.1 * fixed, 0.5 * fixed), TOLERANCE);
}
