import type { SurvivalData } from '../subjects/survivalData.ts';
import type { Analysis } from './analysis.ts';
import { curveAt, milestoneScore } from './milestone.ts';
import { createSurvivalSteps, fillSurvivalSteps, followedTo, type SurvivalSteps } from './survivalSteps.ts';
import { criticalValue } from './waldInterval.ts';

/** Survival is a product of fractions: at 0.5 it is so up to rounding. */
const ROUNDING = 1e-10;

/**
 * Median of the Kaplan-Meier curve against a fixed median, in months: log ratio of the medians with the limits that the curve's
 * log-log band gives (Brookmeyer & Crowley, Biometrics 1982;38:29-41). z: survival at the fixed median against one half.
 *
 * A median or lower limit that is not reached is NaN (a median that is counted as failed), an upper limit Infinity; the standard error is
 * the interval's length in normal quantiles, NaN of an open one.
 */
export function medianAgainst(
  data: SurvivalData,
  include: Uint8Array,
  reference: number,
  level?: number,
): Analysis {
  const c = criticalValue(level);
  const curve = createSurvivalSteps(data.time.length);
  const point = { survival: 1, sum: 0, atRisk: 0 };
  return (out, at) => {
    fillSurvivalSteps(data, include, curve);
    curveAt(curve, followedTo(data, include, reference), reference, point);
    out[at] = milestoneScore(point, 0.5);
    halfTimes(curve, c, out, at);
    for (let i = 1; i <= 4; i++) if (i !== 2) out[at + i] = Math.log(out[at + i] / reference);
    out[at + 2] = out[at + 4] < Number.POSITIVE_INFINITY ? (out[at + 4] - out[at + 3]) / (2 * c) : Number.NaN;
  };
}

/** Writes when the curve and its lower and upper limit first reach one half, NaN where they do not: `out[at + 1, 3, 4]`. */
function halfTimes(curve: SurvivalSteps, c: number, out: Float64Array, at: number): void {
  out[at + 1] = Number.NaN;
  out[at + 3] = Number.NaN;
  // Of what is never reached the upper limit is Infinity: nothing so large is ruled out.
  out[at + 4] = Number.POSITIVE_INFINITY;
  const half = 0.5 + ROUNDING;
  // A curve that rests on one half has its median in the middle of that stretch.
  let resting = false;
  for (let k = 0; k < curve.steps; k++) {
    const t = curve.time[k];
    const survival = curve.survival[k];
    const reach = (c * Math.sqrt(curve.sum[k])) / Math.log(survival);
    if (resting) out[at + 1] = 0.5 * (out[at + 1] + t);
    resting = survival <= half && survival > 0.5 - ROUNDING && Number.isNaN(out[at + 1]);
    if (survival <= half && Number.isNaN(out[at + 1])) out[at + 1] = t;
    if (survival > 0) {
      if (survival ** Math.exp(-reach) <= half && Number.isNaN(out[at + 3])) out[at + 3] = t;
      if (survival ** Math.exp(reach) <= half && out[at + 4] === Number.POSITIVE_INFINITY) out[at + 4] = t;
    }
  }
}
