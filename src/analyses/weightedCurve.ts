import type { SurvivalData } from '../subjects/survivalData.ts';
import { type CohortStrata, createCohortWeights } from './cohortWeights.ts';

/** The weighted Kaplan-Meier curves of the treated (side 2) and of an external cohort that is weighted to them (side 0). */
export interface WeightedCurve {
  /** Fits the weights to the data as they stand; false where the cohort cannot be weighted to the treated. */
  refresh(): boolean;
  /** Writes restricted mean and variance of a side to `moments[0]` and `[1]`; NaN where the curve does not reach the horizon. */
  restrictedMean(side: 0 | 2, horizon: number, moments: Float64Array): void;
  /** The same of survival at the horizon. */
  survival(side: 0 | 2, horizon: number, moments: Float64Array): void;
}

/**
 * Variances are those of the influence of each patient (infinitesimal jackknife), weights as given. See `createRaking` for the weights.
 *
 * Source: Conner et al., Stat Med 2019;38:3832-3860, section 2 (weighted curve); influence of a patient on a Kaplan-Meier curve: Reid, Ann Stat
 * 1981;9:78-92.
 *
 * @param data the treated on the experimental side, the cohort on the control side
 */
export function createWeightedCurve(data: SurvivalData, strata: CohortStrata): WeightedCurve {
  const { weight, refresh } = createCohortWeights(data, strata);
  const capacity = data.time.length;
  // By event time of a side, from the last: time, weights at risk and of the events; survival from it on, what of the number asked for lies beyond it.
  const event = new Float64Array(capacity);
  const risk = new Float64Array(capacity);
  const events = new Float64Array(capacity);
  const survival = new Float64Array(capacity);
  const beyond = new Float64Array(capacity);

  /** Columns of a side; returns the event times before the horizon (or at it), or -1 where the curve does not reach it. */
  function arrange(side: 0 | 2, horizon: number, atIt: boolean): number {
    const { n, time, code } = data;
    let times = 0;
    let atRisk = 0;
    let last = 0;
    let i = n - 1;
    while (i >= 0) {
      const t = time[i];
      let d = 0;
      for (; i >= 0 && time[i] === t; i--) {
        if ((code[i] & 2) !== side) continue;
        const w = weight[code[i] >> 1];
        if (atRisk === 0) last = t;
        atRisk += w;
        d += (code[i] & 1) * w;
      }
      if (d === 0 || (atIt ? t > horizon : t >= horizon)) continue;
      event[times] = t;
      risk[times] = atRisk;
      events[times] = d;
      times++;
    }
    if (!(horizon <= last || (times > 0 && risk[0] === events[0]))) return -1;
    let s = 1;
    for (let t = times - 1; t >= 0; t--) {
      s *= 1 - events[t] / risk[t];
      survival[t] = s;
    }
    return times;
  }

  /** Sum of the squared influences on a number of which `beyond` each event time lies so much. */
  function squaredInfluence(side: 0 | 2, times: number): number {
    const { n, time, code } = data;
    let squares = 0;
    let t = times;
    let survived = 0;
    for (let i = 0; i < n; i++) {
      if ((code[i] & 2) !== side) continue;
      while (t > 0 && event[t - 1] <= time[i]) {
        t--;
        // With all at risk having the event, nothing is left to be moved.
        if (survival[t] > 0) survived += (beyond[t] * events[t]) / (risk[t] * (risk[t] - events[t]));
      }
      const own = (code[i] & 1) === 1 && t < times && event[t] === time[i] && survival[t] > 0;
      const lost = own ? beyond[t] / (risk[t] - events[t]) : 0;
      const influence = weight[code[i] >> 1] * (survived - lost);
      squares += influence * influence;
    }
    return squares;
  }

  return {
    refresh,
    restrictedMean(side, horizon, moments) {
      const times = arrange(side, horizon, false);
      let area = 0;
      let until = horizon;
      for (let t = 0; t < times; t++) {
        area += survival[t] * (until - event[t]);
        beyond[t] = area;
        until = event[t];
      }
      moments[0] = times < 0 ? Number.NaN : until + area;
      moments[1] = times < 0 ? Number.NaN : squaredInfluence(side, times);
    },
    survival(side, horizon, moments) {
      const times = arrange(side, horizon, true);
      const end = times > 0 ? survival[0] : 1;
      for (let t = 0; t < times; t++) beyond[t] = end;
      moments[0] = times < 0 ? Number.NaN : end;
      moments[1] = times < 0 ? Number.NaN : squaredInfluence(side, times);
    },
  };
}
