import type { FollowUp } from '../endpoints/timeToEvent.ts';
import { membersOf, type Population } from '../population/groups.ts';
import type { Timing } from '../scenario/model.ts';
import { scratchDoubles } from '../subjects/scratch.ts';
import type { Enrolled } from './enrolled.ts';
import { createNthEvent, type NthEvent } from './nthEvent.ts';
import type { Restriction } from './restriction.ts';

/**
 * Writes to the one place of `month` the calendar month of a data cut in the replicate at hand; Infinity if the number of
 * events is never reached.
 */
export type LookTime = (month: Float64Array) => void;

/** What a timing can depend on. */
export interface TimingContext {
  readonly population: Population;
  readonly enrolled: Enrolled;
  /** Follow-up of the time-to-event endpoints, by name. */
  readonly followUps: Readonly<Record<string, FollowUp>>;
  /** Months from randomisation to the latest assessment of the other endpoints. */
  readonly assessedAt: number;
  /** Month by which most events have happened. */
  readonly horizon: number;
  /** Filled at set-up: looks at events of the same patients count them once. */
  readonly nthEvents: Map<string, NthEvent>;
  /** Whoever is recruited since a look at which populations were dropped. */
  readonly restriction: Restriction;
}

export function lookTime(timing: Timing, context: TimingContext): LookTime {
  const { enrolled } = context;
  switch (timing.kind) {
    case 'events': {
      const include = membersOf(context.population, timing.in);
      const finder = (among: Uint8Array): NthEvent => {
        const key = `${timing.of}:${among.join('')}`;
        const find = context.nthEvents.get(key) ?? createNthEvent(among, context.horizon);
        context.nthEvents.set(key, find);
        return find;
      };
      const find = finder(include);
      const followUp = context.followUps[timing.of];
      const left = restrictedEvents(context.restriction, include, finder);
      const { restriction } = context;
      return (month) => {
        const { further } = restriction;
        const wanted =
          further === null
            ? timing.n
            : reassessed(
                eventsBy(followUp, enrolled.n, include, restriction.month) + further,
                timing.n,
                restriction,
              );
        if (restriction.recruited === null) find(followUp, enrolled.n, wanted, month);
        else left(followUp, enrolled.n, wanted, month);
      };
    }
    case 'patients': {
      const include = membersOf(context.population, timing.in);
      const { restriction, assessedAt } = context;
      return (month) => {
        const { further } = restriction;
        const wanted =
          further === null
            ? timing.n
            : reassessed(
                patientsBy(enrolled, include, assessedAt, restriction.month) + further,
                timing.n,
                restriction,
              );
        month[0] = nthEntry(enrolled, include, wanted, restriction) + assessedAt;
      };
    }
    case 'months':
      return (month) => {
        month[0] = timing.months;
      };
    case 'follow-up':
      return (month) => {
        month[0] = enrolled.lastEntry + timing.months;
      };
    case 'assessed':
      return (month) => {
        month[0] = enrolled.lastEntry + context.assessedAt;
      };
    case 'each':
    case 'first of':
    case 'last of': {
      const times = timing.of.map((one) => lookTime(one, context));
      const first = timing.kind === 'first of';
      return (month) => {
        times[0](month);
        for (let t = 1; t < times.length; t++) {
          const before = month[0];
          times[t](month);
          if (first !== month[0] < before) month[0] = before;
        }
      };
    }
  }
}

/**
 * The look once populations were dropped: the events still wanted then are those of who is recruited on. Nobody who was
 * dropped is counted any more, but his events up to then stay counted.
 */
function restrictedEvents(
  restriction: Restriction,
  include: Uint8Array,
  finder: (among: Uint8Array) => NthEvent,
): NthEvent {
  const finders = new Map<Uint8Array, { among: Uint8Array; find: NthEvent }>();
  const forRecruited = (recruited: Uint8Array) => {
    const both = recruited.map((member, g) => member * include[g]);
    const among = both.includes(1) ? both : recruited;
    return { among, find: finder(among) };
  };
  return (followUp, n, wanted, at) => {
    const recruited = restriction.recruited as Uint8Array;
    const known = finders.get(recruited) ?? forRecruited(recruited);
    finders.set(recruited, known);
    const { month } = restriction;
    const seen = eventsBy(followUp, n, include, month);
    known.find(followUp, n, eventsBy(followUp, n, known.among, month) + wanted - seen, at);
  };
}

/** The number of the final look: as wanted, from that planned to the limit. */
function reassessed(wanted: number, planned: number, { most }: Restriction): number {
  return Math.max(planned, Math.min(most, Math.ceil(wanted)));
}

/** Patients of some groups assessed by a calendar month. */
function patientsBy(
  { n, entry, group }: Enrolled,
  include: Uint8Array,
  assessedAt: number,
  month: number,
): number {
  let patients = 0;
  for (let k = 0; k < n; k++) patients += include[group[k]] & Number(entry[k] + assessedAt <= month);
  return patients;
}

/** Events among the patients of some groups by a calendar month. */
function eventsBy({ calendar, code }: FollowUp, n: number, include: Uint8Array, month: number): number {
  let events = 0;
  for (let k = 0; k < n; k++) {
    const c = code[k];
    events += c & include[c >> 2] & Number(calendar[k] <= month);
  }
  return events;
}

const ENTRIES = scratchDoubles();

/** Calendar month at which the n-th patient of a population was randomised; Infinity if there are fewer. */
function nthEntry(
  { n, entry, group }: Enrolled,
  include: Uint8Array,
  wanted: number,
  { recruited, month }: Restriction,
): number {
  // In order, but for those who waited longer than others: they are moved to their place.
  let m = 0;
  for (let k = 0; k < n; k++) {
    // Once populations were dropped, whoever comes counts for those still wanted.
    const counts = recruited !== null && entry[k] > month ? 1 : include[group[k]];
    if (counts !== 1) continue;
    let j = m++;
    for (; j > 0 && ENTRIES[j - 1] > entry[k]; j--) ENTRIES[j] = ENTRIES[j - 1];
    ENTRIES[j] = entry[k];
  }
  return m < wanted ? Number.POSITIVE_INFINITY : ENTRIES[wanted - 1];
}
