import { hazardAt, type SurvivalLaw, survivalAt } from '../../distributions/survivalLaw.ts';
import { dropoutLaw, timeLaw } from '../../endpoints/laws.ts';
import { responseOf } from '../../endpoints/responders.ts';
import type { Population } from '../../population/groups.ts';
import type { TimeToEventEndpoint, Truth } from '../../scenario/model.ts';
import { type EntryLaw, entryBreaks, entryProbability } from './entryLaw.ts';
import type { PatientMix } from './patientMix.ts';
import { createTimeGrid, type TimeGrid } from './timeGrid.ts';

/**
 * What one patient of each class = group * 2 + arm is expected to show over follow-up time in a data cut: the limits of
 * the counting processes from which every time-to-event analysis is made. Of a duration of response he is a patient enrolled, who may not respond.
 */
export interface FollowUpProcess {
  readonly grid: TimeGrid;
  /** P(at risk at the time) by class: no event, not dropped out, entered long enough before the cut. */
  readonly atRisk: readonly Float64Array[];
  /** Longest follow-up that anybody can have. */
  readonly longest: number;
  /** Density of seen events times the weight of the point: sums are probabilities of events. */
  readonly events: readonly Float64Array[];
}

/**
 * The process by calendar month of the data cut; Infinity when everybody is followed to the end.
 *
 * @param at times of follow-up at which a piece of the grid is to end
 */
export type FollowUpLimit = (month: number, at?: readonly number[]) => FollowUpProcess;

/** What can differ between classes. */
export interface FollowUpKind {
  readonly law: SurvivalLaw;
  readonly entry: EntryLaw;
  /** Of how many the time begins at all; all where not given. */
  readonly share?: number;
  /** Month at which it is cut; null: that of the data cut. */
  readonly month: number | null;
}

export function followUpLimit(
  endpoint: TimeToEventEndpoint,
  truth: Truth,
  population: Population,
  mix: PatientMix,
): FollowUpLimit {
  const response = responseOf(endpoint, truth);
  const kinds = population.groups.flatMap((group, g) =>
    ([0, 1] as const).map((arm): FollowUpKind => {
      const law = timeLaw(endpoint, group, arm);
      if (response === null) return { law, entry: mix.entry[g], month: null };
      const entry = { ...mix.entry[g], delay: mix.entry[g].delay + response.assessedAt };
      return { law, entry, share: response.rate(group, arm), month: null };
    }),
  );
  return followUpOf(kinds, dropoutLaw(endpoint), mix.end);
}

/**
 * The same of any kinds, in their order.
 *
 * @param dropout law of it, null if nobody drops out
 * @param end month of the last screening of those who are cut at the data cut
 */
export function followUpOf(
  all: readonly FollowUpKind[],
  dropout: SurvivalLaw | null,
  end: number,
): FollowUpLimit {
  const { distinct: kinds, of } = distinctOf(all);
  const laws = distinctOf(kinds.map((kind) => kind.law)).distinct;
  const cuts = distinctOf(kinds.map(({ entry, month }) => ({ entry, month }))).distinct;
  return (month, at = []) => {
    const monthOf = (own: number | null) => own ?? month;
    const changes = cuts.flatMap(({ entry, month: own }) =>
      monthOf(own) === Number.POSITIVE_INFINITY
        ? []
        : entryBreaks(entry, own === null ? end : entry.screened).map((m) => monthOf(own) - m),
    );
    const longest = Math.max(...cuts.map(({ entry, month: own }) => monthOf(own) - entry.delay));
    const grid = createTimeGrid(laws, dropout, [...at, ...changes], Math.max(0, longest));
    const stay = grid.time.map((t) => (dropout === null ? 1 : survivalAt(dropout, t)));
    const columns = kinds.map((kind) => columnsOf(kind, grid, stay, monthOf(kind.month)));
    return {
      grid,
      longest,
      atRisk: of.map((k) => columns[k].atRisk),
      events: of.map((k) => columns[k].events),
    };
  };
}

function columnsOf(
  { law, entry, share = 1 }: FollowUpKind,
  { time, weight }: TimeGrid,
  stay: Float64Array,
  month: number,
) {
  const atRisk = new Float64Array(time.length);
  const events = new Float64Array(time.length);
  for (let i = 0; i < time.length; i++) {
    const surviving = survivalAt(law, time[i]);
    // Nobody is left long before 0 x Infinity could come of a steep hazard.
    if (surviving < 1e-200) break;
    atRisk[i] = share * surviving * stay[i] * entryProbability(entry, month - time[i]);
    events[i] = atRisk[i] * hazardAt(law, time[i]) * weight[i];
  }
  return { atRisk, events };
}

function distinctOf<T>(values: readonly T[]): { distinct: T[]; of: number[] } {
  const keys = values.map((value) => JSON.stringify(value));
  const unique = [...new Set(keys)];
  return {
    distinct: unique.map((key) => values[keys.indexOf(key)]),
    of: keys.map((key) => unique.indexOf(key)),
  };
}
