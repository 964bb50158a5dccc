// Long because it is one table: everything that is told of a truth, by kind of patient.

import {
  cumulativeHazard,
  inverseCumulativeHazard,
  medianOf,
  type SurvivalLaw,
} from '../distributions/survivalLaw.ts';
import { normalLaw, responseRate, timeLaw } from '../endpoints/laws.ts';
import { responseOf } from '../endpoints/responders.ts';
import { findRoot } from '../numeric/roots.ts';
import { createPopulation } from '../population/groups.ts';
import { type Part, partsOf } from '../population/parts.ts';
import { cellPopulation } from '../scenario/cells.ts';
import { cutOf } from '../scenario/cuts.ts';
import type { ByCell, Cell, Endpoint, TimeToEventEndpoint, TrueCell, Truth } from '../scenario/model.ts';
import { populationText } from '../scenario/populationText.ts';
import { courseFacts } from './courseFacts.ts';
import { effectInTime, effectTimes } from './effectInTime.ts';
import type { TruthSummary } from './result.ts';
import { shownCells } from './shownCells.ts';

/** Points of a survival curve after the first; they stand closer at the beginning, where hazards bend it most. */
const CURVE_POINTS = 60;

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** The truth at a point in numbers: what every kind of patient can expect under either arm, and what an assay result says. */
export function truthSummary(truth: Truth, point: number): TruthSummary {
  const { groups } = createPopulation(truth);
  const kinds = shownCells(truth).map(
    (cell): Kind => ({ name: nameOf(cell), probability: cell.probability, parts: partsOf(cell, groups) }),
  );
  const seen = (endpoint: Endpoint): Kind[] =>
    endpoint.kind === 'time-to-event' ? kinds.map((kind) => respondersOf(kind, endpoint, truth)) : kinds;
  const durations = Object.entries(truth.endpoints).flatMap(([name, endpoint]) =>
    endpoint.kind === 'time-to-event' && endpoint.after !== undefined
      ? [{ endpoint: name, after: endpoint.after }]
      : [],
  );
  return {
    point,
    cells: Object.entries(truth.endpoints).flatMap(([name, endpoint]) =>
      withTimes(
        endpoint,
        seen(endpoint).map((kind, k) => ({
          parts: kind.parts,
          cell: {
            population: kind.name,
            probability: kinds[k].probability,
            endpoint: name,
            ...effectOf(endpoint, kind.parts),
          },
        })),
      ),
    ),
    curves: Object.entries(truth.endpoints).flatMap(([name, endpoint]) =>
      endpoint.kind === 'time-to-event' ? curvesOf(name, endpoint, seen(endpoint)) : [],
    ),
    // A cut of a score is no assay, unless the score is measured with error: else it errs in nobody.
    assays: Object.keys(truth.markers)
      .filter((marker) => {
        const cut = cutOf(marker);
        return cut === null || truth.scores?.[cut.score]?.errorSd !== undefined;
      })
      .map((marker) => assayOf(truth, marker)),
    ...benefitOf(truth),
    ...(durations.length === 0 ? {} : { durations }),
    ...(truth.correlations === undefined ? {} : { correlations: truth.correlations }),
    ...cohortsOf(truth),
    course: courseFacts(truth),
  };
}

const BENEFIT_SCALES = {
  binary: 'risk difference',
  'time-to-event': 'hazard ratio',
  continuous: 'mean difference',
} as const satisfies Record<Endpoint['kind'], string>;

function benefitOf({ worthwhile, endpoints }: Truth): Pick<TruthSummary, 'benefit'> {
  const benefit = Object.entries(worthwhile).map(([endpoint, least]) => ({
    endpoint,
    scale: BENEFIT_SCALES[endpoints[endpoint].kind],
    least,
  }));
  return benefit.length === 0 ? {} : { benefit };
}

const SHIFT_SCALES = {
  binary: 'odds ratio',
  'time-to-event': 'hazard ratio',
  continuous: 'mean difference',
} as const satisfies Record<Endpoint['kind'], string>;

