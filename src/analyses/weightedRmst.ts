import type { SurvivalData } from '../subjects/survivalData.ts';
import type { Analysis } from './analysis.ts';
import { type CohortStrata, createCohortWeights } from './cohortWeights.ts';
import { criticalValue } from './waldInterval.ts';
import { waldZ } from './waldZ.ts';

/**
 * Restricted mean survival time of the treated minus that of an external cohort weighted to them, in months: areas under the weighted
 * Kaplan-Meier curves, variance from the influence of each patient (infinitesimal jackknife), weights as given. See `createRaking`.
 *
 * All NaN where the cohort cannot be weighted to the treated, or a side is not followed to the horizon and its curve is above 0 there.
 *
 * Source: Conner et al., Stat Med 2019;38:3832-3860, section 2 (weighted curve); influence of a patient on a Kaplan-Meier curve: Reid, Ann Stat
 * 1981;9:78-92.
 *
 * @param data the treated on the experimental side, the cohort on the control side
 * @param horizon months > 0
 */
export function weightedRmst(data: SurvivalData, strata: CohortStrata, horizon: number): Analysis {
  const c = criticalValue();
  const { weight, refresh } = createCohortWeights(data, strata);
  const capacity = data.time.length;
  // By event time of a side, from the last: time, weights at risk and of the events; survival from it on, area beyond it.
  const event = new Float64Array(capacity);
  const risk = new Float64Array(capacity);
  const events = new Float64Array(capacity);
  const survival = new Float64Array(capacity);
  const area = new Float64Array(capacity);
  const moments = new Float64Array(2);

  /** Columns of a side; returns the event times before the horizon, or -1 where the curve does not reach it. */
  function arrange(side: 0 | 2): number {
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
      if (d === 0 || t >= horizon) continue;
      event[times] = t;
      risk[times] = atRisk;
      events[times] = d;
      times++;
    }
    return horizon <= last || (times > 0 && risk[0] === events[0]) ? times : -1;
  }

  /** Area and variance of a side to `moments`. */
  function restrictedMean(side: 0 | 2): void {
    const times = arrange(side);
    moments.fill(Number.NaN);
    if (times < 0) return;
    let s = 1;
    for (let t = times - 1; t >= 0; t--) {
      s *= 1 - events[t] / risk[t];
      survival[t] = s;
    }
    let beyond = 0;
    let until = horizon;
    for (let t = 0; t < times; t++) {
      beyond += survival[t] * (until - event[t]);
      area[t] = beyond;
      until = event[t];
    }
    const { n, time, code } = data;
    let squares = 0;
    let t = times;
    let survived = 0;
    for (let i = 0; i < n; i++) {
      if ((code[i] & 2) !== side) continue;
      while (t > 0 && event[t - 1] <= time[i]) {
        t--;
        // With all at risk having the event, nothing is left to be moved.
        if (survival[t] > 0) survived += (area[t] * events[t]) / (risk[t] * (risk[t] - events[t]));
      }
      const own = (code[i] & 1) === 1 && t < times && event[t] === time[i] && survival[t] > 0;
      const lost = own ? area[t] / (risk[t] - events[t]) : 0;
      const influence = weight[code[i] >> 1] * (survived - lost);
      squares += influence * influence;
    }
    moments[0] = until + beyond;
    moments[1] = squares;
  }

  return (out, at) => {
    const fitted = refresh();
    restrictedMean(2);
    const mean1 = moments[0];
    const variance1 = moments[1];
    restrictedMean(0);
    const estimate = fitted ? mean1 - moments[0] : Number.NaN;
    const se = Math.sqrt(variance1 + moments[1]);
    out[at] = waldZ(estimate, se);
    out[at + 1] = estimate;
    out[at + 2] = se;
    out[at + 3] = estimate - c * se;
    out[at + 4] = estimate + c * se;
  };
}
