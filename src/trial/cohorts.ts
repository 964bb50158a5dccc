import { endpointsOf } from '../designs/endpointsOf.ts';
import type { Population } from '../population/groups.ts';
import { streamsOf } from '../rng/streams.ts';
import type { ScenarioPoint } from '../scenario/model.ts';
import { type Cohort, createCohort } from './cohort.ts';
import type { PlannedTrial } from './plannedTrial.ts';

/** The cohorts of a point: one for all designs, but one more for every trial that recruits beside another. */
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
  const keyOf = (design: string, trial: string) => (alone === null ? trial : `${alone}/${design}/${trial}`);
  const wanted = new Map<string, { capacity: number; endpoints: Set<string> }>();
  for (const [name, trials] of Object.entries(designs)) {
    for (const { design, plan } of trials) {
      const key = keyOf(name, design.name);
      const { capacity, endpoints } = wanted.get(key) ?? { capacity: 0, endpoints: new Set<string>() };
      for (const endpoint of endpointsOf(design)) endpoints.add(endpoint);
      wanted.set(key, { capacity: Math.max(capacity, plan.mostScreened), endpoints });
    }
  }
  const streams = streamsOf(seed);
  const cohorts = new Map<string, Cohort>();
  for (const [key, { capacity, endpoints }] of wanted) {
    const prefix = key === '' ? '' : `${key}/`;
    cohorts.set(
      key,
      createCohort(point.truth, population, [...endpoints], capacity, (purpose) => streams(prefix + purpose)),
    );
  }
  return { all: [...cohorts.values()], of: (design, trial) => cohorts.get(keyOf(design, trial)) as Cohort };
}
