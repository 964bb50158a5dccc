import { responseOf } from '../endpoints/responders.ts';
import { createPopulation } from '../population/groups.ts';
import { partsOf } from '../population/parts.ts';
import { cellPopulation } from '../scenario/cells.ts';
import { cutOf } from '../scenario/cuts.ts';
import type { ByCell, Endpoint, TimeToEventEndpoint, TrueCell, Truth } from '../scenario/model.ts';
import { populationText } from '../scenario/populationText.ts';
import { courseFacts } from './courseFacts.ts';
import type { TruthSummary } from './result.ts';
import { shownCells } from './shownCells.ts';
import { curvesOf } from './truthCurves.ts';
import { effectOf, withTimes } from './truthEffects.ts';
import type { TruthKind } from './truthKind.ts';

/** The truth at a point in numbers: what every kind of patient can expect under either arm, and what an assay result says. */
export function truthSummary(truth: Truth, point: number): TruthSummary {
  const { groups } = createPopulation(truth);
  const kinds = shownCells(truth).map(
    (cell): TruthKind => ({
      name: nameOf(cell),
      probability: cell.probability,
      parts: partsOf(cell, groups),
    }),
  );
  const seen = (endpoint: Endpoint): TruthKind[] =>
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

const nameOf = (cell: TrueCell) => populationText(cellPopulation(cell), 'truth');

/** Those of a kind who have a time at all: of a duration, who respond to the treatment. */
function respondersOf(kind: TruthKind, endpoint: TimeToEventEndpoint, truth: Truth): TruthKind {
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
