import type { FollowUp } from '../endpoints/timeToEvent.ts';
import { membersOf, type Population } from '../population/groups.ts';
import type { Timing } from '../scenario/model.ts';
import { scratchDoubles } from '../subjects/scratch.ts';
import type { Enrolled } from './enrolment.ts';
import { createNthEvent, type NthEvent } from './nthEvent.ts';

/** Calendar month of a data cut in the replicate at hand; Infinity if the number of events is never reached. */
export type LookTime = () => number;

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
}

export function lookTime(timing: Timing, context: TimingContext): LookTime {
  const { enrolled } = context;
  switch (timing.kind) {
    case 'events': {
      const include = membersOf(context.population, timing.in);
      const key = `${timing.of}:${include.join('')}`;
      const find = context.nthEvents.get(key) ?? createNthEvent(include, context.horizon);
      context.nthEvents.set(key, find);
      const followUp = context.followUps[timing.of];
      return () => find(followUp, enrolled.n, timing.n);
    }
    case 'patients': {
      const include = membersOf(context.population, timing.in);
      return () => nthEntry(enrolled, include, timing.n) + context.assessedAt;
    }
    case 'months':
      return () => timing.months;
    case 'follow-up':
      return () => enrolled.lastEntry + timing.months;
    case 'assessed':
      return () => enrolled.lastEntry + context.assessedAt;
    case 'first of':
    case 'last of': {
      const times = timing.of.map((one) => lookTime(one, context));
      const first = timing.kind === 'first of';
      return () => {
        let month = times[0]();
        for (let t = 1; t < times.length; t++) {
          const other = times[t]();
          month = first === other < month ? other : month;
        }
        return month;
      };
    }
  }
}

const ENTRIES = scratchDoubles();

/** Calendar month at which the n-th patient of a population was randomised; Infinity if there are fewer. */
function nthEntry({ n, entry, group }: Enrolled, include: Uint8Array, wanted: number): number {
  // In order, but for those who waited longer than others: they are moved to their place.
  let m = 0;
  for (let k = 0; k < n; k++) {
    if (include[group[k]] !== 1) continue;
    let j = m++;
    for (; j > 0 && ENTRIES[j - 1] > entry[k]; j--) ENTRIES[j] = ENTRIES[j - 1];
    ENTRIES[j] = entry[k];
  }
  return m < wanted ? Number.POSITIVE_INFINITY : ENTRIES[wanted - 1];
}

/** Calendar month of the last event that would ever be seen: the end of a trial that waits for events in vain. */
export function lastEvent(followUp: FollowUp, n: number): number {
  let last = 0;
  for (let k = 0; k < n; k++) {
    if ((followUp.code[k] & 1) === 1 && followUp.calendar[k] > last) last = followUp.calendar[k];
  }
  return last;
}
