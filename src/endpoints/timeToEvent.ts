import { exponentialMean, inverseCumulativeHazard, type SurvivalLaw } from '../distributions/survivalLaw.ts';

/** What is seen of every randomised patient if nobody stops looking: event or dropout, whichever is first. */
export interface FollowUp {
  /** Months from randomisation to event or dropout. */
  readonly time: Float64Array;
  /** Calendar month of it. */
  readonly calendar: Float64Array;
  /** group * 4 + arm * 2 + event, event 1 unless the patient dropped out first. */
  readonly code: Uint16Array;
}

export function createFollowUp(capacity: number): FollowUp {
  return {
    time: new Float64Array(capacity),
    calendar: new Float64Array(capacity),
    code: new Uint16Array(capacity),
  };
}

/** Columns of the randomised patients that the outcome depends on. */
export interface Randomised {
  n: number;
  group: Uint16Array;
  arm: Uint8Array;
  /** Calendar month of randomisation. */
  entry: Float64Array;
}

/** Turns unit exponentials (a patient's latent outcome and latent dropout) into follow-up under his arm. */
export type RealiseTimes = (
  patients: Randomised,
  latentEvent: Float64Array,
  latentDropout: Float64Array,
  out: FollowUp,
) => void;

/**
 * @param laws of the time to the event by class = group * 2 + arm
 * @param dropout law of the time to dropout, null if nobody drops out
 */
export function timeToEvent(laws: readonly SurvivalLaw[], dropout: SurvivalLaw | null): RealiseTimes {
  const means = laws.map(exponentialMean);
  const dropoutMean = dropout === null ? Number.MAX_VALUE : exponentialMean(dropout);
  if (dropoutMean !== null && means.every((mean) => mean !== null && Number.isFinite(mean))) {
    return exponentialTimes(Float64Array.from(means as number[]), dropoutMean);
  }
  return generalTimes(laws, means, dropout);
}

function exponentialTimes(mean: Float64Array, dropoutMean: number): RealiseTimes {
  return (patients, latentEvent, latentDropout, out) => {
    const { n, group, arm, entry } = patients;
    const { time, calendar, code } = out;
    for (let k = 0; k < n; k++) {
      const c = group[k] * 2 + arm[k];
      const t = latentEvent[k] * mean[c];
      const d = latentDropout[k] * dropoutMean;
      const y = t < d ? t : d;
      time[k] = y;
      calendar[k] = entry[k] + y;
      code[k] = c * 2 + (t < d ? 1 : 0);
    }
  };
}

function generalTimes(
  laws: readonly SurvivalLaw[],
  means: readonly (number | null)[],
  dropout: SurvivalLaw | null,
): RealiseTimes {
  return (patients, latentEvent, latentDropout, out) => {
    const { n, group, arm, entry } = patients;
    for (let k = 0; k < n; k++) {
      const c = group[k] * 2 + arm[k];
      const mean = means[c];
      const t = mean === null ? inverseCumulativeHazard(laws[c], latentEvent[k]) : latentEvent[k] * mean;
      const d = dropout === null ? Number.MAX_VALUE : inverseCumulativeHazard(dropout, latentDropout[k]);
      const y = t < d ? t : d;
      out.time[k] = y;
      out.calendar[k] = entry[k] + y;
      out.code[k] = c * 2 + (t < d ? 1 : 0);
    }
  };
}
