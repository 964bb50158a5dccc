import type { SurvivalData } from '../subjects/survivalData.ts';
import type { Analysis } from './analysis.ts';
import { type CohortStrata, createCohortWeights } from './cohortWeights.ts';
import { criticalValue, writeLogHazardRatio } from './waldInterval.ts';

const MOST_STEPS = 60;
const LAST_STEP = 1e-9;
/** A log hazard ratio beyond this is on its way to infinity. */
const FAR = 20;

export interface WeightedCoxOptions {
  /** `wald` (default): z is estimate over robust standard error; `score`: the robust log-rank score at a hazard ratio of 1. */
  test?: 'wald' | 'score';
}

/**
 * Marginal hazard ratio of the treated against an external cohort that is weighted to them: Cox model of the side alone with weights, Breslow's
 * likelihood for ties, and the robust (sandwich) variance, weights as given. See `createRaking` for the weights.
 *
 * All NaN where the cohort cannot be weighted to the treated, or where an arm has no event while both are at risk.
 *
 * Sources: Binder, Biometrika 1992;79:139-147, eq. 3.1-3.4; Cole & Hernan, Comput Methods Programs Biomed 2004;75:45-49.
 *
 * @param data the treated on the experimental side, the cohort on the control side
 */
export function weightedCox(
  data: SurvivalData,
  strata: CohortStrata,
  { test = 'wald' }: WeightedCoxOptions = {},
): Analysis {
  const c = criticalValue();
  const { weight, refresh } = createCohortWeights(data, strata);
  const capacity = data.time.length;
  // By event time, from the first: weights at risk and weights of the events, of the cohort and of the treated.
  const risk0 = new Float64Array(capacity);
  const risk1 = new Float64Array(capacity);
  const events0 = new Float64Array(capacity);
  const events1 = new Float64Array(capacity);
  /** Event times up to and with each patient's. */
  const reached = new Int32Array(capacity);
  const sums = new Float64Array(2);

  /** Fills the columns; returns the number of event times. */
  function arrange(): number {
    const { n, time, code } = data;
    let times = 0;
    let last = Number.NaN;
    for (let i = 0; i < n; i++) {
      const w = (code[i] & 1) * weight[code[i] >> 1];
      // A censored patient is at risk at the events of his own time, before which he may stand. Who has no weight has no events.
      if (w > 0 && time[i] !== last) {
        last = time[i];
        times++;
        events0[times - 1] = 0;
        events1[times - 1] = 0;
        for (let j = i - 1; j >= 0 && time[j] === last; j--) reached[j] = times;
      }
      reached[i] = times;
      if (w === 0) continue;
      if ((code[i] & 2) === 2) events1[times - 1] += w;
      else events0[times - 1] += w;
    }
    let a0 = 0;
    let a1 = 0;
    let i = n - 1;
    for (let t = times - 1; t >= 0; t--) {
      for (; i >= 0 && reached[i] > t; i--) {
        if ((code[i] & 2) === 2) a1 += weight[code[i] >> 1];
        else a0 += weight[code[i] >> 1];
      }
      risk0[t] = a0;
      risk1[t] = a1;
    }
    return times;
  }

  /** Whether both sides have events while both are at risk. */
  function hasMaximum(times: number): boolean {
    let first = false;
    let second = false;
    for (let t = 0; t < times; t++) {
      if (!(risk0[t] > 0 && risk1[t] > 0)) continue;
      first ||= events0[t] > 0;
      second ||= events1[t] > 0;
    }
    return first && second;
  }

  /** Score and information to `sums`. */
  function addUp(times: number, ratio: number): void {
    let score = 0;
    let information = 0;
    for (let t = 0; t < times; t++) {
      const hazard1 = risk1[t] * ratio;
      const p = hazard1 / (risk0[t] + hazard1);
      const d = events0[t] + events1[t];
      score += events1[t] - d * p;
      information += d * p * (1 - p);
    }
    sums[0] = score;
    sums[1] = information;
  }

  /** Sum of the squared score residuals, each with its weight. */
  function squaredResiduals(ratio: number): number {
    const { n, code } = data;
    let t = 0;
    let hazard = 0;
    let shared = 0;
    let p = 0;
    let squares = 0;
    for (let i = 0; i < n; i++) {
      for (; t < reached[i]; t++) {
        const s0 = risk0[t] + risk1[t] * ratio;
        const increment = (events0[t] + events1[t]) / s0;
        p = (risk1[t] * ratio) / s0;
        hazard += increment;
        shared += increment * p;
      }
      const x = (code[i] >> 1) & 1;
      const own = (x === 1 ? ratio : 1) * (x * hazard - shared);
      const residual = weight[code[i] >> 1] * ((code[i] & 1) * (x - p) - own);
      squares += residual * residual;
    }
    return squares;
  }

  return (out, at) => {
    const fitted = refresh();
    const times = arrange();
    if (!fitted || !hasMaximum(times)) {
      out.fill(Number.NaN, at, at + 5);
      return;
    }
    let b = 0;
    let step = 1;
    let scoreZ = 0;
    for (let steps = 0; steps < MOST_STEPS && Math.abs(step) >= LAST_STEP; steps++) {
      addUp(times, Math.exp(b));
      if (steps === 0 && test === 'score') scoreZ = -sums[0] / Math.sqrt(squaredResiduals(1));
      const newton = sums[0] / sums[1];
      step = Math.abs(newton) < 0.5 ? newton : Math.sign(newton) * Math.log1p(Math.abs(newton));
      b += step;
    }
    const ratio = Math.exp(b);
    addUp(times, ratio);
    const se = Math.abs(b) < FAR ? Math.sqrt(squaredResiduals(ratio)) / sums[1] : Number.NaN;
    writeLogHazardRatio(out, at, b, se, c);
    if (test === 'score') out[at] = scoreZ;
  };
}
