import { exponentialMean, type SurvivalLaw } from '../distributions/survivalLaw.ts';
import { SurvivalSampler } from '../distributions/survivalSampler.ts';

/** Times are multiplied by it before their whole part is taken, which must fit a machine word; no sign is lost. */
const TINY = 2 ** -500;

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

/** Time of who has neither event nor dropout: a number, because at a data cut Infinity would make NaN. */
export const NEVER = Number.MAX_VALUE;

/** Columns of the randomised patients that the outcome depends on. */
export interface Randomised {
  n: number;
  group: Int32Array;
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
  const dropoutMean = dropout === null ? null : exponentialMean(dropout);
  if (means.some((mean) => mean === null || !Number.isFinite(mean))) return generalTimes(laws, dropout);
  const mean = Float64Array.from(means as number[]);
  if (dropout === null) return exponentialTimes(mean);
  return dropoutMean === null ? generalTimes(laws, dropout) : competingTimes(mean, dropoutMean);
}

/** Exponential times, nobody drops out. */
function exponentialTimes(means: Float64Array): RealiseTimes {
  return (patients, latentEvent, _latentDropout, out) => {
    const mean = means;
    const { n, group, arm, entry } = patients;
    const { time, calendar, code } = out;
    for (let k = 0; k < n; k++) {
      const c = group[k] * 2 + arm[k];
      const t = latentEvent[k] * mean[c];
      time[k] = t;
      calendar[k] = entry[k] + t;
      code[k] = c * 2 + 1;
    }
  };
}

/**
 * Exponential times against exponential dropout. Which comes first is the sign of their difference, read off its whole part
 * (floor takes every negative number to -1 or below): a branch on it would be mispredicted for a third of the patients and
 * cost more than the rest.
 */
function competingTimes(means: Float64Array, dropoutMean: number): RealiseTimes {
  return (patients, latentEvent, latentDropout, out) => {
    // Local names: a loop that reads captured ones is slow once there are two such closures.
    const mean = means;
    const meanDropout = dropoutMean;
    const { n, group, arm, entry } = patients;
    const { time, calendar, code } = out;
    for (let k = 0; k < n; k++) {
      const c = group[k] * 2 + arm[k];
      const dropout = latentDropout[k] * meanDropout;
      const ahead = latentEvent[k] * mean[c] - dropout;
      const event = (Math.floor(ahead * TINY) | 0) >>> 31;
      const y = dropout + ahead * event;
      time[k] = y;
      calendar[k] = entry[k] + y;
      code[k] = c * 2 + event;
    }
  };
}

/** Any laws of event and dropout. */
function generalTimes(laws: readonly SurvivalLaw[], dropout: SurvivalLaw | null): RealiseTimes {
  const events = new SurvivalSampler(laws);
  const leaving = dropout === null ? null : new SurvivalSampler([dropout]);
  return (patients, latentEvent, latentDropout, out) => {
    const { n, group, arm, entry } = patients;
    const { time, calendar, code } = out;
    for (let k = 0; k < n; k++) {
      const c = group[k] * 2 + arm[k];
      const t = events.draw(c, latentEvent[k]);
      const d = leaving === null ? Number.MAX_VALUE : leaving.draw(0, latentDropout[k]);
      const y = t < d ? t : d;
      time[k] = y;
      calendar[k] = entry[k] + y;
      code[k] = c * 2 + (t < d ? 1 : 0);
    }
  };
}
