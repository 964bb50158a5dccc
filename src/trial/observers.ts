import type { EndpointData } from '../analyses/endpointData.ts';
import { addToMoments, clearMoments, createMoments } from '../analyses/moments.ts';
import { binaryOutcome } from '../endpoints/binary.ts';
import { continuousOutcome } from '../endpoints/continuous.ts';
import { dropoutLaw, normalLaw, responseRate, timeLaw } from '../endpoints/laws.ts';
import { createFollowUp, type FollowUp, NEVER, timeToEvent } from '../endpoints/timeToEvent.ts';
import type { Population } from '../population/groups.ts';
import type {
  BinaryEndpoint,
  Cell,
  ContinuousEndpoint,
  TimeToEventEndpoint,
  Truth,
} from '../scenario/model.ts';
import { createDataCut } from './dataCut.ts';
import type { Enrolled } from './enrolled.ts';
import { createResponseClock, type ResponseClock } from './responseClock.ts';

/** One endpoint of the trial at hand: lets outcomes happen, and shows what is known of them at a data cut. */
export interface Observer {
  readonly endpoint: string;
  readonly data: EndpointData;
  /** Follow-up of a time-to-event endpoint, null for the others. */
  readonly followUp: FollowUp | null;
  /** Draws the outcomes of the enrolled. */
  realise(): void;
  /** Takes over the arms as they stand, outcomes as they are. */
  relabel(): void;
  /**
   * Refills `data` with what is known at the calendar month in the one place of `month`; returns the events (time-to-event) or
   * patients assessed.
   */
  observe(month: Float64Array): number;
  /** The outcome of patient k in words and numbers. */
  outcomeRow(k: number): Record<string, string | number>;
}

/** @param horizon month by which most events have happened */
export function createObserver(
  name: string,
  truth: Truth,
  population: Population,
  enrolled: Enrolled,
  horizon: number,
): Observer {
  const endpoint = truth.endpoints[name];
  switch (endpoint.kind) {
    case 'time-to-event':
      return timeObserver(name, endpoint, truth, population, enrolled, horizon);
    case 'binary':
      return binaryObserver(name, endpoint, population, enrolled);
    case 'continuous':
      return continuousObserver(name, endpoint, population, enrolled);
  }
}

/** A value for every class = group * 2 + arm. */
function byClass<T>(population: Population, value: (cell: Cell, arm: 0 | 1) => T): T[] {
  return population.groups.flatMap((group) => [value(group, 0), value(group, 1)]);
}

function timeObserver(
  name: string,
  endpoint: TimeToEventEndpoint,
  truth: Truth,
  population: Population,
  enrolled: Enrolled,
  horizon: number,
): Observer {
  const capacity = enrolled.group.length;
  const laws = byClass(population, (cell, arm) => timeLaw(endpoint, cell, arm));
  const realise = timeToEvent(laws, dropoutLaw(endpoint));
  const followUp = createFollowUp(capacity);
  const cut = createDataCut(capacity, horizon);
  const latent = enrolled.latent[name];
  const clock = clockOf(endpoint, truth, population, enrolled);
  const entry = clock === null ? enrolled.entry : clock.patients.entry;
  return {
    endpoint: name,
    data: { kind: 'time-to-event', data: cut.data },
    followUp,
    realise() {
      clock?.start();
      realise(clock === null ? enrolled : clock.patients, latent.first, latent.second, followUp);
      clock?.leaveOut(followUp);
    },
    relabel() {
      const { arm, n } = enrolled;
      for (let k = 0; k < n; k++) followUp.code[k] = (followUp.code[k] & ~2) | (arm[k] << 1);
      followUp.filled++;
    },
    observe: (month) => cut.take(followUp, entry, enrolled.n, month),
    outcomeRow(k) {
      const never = followUp.time[k] === NEVER;
      if (clock !== null && !clock.responds(k)) return { [`${name} ends in`]: 'no response' };
      return {
        [`${name} months`]: never ? Number.POSITIVE_INFINITY : followUp.time[k],
        [`${name} ends in`]: never ? 'never' : (followUp.code[k] & 1) === 1 ? 'event' : 'dropout',
        [`${name} calendar month`]: never ? Number.POSITIVE_INFINITY : followUp.calendar[k],
      };
    },
  };
}

/** The clock of a duration; null where the time begins at entry. */
function clockOf(
  { after }: TimeToEventEndpoint,
  { endpoints }: Truth,
  population: Population,
  enrolled: Enrolled,
): ResponseClock | null {
  const response = after === undefined ? undefined : endpoints[after];
  if (after === undefined || response?.kind !== 'binary') return null;
  return createResponseClock(response, enrolled.latent[after].words, population, enrolled);
}

function binaryObserver(
  name: string,
  endpoint: BinaryEndpoint,
  population: Population,
  enrolled: Enrolled,
): Observer {
  const { group, arm, entry } = enrolled;
  const draw = binaryOutcome(byClass(population, (cell, a) => responseRate(endpoint, cell, a)));
  const response = new Uint8Array(group.length);
  const counts = new Int32Array(population.groups.length * 4);
  const latent = enrolled.latent[name];
  return {
    endpoint: name,
    data: { kind: 'binary', counts },
    followUp: null,
    realise: () => draw(enrolled, latent.words, response),
    relabel: () => {},
    observe(month) {
      counts.fill(0);
      const by = month[0];
      let assessed = 0;
      for (let k = 0; k < enrolled.n; k++) {
        const known = entry[k] + endpoint.assessedAt <= by ? 1 : 0;
        counts[group[k] * 4 + arm[k] * 2 + response[k]] += known;
        assessed += known;
      }
      return assessed;
    },
    outcomeRow: (k) => ({ [`${name} response`]: response[k] }),
  };
}

function continuousObserver(
  name: string,
  endpoint: ContinuousEndpoint,
  population: Population,
  enrolled: Enrolled,
): Observer {
  const { group, arm, entry } = enrolled;
  const laws = byClass(population, (cell, a) => normalLaw(endpoint, cell, a));
  const draw = continuousOutcome(
    laws.map((law) => law.mean),
    laws.map((law) => law.sd),
    endpoint.baselineCorrelation ?? 0,
  );
  // Analyses are unmoved by a shift; sums of squares keep their digits near zero.
  const centre = laws[0].mean;
  const value = new Float64Array(group.length);
  const moments = createMoments(population.groups.length, endpoint.baselineCorrelation === null ? 0 : 1);
  const { first: noise, second: baseline } = enrolled.latent[name];
  return {
    endpoint: name,
    data: { kind: 'continuous', moments },
    followUp: null,
    realise: () => draw(enrolled, noise, baseline, value),
    relabel: () => {},
    observe(month) {
      clearMoments(moments);
      const by = month[0];
      let assessed = 0;
      for (let k = 0; k < enrolled.n; k++) {
        if (entry[k] + endpoint.assessedAt > by) continue;
        addToMoments(moments, group[k], arm[k], value[k] - centre, baseline, k);
        assessed++;
      }
      return assessed;
    },
    outcomeRow: (k) => ({
      [`${name} value`]: value[k],
      ...(endpoint.baselineCorrelation === null ? {} : { [`${name} baseline`]: baseline[k] }),
    }),
  };
}
