import { findRoot } from '../numeric/roots.ts';
import type { Population } from '../population/groups.ts';
import type { PopulationExpression, Timing, TrialDesign, Truth } from '../scenario/model.ts';
import { endpointsOf } from './endpointsOf.ts';
import type { EnrolmentPlan } from './enrolmentPlan.ts';
import { entryProbability, screenedBy } from './limits/entryLaw.ts';
import { type FollowUpLimit, followUpLimit } from './limits/followUpProcess.ts';
import { enrolledMix, type PatientMix, within } from './limits/patientMix.ts';

/** What a trial is expected to take. Patients and events are not rounded; calendar months from the opening of enrolment. */
export interface Expectations {
  /** Screened by the final analysis. */
  readonly screened: number;
  /** Randomised by the final analysis. */
  readonly randomised: number;
  /** Month at which the last patient is randomised, or of the final analysis where that comes first. */
  readonly monthsToLastPatient: number;
  /** Month of each data cut; Infinity where so many events are not to be expected. */
  readonly lookMonths: readonly number[];
  readonly monthsToAnalysis: number;
  /** At the final analysis, by the truth's unit costs; Infinity where there is to be none and months cost. */
  readonly cost: number;
  /** Whether who takes the last place when is `expectedEnrolment`; else of the fluid limit. */
  readonly ofArrivals: boolean;
  /** Events of a time-to-event endpoint (patients assessed, of another) seen by a month among the randomised of a population. */
  events(month: number, population: PopulationExpression, endpoint: string): number;
}

/**
 * Expected size, duration and cost of a trial, to first order: every random number is replaced by its expectation before the next is
 * computed from it (fluid limit). A look at d events is the month by which d events are expected.
 *
 * Enrolment by several quotas, or of a mix that varies between trials or in time, is averaged over who comes (`expectedEnrolment`).
 *
 * What is left out is small for trials of more than about 50 patients: the month of the d-th event is random (its mean differs by a
 * part in d); the last of several waiting times, and the first or last of several timings are taken as if their expectations
 * stood in line, so that means of the latest are too early by a fraction of their standard deviations.
 *
 * @example 400 patients at 20 a month, hazard 0.1 a month: half have had the event by month 17.8
 */
export function expectationsOf(
  trial: TrialDesign,
  plan: EnrolmentPlan,
  truth: Truth,
  population: Population,
): Expectations {
  return expectationsOfMix(trial, enrolledMix(trial, plan, truth, population), truth, population);
}

/** The same for a number of patients that need not be whole. */
export function expectationsOfMix(
  trial: TrialDesign,
  mix: PatientMix,
  truth: Truth,
  population: Population,
): Expectations {
  const lastEntry = lastEntryOf(mix);
  const endpoints = endpointsOf(trial, truth);
  const events = eventsBy(mix, truth, population);
  const assessedAt = Math.max(
    0,
    ...endpoints.map((name) => {
      const endpoint = truth.endpoints[name];
      return endpoint.kind === 'time-to-event' ? 0 : endpoint.assessedAt;
    }),
  );
  const assessed = (month: number, expression: PopulationExpression) =>
    within(mix.patients, population, expression).reduce(
      (sum, n, g) => sum + n * entryProbability(mix.entry[g], month - assessedAt),
      0,
    );
  const monthOf = (timing: Timing): number => {
    switch (timing.kind) {
      case 'events':
        return monthOfEvents(timing.n, (month) => events(month, timing.in, timing.of), lastEntry);
      case 'patients':
        return monthOfEvents(timing.n, (month) => assessed(month, timing.in), lastEntry + assessedAt);
      case 'months':
        return timing.months;
      case 'follow-up':
        return lastEntry + timing.months;
      case 'assessed':
        return lastEntry + assessedAt;
      case 'first of':
        return Math.min(...timing.of.map(monthOf));
      case 'each':
      case 'last of':
        return Math.max(...timing.of.map(monthOf));
    }
  };
  const lookMonths = trial.looks.map(monthOf);
  const month = lookMonths[lookMonths.length - 1];
  // Where rates change, patients screened by the mean month are not the mean of those screened.
  const screened =
    month >= mix.end ? mix.screened : Math.min(mix.screened, screenedBy(population.screening, month));
  const randomised = mix.patients.reduce(
    (sum, n, g) => sum + n * (month >= lastEntry ? 1 : entryProbability(mix.entry[g], month)),
    0,
  );
  const counted = countedEndpoint(trial, truth);
  const { costs } = truth;
  return {
    screened,
    randomised,
    monthsToLastPatient: Math.min(lastEntry, month),
    lookMonths,
    monthsToAnalysis: month,
    ofArrivals: mix.ofArrivals,
    cost:
      costs.screened * screened +
      costs.randomised * randomised +
      (costs.event === 0 || truth.endpoints[counted].kind !== 'time-to-event'
        ? 0
        : costs.event * events(month, { kind: 'all' }, counted)) +
      (costs.month === 0 ? 0 : costs.month * month),
    events,
  };
}

/** The endpoint whose events a trial is counted by: its first time-to-event endpoint, or else its first. */
export function countedEndpoint(trial: TrialDesign, truth: Truth): string {
  const endpoints = endpointsOf(trial, truth);
  return endpoints.find((name) => truth.endpoints[name].kind === 'time-to-event') ?? endpoints[0];
}

/** Month at which the last of the groups that are enrolled has its last patient. */
function lastEntryOf({ patients, entry, end }: PatientMix): number {
  return end + Math.max(0, ...entry.filter((_, g) => patients[g] > 0).map((law) => law.delay));
}

function eventsBy(mix: PatientMix, truth: Truth, population: Population): Expectations['events'] {
  const limits: Record<string, FollowUpLimit> = {};
  return (month, expression, name) => {
    if (month <= 0) return 0;
    const endpoint = truth.endpoints[name];
    const patients = within(mix.patients, population, expression);
    if (endpoint.kind !== 'time-to-event') {
      const by = month - endpoint.assessedAt;
      return patients.reduce((sum, n, g) => sum + n * entryProbability(mix.entry[g], by), 0);
    }
    limits[name] ??= followUpLimit(endpoint, truth, population, mix);
    const { events } = limits[name](month);
    const share = [1 - mix.experimental, mix.experimental];
    let all = 0;
    events.forEach((column, c) => {
      const n = patients[c >> 1] * share[c & 1];
      if (n > 0) for (let i = 0; i < column.length; i++) all += n * column[i];
    });
    return all;
  };
}

/**
 * Month by which `wanted` events (patients) are expected, but for a billionth: of all patients of a trial rounding may leave less, and at every
 * later month there are as many.
 */
function monthOfEvents(all: number, events: (month: number) => number, lastEntry: number): number {
  const wanted = all * (1 - 1e-9);
  if (events(Number.POSITIVE_INFINITY) < wanted) return Number.POSITIVE_INFINITY;
  let late = lastEntry;
  while (events(late) < wanted) late *= 2;
  return findRoot((month) => events(month) - wanted, 0, late, 1e-9 * late);
}
