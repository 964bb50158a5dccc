import { membersOf, type Population } from '../population/groups.ts';
import type { Assign, Ratio } from '../randomization/assignment.ts';
import type { MinimisationFactors } from '../randomization/minimisation.ts';
import { evaluatePopulation, resolveByCell } from '../scenario/cells.ts';
import type { PopulationExpression, Quota, TrialDesign, Truth } from '../scenario/model.ts';
import { assignOf, marginsOf, stratify } from './allocationPlan.ts';
import { quotaStages } from './quotaStages.ts';
import { screenedForOne, screenedInPauses, selectable } from './screenedLater.ts';
import { rangeBound, VARIES } from './screeningBound.ts';

/** Who is let in, how many, and how they are allocated, as tables by group. */
export interface EnrolmentPlan {
  /** Patients to randomise. */
  readonly n: number;
  /** Whether the first n screened are the n randomised. */
  readonly everybody: boolean;
  /** The most patients by quota (one quota for everybody eligible where the design sets none). */
  readonly quotas: Int32Array;
  /** The same by stage, of fixed numbers: a stage begins when the one before it is full. One stage unless the design says otherwise. */
  readonly stages: readonly Int32Array[];
  /** Places kept for a quota, and till which month. */
  readonly floors: Int32Array;
  readonly floorUntil: Float64Array;
  /** Month from which on a quota is recruited; after a look the expected one, see `withOpenings`. */
  readonly opensAt: Float64Array;
  /** Whether every quota's number is fixed: floors and quotas are then the same. */
  readonly fixed: boolean;
  /** Quota that a group counts against, -1 = not eligible. */
  readonly quotaOf: Int16Array;
  /** Patients to screen at a time: enough for the whole trial in nearly every replicate. */
  readonly chunk: number;
  /** The most that could be screened: exceeded with probability below 1e-12. */
  readonly mostScreened: number;
  /** Share of the screened who are eligible while no quota is full. */
  readonly eligibleShare: number;
  /** Whether anybody waits for the assay before he is randomised, and how long, by group. */
  readonly waits: boolean;
  readonly turnaround: Float64Array;
  readonly strata: number;
  readonly stratumOf: Uint16Array;
  readonly assign: Assign;
  readonly arms: Ratio;
  /** Patients in a block; 0 = simple randomisation, or a coin that looks at those before. */
  readonly block: number;
  /** Whether the numbers on the arms depend on those in the strata alone: simple randomisation and blocks. */
  readonly exchangeable: boolean;
  /** The margins that minimisation balances; null for other methods. */
  readonly margins: MinimisationFactors | null;
}

