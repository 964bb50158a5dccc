import { normalQuantile } from '../numeric/normal.ts';
import type { SurvivalData } from '../subjects/survivalData.ts';
import type { Analysis } from './analysis.ts';
import type { MilestoneMeasure } from './milestoneContrast.ts';
import { createSurvivalSteps, fillSurvivalSteps, followedTo, type SurvivalSteps } from './survivalSteps.ts';
import { tailScore } from './tailScore.ts';
import { criticalValue } from './waldInterval.ts';

/** What a Kaplan-Meier curve says at a time: survival, Greenwood's sum, patients followed so far. */
interface CurveAt {
  survival: number;
  sum: number;
  /** Patients followed to the time or beyond. */
  atRisk: number;
}

/** Reads a curve at `month` into `point`. @param followed patients followed to it: survival is NaN where there is none, unless it is 0 */
export function curveAt(curve: SurvivalSteps, followed: number, month: number, point: CurveAt): void {
  let k = curve.steps - 1;
  while (k >= 0 && curve.time[k] > month) k--;
  const survival = k < 0 ? 1 : curve.survival[k];
  point.survival = followed > 0 || survival === 0 ? survival : Number.NaN;
  point.sum = k < 0 ? 0 : curve.sum[k];
  point.atRisk = followed;
}

/**
 * z of survival at a time against a fixed value, on the log-log scale, where the normal law is nearest; with no event so far the exact
 * probability that all patients followed to the time survive it, and with nobody left alive that all have died.
 */
export function milestoneScore({ survival, sum, atRisk }: CurveAt, reference: number): number {
  if (Number.isNaN(survival)) return Number.NaN;
  if (survival === 1) {
    const all = reference ** atRisk;
    return tailScore(all, 1 - all);
  }
  if (survival === 0) return normalQuantile(2 ** -53);
  const log = Math.log(survival);
  return ((Math.log(-Math.log(reference)) - Math.log(-log)) * -log) / Math.sqrt(sum);
}

/**
 * Survival at a milestone against a fixed value, by the Kaplan-Meier estimate: difference, Greenwood's standard error, log-log limits.
 *
 * Beyond the last follow-up (nobody followed so long, and not all had the event): all NaN.
 *
 * Sources: Kalbfleisch & Prentice 1980, section 1.3; Klein, Logan, Harhoff & Andersen, Stat Med 2007;26:4505-4519.
 *
 * @param horizon months of the milestone
 * @param reference survival that it is held against, in (0,1)
 * @param measure the difference, or log(-log S) less that of the reference: NaN where all or none survive
 */
export function milestone(
  data: SurvivalData,
  include: Uint8Array,
  horizon: number,
  reference: number,
  measure: MilestoneMeasure = 'survival difference',
  level?: number,
): Analysis {
  const c = criticalValue(level);
  const curve = createSurvivalSteps(data.time.length);
  const point: CurveAt = { survival: 1, sum: 0, atRisk: 0 };
  const target = Math.log(-Math.log(reference));
  return (out, at) => {
    fillSurvivalSteps(data, include, curve);
    curveAt(curve, followedTo(data, include, horizon), horizon, point);
    const { survival, sum } = point;
    out[at] = milestoneScore(point, reference);
    if (measure === 'cumulative hazard ratio') {
      writeRatio(point, target, c, out, at);
      return;
    }
    out[at + 1] = survival - reference;
    out[at + 2] = survival > 0 ? survival * Math.sqrt(sum) : survival;
    const reach = (c * Math.sqrt(sum)) / Math.log(survival);
    const inside = survival > 0 && survival < 1;
    out[at + 3] = (inside ? survival ** Math.exp(-reach) : survival) - reference;
    out[at + 4] = (inside ? survival ** Math.exp(reach) : survival) - reference;
  };
}

/** Estimate, standard error and limits of the log ratio of cumulative hazards. */
function writeRatio(
  { survival, sum }: CurveAt,
  target: number,
  c: number,
  out: Float64Array,
  at: number,
): void {
  const inside = survival > 0 && survival < 1;
  const log = Math.log(survival);
  const estimate = inside ? Math.log(-log) - target : Number.NaN;
  const se = inside ? Math.sqrt(sum) / -log : Number.NaN;
  out[at + 1] = estimate;
  out[at + 2] = se;
  out[at + 3] = estimate - c * se;
  out[at + 4] = estimate + c * se;
}
