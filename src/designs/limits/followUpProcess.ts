import { hazardAt, type SurvivalLaw, survivalAt } from '../../distributions/survivalLaw.ts';
import { dropoutLaw, timeLaw } from '../../endpoints/laws.ts';
import type { Population } from '../../population/groups.ts';
import type { TimeToEventEndpoint } from '../../scenario/model.ts';
import { entryBreaks, entryProbability } from './entryLaw.ts';
import type { PatientMix } from './patientMix.ts';
import { createTimeGrid, type TimeGrid } from './timeGrid.ts';

/**
 * What one patient of each class = group * 2 + arm is expected to show over follow-up time in a data cut: the limits of
 * the counting processes from which every time-to-event analysis is made.
 */
export interface FollowUpProcess {
  readonly grid: TimeGrid;
  /** P(at risk at the time) by class: no event, not dropped out, entered long enough before the cut. */
  readonly atRisk: readonly Float64Array[];
  /** Density of seen events times the weight of the point: sums are probabilities of events. */
  readonly events: readonly Float64Array[];
}

/** @param month of the data cut; Infinity when everybody is followed to the end */
export function followUpProcess(
  endpoint: TimeToEventEndpoint,
  population: Population,
  mix: PatientMix,
  month: number,
): FollowUpProcess {
  const laws = population.groups.flatMap((group) => [
    timeLaw(endpoint, group, 0),
    timeLaw(endpoint, group, 1),
  ]);
  const dropout = dropoutLaw(endpoint);
  const entries = distinctEntries(mix);
  const breaks =
    month === Number.POSITIVE_INFINITY ? [] : entries.laws.flatMap((law) => entryBreaks(law, mix.end));
  const earliest = Math.min(...entries.laws.map((law) => law.delay));
  const grid = createTimeGrid(
    distinctLaws(laws),
    dropout,
    breaks.map((m) => month - m),
    Math.max(0, month - earliest),
  );
  // Seen so far: entered long enough ago and not dropped out, by entry law.
  const followed = entries.laws.map((law) =>
    grid.time.map((t) => entryProbability(law, month - t) * (dropout === null ? 1 : survivalAt(dropout, t))),
  );
  const known = new Map<string, { survival: Float64Array; density: Float64Array }>();
  const curves = laws.map((law) => {
    const key = JSON.stringify(law);
    const found = known.get(key) ?? curveOf(law, grid);
    known.set(key, found);
    return found;
  });
  const seen = (c: number) => followed[entries.of[c >> 1]];
  return {
    grid,
    atRisk: curves.map(({ survival }, c) => product(survival, seen(c))),
    events: curves.map(({ density }, c) => product(density, seen(c))),
  };
}

function curveOf(
  law: SurvivalLaw,
  { time, weight }: TimeGrid,
): { survival: Float64Array; density: Float64Array } {
  const survival = time.map((t) => survivalAt(law, t));
  return {
    survival,
    density: survival.map((s, i) => (s === 0 ? 0 : s * hazardAt(law, time[i]) * weight[i])),
  };
}

function product(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => value * b[i]);
}

function distinctLaws(laws: readonly SurvivalLaw[]): SurvivalLaw[] {
  return [...new Map(laws.map((law) => [JSON.stringify(law), law])).values()];
}

function distinctEntries({ entry }: PatientMix): { laws: PatientMix['entry']; of: number[] } {
  const keys = entry.map((law) => `${law.screened} ${law.delay}`);
  const distinct = [...new Set(keys)];
  return {
    laws: distinct.map((key) => entry[keys.indexOf(key)]),
    of: keys.map((key) => distinct.indexOf(key)),
  };
}
