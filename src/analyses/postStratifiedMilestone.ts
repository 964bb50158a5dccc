import type { SurvivalData } from '../subjects/survivalData.ts';
import type { Analysis } from './analysis.ts';
import { curveAt } from './milestone.ts';
import { createSurvivalSteps, fillSurvivalSteps, followedTo } from './survivalSteps.ts';
import type { TwoByTwo } from './twoByTwo.ts';
import { criticalValue } from './waldInterval.ts';

/** What survival of a target mix is held against. */
export interface PostStratifiedMilestoneOptions {
  /** Weight of each stratum in the target mix, in the order of the strata; they need not sum to 1. */
  readonly weights: readonly number[];
  /** Months of the milestone. */
  readonly horizon: number;
  /** Survival that it is held against, in (0, 1). */
  readonly reference: number;
  /**
   * Of a duration of response: who responded of how many in each stratum. Weights are then of patients treated, and survival is that of
   * the target mix's responders.
   */
  readonly responses?: readonly TwoByTwo[];
  /** Default 0.95. */
  readonly level?: number;
}

/**
 * Survival at a milestone in a target mix: the Kaplan-Meier estimates of the strata (tumour types) at the time, weighted by the target mix
 * in place of the trial's. Difference from the fixed value, standard error from Greenwood's variances, limits and z on the log-log scale.
 *
 * A stratum of whom nobody was followed so long, or without patients, leaves its weight to the others in proportion. One whose patients all live
 * (or have all died) counts with the binomial variance of its patients followed to the time, half a patient put on either side, so that
 * two of two are not taken as certain. With nobody in any stratum: all NaN.
 *
 * Of a duration of response, S = sum w p S / sum w p with the shares p who respond as observed, whose binomial variance comes to it by the delta
 * method: Var S = sum w^2 (p^2 Var S + (S_stratum - S)^2 p (1 - p) / n) / (sum w p)^2.
 *
 * Sources: Klein, Logan, Harhoff & Andersen, Stat Med 2007;26:4505-4519 (scale); Holt & Smith, J R Stat Soc A 1979;142:33-46 (weights).
 *
 * @param strata 0/1 by group, of each stratum
 * @example
 * // one stratum is `milestone`; survival 0.8 and 0.4 at weights 1 : 3 is 0.25 x 0.8 + 0.75 x 0.4 = 0.5; were these durations of whom 3 of 4 and
 * // 1 of 4 respond, 1 x 0.75 : 3 x 0.25 are equal weights, and 0.6
 */
export function postStratifiedMilestone(
  data: SurvivalData,
  strata: readonly Uint8Array[],
  { weights, horizon, reference, responses, level }: PostStratifiedMilestoneOptions,
): Analysis {
  const c = criticalValue(level);
  const curve = createSurvivalSteps(data.time.length);
  const point = { survival: 1, sum: 0, atRisk: 0 };
  const target = Math.log(-Math.log(reference));
  const weight = new Float64Array(strata.length);
  const survivals = new Float64Array(strata.length);
  return (out, at) => {
    let all = 0;
    let mean = 0;
    let variance = 0;
    for (let s = 0; s < strata.length; s++) {
      fillSurvivalSteps(data, strata[s], curve);
      curveAt(curve, followedTo(data, strata[s], horizon), horizon, point);
      const { survival, sum, atRisk } = point;
      const w = responses === undefined ? weights[s] : weights[s] * shareOf(responses[s]);
      survivals[s] = survival;
      weight[s] = Number.isNaN(survival) ? 0 : w;
      if (w === 0 || Number.isNaN(survival)) continue;
      const p = (survival * atRisk + 0.5) / (atRisk + 1);
      all += w;
      mean += w * survival;
      variance +=
        w * w * (sum > 0 && survival > 0 ? survival * survival * sum : (p * (1 - p)) / Math.max(1, atRisk));
    }
    const survival = mean / all;
    if (responses !== undefined) variance += shareVariance(responses, weight, survivals, survival);
    const se = Math.sqrt(variance) / all;
    const log = Math.log(survival);
    const inside = survival > 0 && survival < 1;
    // The log-log scale has no place for 0 and 1: there the plain difference.
    const spread = inside ? se / survival : Number.NaN;
    out[at] = inside ? ((target - Math.log(-log)) * -log) / spread : (survival - reference) / se;
    out[at + 1] = survival - reference;
    out[at + 2] = se;
    const reach = (c * spread) / log;
    out[at + 3] = (inside ? survival ** Math.exp(-reach) : Math.max(0, survival - c * se)) - reference;
    out[at + 4] = (inside ? survival ** Math.exp(reach) : Math.min(1, survival + c * se)) - reference;
  };
}

/** Share of both arms' patients who respond; 0 of nobody. */
const shareOf = ({ n1, n0, x1, x0 }: TwoByTwo): number => (x1 + x0) / Math.max(1, n1 + n0);

/** What the shares who respond, being estimated, add to the variance of the weighted sum of the survivals. */
function shareVariance(
  responses: readonly TwoByTwo[],
  weight: Float64Array,
  survivals: Float64Array,
  mean: number,
): number {
  let variance = 0;
  for (let s = 0; s < responses.length; s++) {
    if (weight[s] === 0) continue;
    const { n1, n0, x1, x0 } = responses[s];
    // w^2 p (1 - p) / n with w the weight of the responders, w p.
    const relative = (n1 + n0 - x1 - x0) / ((x1 + x0) * (n1 + n0));
    variance += (weight[s] * (survivals[s] - mean)) ** 2 * relative;
  }
  return variance;
}
