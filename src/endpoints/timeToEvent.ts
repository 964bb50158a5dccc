import { exponentialMean, type SurvivalLaw } from '../distributions/survivalLaw.ts';
import { SurvivalSampler } from '../distributions/survivalSampler.ts';
import { outOfLine, scratchBytes, scratchDoubles, scratchShorts, scratchWords } from '../subjects/scratch.ts';

const GROUP = scratchWords();
const ARM = scratchBytes();
const ENTRY = scratchDoubles();
const LATENT_EVENT = scratchDoubles();
const LATENT_DROPOUT = scratchDoubles();
const TIME = scratchDoubles();
const CALENDAR = scratchDoubles();
const CODE = scratchShorts();
/** Mean of the exponential law by class = group * 2 + arm; of the time to dropout. */
const MEAN = scratchDoubles();
const DROPOUT_MEAN = scratchDoubles(1);

/** What is seen of every randomised patient if nobody stops looking: event or dropout, whichever is first. */
export interface FollowUp {
  /** Months from randomisation to event or dropout. */
  readonly time: Float64Array;
  /** Calendar month of it. */
  readonly calendar: Float64Array;
  /** group * 4 + arm * 2 + event, event 1 unless the patient dropped out first. */
  readonly code: Uint16Array;
  /** Raised whenever the columns are refilled: what was derived from them stands while it does. */
  filled: number;
}

export function createFollowUp(capacity: number): FollowUp {
  return {
    time: new Float64Array(capacity),
    calendar: new Float64Array(capacity),
    code: new Uint16Array(capacity),
    filled: 0,
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
  const exponential = means.every((mean) => mean !== null && Number.isFinite(mean));
  if (!exponential || (dropout !== null && dropoutMean === null)) return generalTimes(laws, dropout);
  return exponentialTimes(Float64Array.from(means as number[]), dropoutMean);
}

/** Exponential times, against exponential dropout if there is any. */
function exponentialTimes(means: Float64Array, dropoutMean: number | null): RealiseTimes {
  let time = TIME.subarray(0, 0);
  let calendar = CALENDAR.subarray(0, 0);
  let code = CODE.subarray(0, 0);
  return (patients, latentEvent, latentDropout, out) => {
    const { n } = patients;
    if (time.length !== n) {
      time = TIME.subarray(0, n);
      calendar = CALENDAR.subarray(0, n);
      code = CODE.subarray(0, n);
    }
    MEAN.set(means);
    GROUP.set(patients.group);
    ARM.set(patients.arm);
    ENTRY.set(patients.entry);
    LATENT_EVENT.set(latentEvent);
    if (dropoutMean === null) outOfLine(uncensored, n, 0);
    else {
      LATENT_DROPOUT.set(latentDropout);
      DROPOUT_MEAN[0] = dropoutMean;
      outOfLine(competing, n, 0);
    }
    out.time.set(time);
    out.calendar.set(calendar);
    out.code.set(code);
    out.filled++;
  };
}

function uncensored(n: number): number {
  for (let k = 0; k < n; k++) {
    const c = GROUP[k] * 2 + ARM[k];
    const t = LATENT_EVENT[k] * MEAN[c];
    TIME[k] = t;
    CALENDAR[k] = ENTRY[k] + t;
    CODE[k] = c * 2 + 1;
  }
  return n;
}

/**
 * Event or dropout, whichever is first. The comparison is used as a number, 0 or 1: a branch on it would be mispredicted for
 * a third of the patients and cost more than the rest.
 */
function competing(n: number): number {
  const dropoutMean = DROPOUT_MEAN[0];
  for (let k = 0; k < n; k++) {
    const c = GROUP[k] * 2 + ARM[k];
    const dropout = LATENT_DROPOUT[k] * dropoutMean;
    const ahead = LATENT_EVENT[k] * MEAN[c] - dropout;
    const event = Number(ahead < 0);
    const y = dropout + ahead * event;
    TIME[k] = y;
    CALENDAR[k] = ENTRY[k] + y;
    CODE[k] = c * 2 + event;
  }
  return n;
}

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
    out.filled++;
  };
}
