import { endpointsOf } from '../designs/endpointsOf.ts';
import type { Population } from '../population/groups.ts';
import { type PurposeStream, streamsOf } from '../rng/streams.ts';
import type { ScenarioPoint, TrialDesign, Truth } from '../scenario/model.ts';
import { type Cohort, createCohort } from './cohort.ts';
import type { PlannedTrial } from './plannedTrial.ts';
import { cohortStages } from './programs/stages.ts';
import { createRareCohort, RARE } from './rareCohort.ts';

/** The patients that some trials share: all who are screened, or, where the eligible are rare, only these. */
export function cohortFor(
  trials: readonly Pick<PlannedTrial, 'design' | 'plan'>[],
  truth: Truth,
  population: Population,
  streams: (purpose: string) => PurposeStream,
): Cohort {
  const endpoints = [...new Set(trials.flatMap(({ design }) => endpointsOf(design, truth)))];
  const capacity = Math.max(...trials.map(({ plan }) => plan.mostScreened));
  const eligible = Uint8Array.from(population.groups, (_, g) =>
    trials.some(({ plan }) => plan.quotaOf[g] >= 0) ? 1 : 0,
  );
  const share = population.groups.reduce((sum, group, g) => sum + eligible[g] * group.probability, 0);
  const rare = share < RARE && truth.enrolment.arrivals === 'poisson' && population.mixes.length === 1;
  if (!rare || !trials.every(({ design }) => looksLast(design))) {
    return createCohort(truth, population, endpoints, capacity, streams);
  }
  const room = Math.ceil(capacity * share + 9 * Math.sqrt(capacity * share) + 60);
  return createRareCohort(truth, population, eligible, endpoints, room, streams);
}

/** Whether nothing is looked at before everybody is enrolled. */
const looksLast = ({ looks }: TrialDesign): boolean =>
  looks.length === 1 && (looks[0].kind === 'assessed' || looks[0].kind === 'follow-up');

/** The cohorts of a point: one for all designs, but one more for every trial that recruits beside another, or after it in a program. */
export interface Cohorts {
  readonly all: readonly Cohort[];
  of(design: string, trial: string): Cohort;
}

/**
 * @param alone null: designs share their patients (trials of the same name do); else the point's index: every trial of
 *   every design and point has patients of its own
 */
export function createCohorts(
  point: ScenarioPoint,
  population: Population,
  designs: Readonly<Record<string, readonly PlannedTrial[]>>,
  alone: number | null,
  seed: string,
): Cohorts {
  const stages = cohortStages(point.programs);
  const keyOf = (design: string, trial: string) => {
    if (alone !== null) return `${alone}/${design}/${trial}`;
    const stage = stages.get(design) ?? 0;
    return stage === 0 ? trial : `step ${stage + 1}/${trial}`;
  };
  const wanted = new Map<string, PlannedTrial[]>();
  for (const [name, trials] of Object.entries(designs)) {
    for (const trial of trials) {
      const key = keyOf(name, trial.design.name);
      wanted.set(key, [...(wanted.get(key) ?? []), trial]);
    }
  }
  const streams = streamsOf(seed);
  const cohorts = new Map<string, Cohort>();
  for (const [key, trials] of wanted) {
    const prefix = key === '' ? '' : `${key}/`;
    cohorts.set(
      key,
      cohortFor(trials, point.truth, population, (purpose) => streams(prefix + purpose)),
    );
  }
  return { all: [...cohorts.values()], of: (design, trial) => cohorts.get(keyOf(design, trial)) as Cohort };
}
