import { membersOf, type Population } from '../population/groups.ts';
import { evaluatePopulation } from '../scenario/cells.ts';
import type { PopulationExpression, Quota, Timing, TrialDesign, Truth } from '../scenario/model.ts';
import { endpointsOf } from './endpointsOf.ts';
import { rangeBound, VARIES } from './screeningBound.ts';

/** The most that could be screened more once a single population is recruited; 0 where the design keeps all. */
export function screenedForOne(
  trial: TrialDesign,
  n: number,
  places: readonly Quota[],
  quotaOf: Int16Array,
  population: Population,
  wait: number,
): number {
  // Those who come while the last of a full trial wait for the assay, some of whom then leave their places.
  const unseen = wait * Math.max(...population.screening.map(({ value }) => value));
  const missed = Math.ceil(unseen + 9 * Math.sqrt(unseen) + 60);
  const most = Math.max(
    0,
    ...selectable(trial).flatMap((one) => {
      const members = membersOf(population, one);
      const among = places.map((_, q) => quotaOf.some((quota, g) => quota === q && members[g] === 1));
      const planned = places.reduce((sum, place, q) => sum + (among[q] ? place.most : 0), 0);
      return places.flatMap((place, q) => {
        if (!among[q]) return [];
        const size = places.length === 1 ? n : Math.min(n, Math.ceil((n * place.most) / planned) + 1);
        const own = [{ population: one, least: size, most: size, until: Number.POSITIVE_INFINITY }];
        const ownOf = quotaOf.map((quota, g) => (quota === q && members[g] === 1 ? 0 : -1));
        // Never longer than it would take from the opening on, unless the mix changes: then at the scarcest mix.
        const some = population.mixes.filter(({ shares }) =>
          shares.some((share, g) => ownOf[g] === 0 && share > 0),
        );
        return some.map(({ shares }) => {
          const mixes = [{ until: Number.POSITIVE_INFINITY, shares }];
          return rangeBound(size, own, ownOf, { ...population, mixes })(9, 60);
        });
      });
    }),
  );
  return most === 0 ? 0 : most + missed;
}

/**
 * The most that could be screened more where recruitment rests before looks: while the patients of a look are assessed, and while those
 * of it who are many wait for those who are few.
 */
export function screenedInPauses(
  trial: TrialDesign,
  whole: number,
  quotaOf: Int16Array,
  truth: Truth,
  population: Population,
): number {
  if (!trial.monitoring?.close?.pauses) return 0;
  const rate = Math.max(...population.screening.map(({ value }) => value));
  const months = Math.max(0, ...endpointsOf(trial, truth).map((name) => assessedAt(truth, name)));
  const unseen = rate * months;
  const parts = trial.looks.slice(0, -1).flatMap(countedParts);
  return parts.reduce((sum, part) => {
    const alone = quotaOf.map((quota, g) =>
      quota >= 0 && evaluatePopulation(part.in, population.groups[g]) ? 0 : -1,
    );
    if (!alone.includes(0)) return sum;
    const place = [{ population: part.in, least: part.n, most: part.n, until: Number.POSITIVE_INFINITY }];
    const spread = population.variation === null ? 1 : VARIES;
    const few = Math.min(whole, rangeBound(part.n, place, alone, population)(9, 60, spread));
    return sum + Math.ceil(unseen + 9 * Math.sqrt(unseen) + 60 + few);
  }, 0);
}

const assessedAt = (truth: Truth, name: string): number => {
  const endpoint = truth.endpoints[name];
  return endpoint.kind === 'time-to-event' ? 0 : endpoint.assessedAt;
};

/** The numbers of patients that a look waits for. */
export function countedParts(timing: Timing): Extract<Timing, { kind: 'patients' }>[] {
  if (timing.kind === 'patients') return [timing];
  return timing.kind === 'each' || timing.kind === 'last of' || timing.kind === 'first of'
    ? timing.of.flatMap(countedParts)
    : [];
}

/** Populations of which one may be left alone. */
export function selectable({ monitoring, multiplicity, tests }: TrialDesign): PopulationExpression[] {
  const close = monitoring?.close ?? null;
  if (close?.places === 'to others')
    return tests.filter(({ basket }) => basket?.test === close.tests).map((test) => test.in);
  const select = monitoring?.select ?? null;
  if (select === null || select.recruit === 'all') return [];
  return tests.filter(({ name }) => multiplicity?.of.includes(name)).map((test) => test.in);
}
