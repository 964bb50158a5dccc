import type { Population } from '../../population/groups.ts';
import type { Truth } from '../../scenario/model.ts';
import { type FollowUpProcess, followUpLimit } from './followUpProcess.ts';
import type { PatientMix } from './patientMix.ts';

/** What a data cut is expected to show, as the limits of estimators and tests read it. */
export interface DataCutLimit {
  readonly truth: Truth;
  readonly population: Population;
  readonly mix: PatientMix;
  readonly month: number;
  /** Of a time-to-event endpoint; computed once for all the limits that are asked for. */
  process(endpoint: string, at?: readonly number[]): FollowUpProcess;
}

export function dataCutLimit(
  truth: Truth,
  population: Population,
  mix: PatientMix,
  month: number,
): DataCutLimit {
  const known = new Map<string, FollowUpProcess>();
  return {
    truth,
    population,
    mix,
    month,
    process(name, at = []) {
      const endpoint = truth.endpoints[name];
      if (endpoint.kind !== 'time-to-event') throw new TypeError(`${name} has no times`);
      const key = `${name} ${at.join(' ')}`;
      const followUp = known.get(key) ?? followUpLimit(endpoint, truth, population, mix)(month, at);
      known.set(key, followUp);
      return followUp;
    },
  };
}