function cohortsOf({ externalCohorts, endpoints }: Truth): Pick<TruthSummary, 'cohorts'> {
  if (externalCohorts === undefined) return {};
  const timed = Object.values(endpoints).some(({ kind }) => kind === 'time-to-event');
  const cohorts = Object.entries(externalCohorts).map(
    ([name, { patients, records, mix, followUp, shifts }]) => ({
      name,
      patients,
      records,
      mix: mix === null ? null : sharesOf(mix),
      ...(timed ? { followUp } : {}),
      shifts: Object.entries(shifts).map(([endpoint, shift]) => ({
        endpoint,
        scale: SHIFT_SCALES[endpoints[endpoint].kind],
        ...shift,
      })),
    }),
  );
  return { cohorts };
}

function sharesOf(mix: ByCell<number>): { population: string; share: number }[] {
  const all = mix.reduce((sum, { value }) => sum + value, 0);
  return mix.map(({ population, value }) => ({
    population: populationText(population, 'truth'),
    share: value / all,
  }));
}

/** A kind of patient by levels and true statuses, and the patients of different scores that it is made of. */
interface Kind {
  readonly name: string;
  readonly probability: number;
  readonly parts: readonly Part[];
}

const nameOf = (cell: TrueCell) => populationText(cellPopulation(cell), 'truth');

/** Those of a kind who have a time at all: of a duration, who respond to the treatment. */
function respondersOf(kind: Kind, endpoint: TimeToEventEndpoint, truth: Truth): Kind {
  const response = responseOf(endpoint, truth);
  if (response === null) return kind;
  const parts = kind.parts.map(({ cell, share }) => ({ cell, share: share * response.rate(cell, 1) }));
  const all = parts.reduce((sum, { share }) => sum + share, 0);
  // Of a kind of whom nobody responds the law stays to be told.
  if (all === 0) return { ...kind, probability: 0 };
  return {
    name: kind.name,
    probability: kind.probability * all,
    parts: parts.map(({ cell, share }) => ({ cell, share: share / all })),
  };
}

const mean = (parts: readonly Part[], value: (cell: Cell) => number) =>
  parts.reduce((sum, { cell, share }) => sum + share * value(cell), 0);

type Effect = Pick<
  TruthSummary['cells'][number],
  'measure' | 'control' | 'experimental' | 'effectMeasure' | 'effect'
>;

function effectOf(endpoint: Endpoint, parts: readonly Part[]): Effect {
  switch (endpoint.kind) {
    case 'time-to-event': {
      if (endpoint.after !== undefined)
        return {
          measure: 'median (months)',
          control: null,
          experimental: finite(medianOfMix(endpoint, parts, 1)),
          effectMeasure: 'hazard ratio',
          effect: null,
        };
      const medians = ([0, 1] as const).map((arm) => medianOfMix(endpoint, parts, arm));
      const ratios = parts.map(({ cell }) =>
        constantHazardRatio(timeLaw(endpoint, cell, 0), timeLaw(endpoint, cell, 1)),
      );
      const [first] = ratios;
      const constant = ratios.every(
        (ratio) => ratio !== null && Math.abs(ratio / (first as number) - 1) < 1e-9,
      );
      return {
        measure: 'median (months)',
        control: finite(medians[0]),
        experimental: finite(medians[1]),
        effectMeasure: 'hazard ratio',
        effect: constant ? first : null,
      };
    }
    case 'binary': {
      const control = mean(parts, (cell) => responseRate(endpoint, cell, 0));
      const experimental = mean(parts, (cell) => responseRate(endpoint, cell, 1));
      return {
        measure: 'rate',
        control,
        experimental,
        effectMeasure: 'risk difference',
        effect: experimental - control,
      };
    }
    case 'continuous': {
      const control = mean(parts, (cell) => normalLaw(endpoint, cell, 0).mean);
      const experimental = mean(parts, (cell) => normalLaw(endpoint, cell, 1).mean);
      return {
        measure: 'mean',
        control,
        experimental,
        effectMeasure: 'mean difference',
        effect: experimental - control,
      };
    }
  }
}

/** The cells of an endpoint, with their effect in time where it is no one number in one of them. */
function withTimes(
  endpoint: Endpoint,
  seen: readonly { parts: readonly Part[]; cell: TruthSummary['cells'][number] }[],
): TruthSummary['cells'] {
  if (endpoint.kind !== 'time-to-event' || endpoint.after !== undefined) return seen.map(({ cell }) => cell);
  if (seen.every(({ cell }) => cell.effect !== null)) return seen.map(({ cell }) => cell);
  const times = effectTimes(
    endpoint,
    seen.flatMap(({ parts }) => parts),
  );
  return seen.map(({ parts, cell }) => ({ ...cell, inTime: effectInTime(endpoint, parts, times) }));
}