export function createEnrolmentPlan(
  trial: TrialDesign,
  truth: Truth,
  population: Population,
  n: number,
): EnrolmentPlan {
  const eligible = membersOf(population, trial.enrol);
  const quotas = trial.quotas.map((quota) => ({ ...quota, most: Math.min(n, quota.most) }));
  const fixed = quotas.every(
    ({ least, most, from, afterLook }) => least === most && from === undefined && afterLook === undefined,
  );
  // Whoever is in no quota takes what the quotas leave of the n.
  const left = n - quotas.reduce((sum, { least, until }) => sum + (Number.isFinite(until) ? 0 : least), 0);
  const others: Quota = {
    population: trial.enrol,
    least: fixed ? left : 0,
    most: left,
    until: Number.POSITIVE_INFINITY,
  };
  const places = left > 0 || quotas.length === 0 ? [...quotas, others] : quotas;
  const quotaOf = Int16Array.from(population.groups, (group, g) =>
    eligible[g] === 1 ? places.findIndex((place) => evaluatePopulation(place.population, group)) : -1,
  );
  const shares = places.map((_, q) =>
    // Probabilities may add up to a rounding above 1.
    Math.min(
      1,
      population.groups.reduce((sum, group, g) => sum + (quotaOf[g] === q ? group.probability : 0), 0),
    ),
  );
  const simple = fixed && population.mixes.length === 1 && population.variation === null;
  const stages = quotaStages(places);
  const bounds = stages.map((sizes) => {
    const own = stages.length === 1 ? places : atStage(places, sizes);
    const size = stages.length === 1 ? n : sizes.reduce((sum, one) => sum + one, 0);
    return simple ? fixedBound(own, shares) : rangeBound(size, own, quotaOf, population);
  });
  const bound = (...by: [sds: number, extra: number, spread?: number]) =>
    bounds.reduce((sum, one) => sum + one(...by), 0);
  const chunk = bound(3, 4);
  const spread = population.variation === null ? 1 : VARIES;
  const eligibleShare = Math.min(
    1,
    shares.reduce((sum, share) => sum + share, 0),
  );
  const strata = stratify(trial.randomise.stratifyBy, population);
  const turnaround = Float64Array.from(population.groups, (group) =>
    Math.max(
      0,
      ...markersNeeded(trial, truth).map((m) => resolveByCell(truth.markers[m].assay.turnaround, group)),
    ),
  );
  const { ratio, method, block } = trial.randomise;
  const arms = { experimental: ratio[0], control: ratio[1] };
  const margins = method === 'minimisation' ? marginsOf(trial.randomise, strata, population) : null;
  return {
    n: fixed ? places.reduce((sum, place) => sum + place.most, 0) : n,
    everybody: places.length === 1 && fixed && quotaOf.every((quota) => quota === 0),
    quotas: Int32Array.from(places, (place) => place.most),
    stages,
    floors: Int32Array.from(places, (place) => place.least),
    floorUntil: Float64Array.from(places, (place) => place.until),
    opensAt: Float64Array.from(places, (place) => place.from ?? 0),
    fixed,
    quotaOf,
    chunk,
    mostScreened:
      chunk *
      (1 +
        Math.ceil(
          (bound(9, 60, spread) +
            screenedForOne(trial, n, places, quotaOf, population, Math.max(...turnaround)) +
            screenedInPauses(trial, bound(9, 60, spread), quotaOf, truth, population)) /
            chunk,
        )),
    eligibleShare,
    waits: turnaround.some((months) => months > 0),
    turnaround,
    ...strata,
    arms,
    block: method === 'blocks' ? block : 0,
    exchangeable: method === 'simple' || method === 'blocks',
    margins,
    assign: assignOf(trial.randomise, arms, strata.strata, margins),
  };
}

/** The same enrolment for another number of patients, of a trial without quotas: one stage of it. */
export function resized(plan: EnrolmentPlan, n: number): EnrolmentPlan {
  return { ...plan, n, quotas: Int32Array.of(n), stages: [Int32Array.of(n)] };
}

/** The places of one stage. */
function atStage(places: readonly Quota[], sizes: Int32Array): Quota[] {
  return places.map((place, q) => ({ ...place, least: sizes[q], most: sizes[q] }));
}

/** How many are screened to fill fixed quotas, with so many standard deviations to spare. */
function fixedBound(places: readonly Quota[], shares: readonly number[]) {
  return (sds: number, extra: number, _spread = 1) =>
    Math.max(
      ...places.map(({ most }, q) => {
        const p = shares[q];
        return Math.ceil((most + sds * Math.sqrt(most * (1 - p)) + extra * (1 - p)) / p);
      }),
    );
}

/** Markers whose result must be known before a patient can be randomised. */
function markersNeeded(trial: TrialDesign, truth: Truth): string[] {
  const { enrol, quotas, randomise } = trial;
  const inExpression = (expression: PopulationExpression): string[] => {
    switch (expression.kind) {
      case 'marker':
        return expression.by === 'assay' ? [expression.marker] : [];
      case 'not':
        return inExpression(expression.of);
      case 'and':
      case 'or':
        return expression.of.flatMap(inExpression);
      default:
        return [];
    }
  };
  const guided = trial.strategy === undefined ? [] : [trial.strategy.guided];
  const used = [enrol, ...guided, ...quotas.map((quota) => quota.population), ...selectable(trial)].flatMap(
    inExpression,
  );
  return [...used, ...randomise.stratifyBy].filter((name) => name in truth.markers);
}