/** Median of the patients of a kind together; Infinity where half of them never have the event. */
function medianOfMix(endpoint: TimeToEventEndpoint, parts: readonly Part[], arm: 0 | 1): number {
  const laws = parts.map(({ cell }) => timeLaw(endpoint, cell, arm));
  const medians = laws.map(medianOf);
  const [low, high] = [Math.min(...medians), Math.max(...medians)];
  if (low === high) return low;
  const above = (time: number) =>
    parts.reduce((sum, { share }, i) => sum + share * Math.exp(-cumulativeHazard(laws[i], time)), 0) - 0.5;
  let late = Math.max(low, 1);
  while (above(late) > 0 && late < 1e6) late *= 2;
  return above(late) > 0 ? Number.POSITIVE_INFINITY : findRoot(above, low, late, 1e-9 * late);
}

/** The hazard ratio where it is one number for all time, else null. */
function constantHazardRatio(control: SurvivalLaw, experimental: SurvivalLaw): number | null {
  const times = [0.1, 0.5, 1, 2, 3]
    .map((hazard) => inverseCumulativeHazard(control, hazard))
    .filter(Number.isFinite);
  const ratios = times.map((time) => cumulativeHazard(experimental, time) / cumulativeHazard(control, time));
  const [first] = ratios;
  return first !== undefined && ratios.every((ratio) => Math.abs(ratio / first - 1) < 1e-9) ? first : null;
}

function curvesOf(
  endpoint: string,
  law: TimeToEventEndpoint,
  kinds: readonly Kind[],
): TruthSummary['curves'] {
  const laws = ([0, 1] as const).map((arm) =>
    kinds.map(({ parts }) => parts.map(({ cell, share }) => ({ share, law: timeLaw(law, cell, arm) }))),
  );
  const longest = laws.flat(2).map((part) => Math.min(240, inverseCumulativeHazard(part.law, 3)));
  const last = Math.max(...longest);
  const time = Array.from({ length: CURVE_POINTS + 1 }, (_, i) => last * (i / CURVE_POINTS) ** 2);
  const survival = (parts: readonly { share: number; law: SurvivalLaw }[]) =>
    time.map((t) =>
      parts.reduce((sum, part) => sum + part.share * Math.exp(-cumulativeHazard(part.law, t)), 0),
    );
  const responders = kinds.reduce((sum, { probability }) => sum + probability, 0);
  const whole = law.after === undefined || responders === 0 ? 1 : responders;
  return (['control', 'experimental'] as const).flatMap((arm, a) => {
    // Who responds on control is nobody who is looked at.
    if (law.after !== undefined && arm === 'control') return [];
    const curves = laws[a].map(survival);
    const all = time.map(
      (_, i) => kinds.reduce((sum, kind, c) => sum + kind.probability * curves[c][i], 0) / whole,
    );
    const own = kinds.map(({ name }, c) => ({
      endpoint,
      population: name,
      arm,
      time,
      survival: curves[c],
    }));
    return kinds.length > 1 ? [...own, { endpoint, population: 'all', arm, time, survival: all }] : own;
  });
}

/** Averages over the strata, from the probabilities of the groups. */
function assayOf(truth: Truth, marker: string): TruthSummary['assays'][number] {
  const { groups } = createPopulation(truth);
  const share = (status: boolean | null, result: string | null) =>
    groups.reduce(
      (sum, group) =>
        (status === null || group.truth[marker] === status) &&
        (result === null || group.assay[marker] === result)
          ? sum + group.probability
          : sum,
      0,
    );
  const unevaluable = share(null, '?');
  const prevalence = share(true, null);
  return {
    marker,
    prevalence,
    sensitivity: share(true, '+') / (share(true, '+') + share(true, '-')),
    specificity: share(false, '-') / (share(false, '+') + share(false, '-')),
    unevaluable,
    ppv: share(true, '+') / share(null, '+'),
    npv: share(false, '-') / share(null, '-'),
    positive: share(null, '+'),
  };
}
