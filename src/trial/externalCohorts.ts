import type { EndpointData } from '../analyses/endpointData.ts';
import { externalName } from '../designs/cohortComparison.ts';
import { cohortShares } from '../designs/cohortTruth.ts';
import type { Population } from '../population/groups.ts';
import { streamsOf } from '../rng/streams.ts';
import type { ExternalCohort, ScenarioPoint, Truth } from '../scenario/model.ts';
import { createExternalOutcomes } from './externalOutcomes.ts';

/** The external cohorts that the tests of a point read: one draw a replicate for all designs. */
export interface ExternalCohorts {
  /** By `externalName`: data of the control arm, refilled by `draw`. */
  readonly sources: Readonly<Record<string, EndpointData>>;
  draw(replicate: number): void;
}

/** @param alone null: all points share the draws; else the point's index, in front of the purposes */
export function createExternalCohorts(
  { truth, designs }: ScenarioPoint,
  population: Population,
  alone: number | null,
  seed: string,
): ExternalCohorts {
  const tests = Object.values(designs).flatMap(({ trials }) => trials.flatMap((trial) => trial.tests));
  const wanted = new Map<string, Set<string>>();
  for (const { against, of } of tests) {
    if (against?.kind !== 'cohort') continue;
    wanted.set(against.cohort, (wanted.get(against.cohort) ?? new Set()).add(of));
  }
  const prefix = alone === null ? '' : `${alone}/`;
  const sources: Record<string, EndpointData> = {};
  const draws = [...wanted].map(([name, endpoints]) => {
    const cohort = truth.externalCohorts?.[name];
    if (cohort === undefined) throw new TypeError(`there is no external cohort ${name}`);
    return createCohort(name, cohort, [...endpoints], truth, population, prefix, seed, sources);
  });
  return {
    sources,
    draw(replicate) {
      for (let c = 0; c < draws.length; c++) draws[c](replicate);
    },
  };
}

function createCohort(
  name: string,
  cohort: ExternalCohort,
  endpoints: readonly string[],
  truth: Truth,
  population: Population,
  prefix: string,
  seed: string,
  sources: Record<string, EndpointData>,
): (replicate: number) => void {
  const n = cohort.patients;
  const streams = streamsOf(seed);
  const shares = cohortShares(cohort, population);
  const groups = shares.length;
  // Cumulative shares of 2^32: a patient is in the first group whose end is above his word.
  const ends = new Float64Array(groups);
  let sum = 0;
  shares.forEach((share, g) => {
    sum += share;
    ends[g] = sum * 4294967296;
  });
  ends[groups - 1] = 4294967296;
  const group = new Int32Array(n);
  const words = new Int32Array(n);
  const kinds = streams(`${prefix}external:${name}`);
  const outcomes = endpoints.map((of) => {
    const purpose = `${prefix}external:${name}:${of}`;
    const endpoint = truth.endpoints[of];
    const drawn = createExternalOutcomes(
      endpoint,
      cohort,
      cohort.shifts[of],
      population,
      group,
      purpose,
      streams,
    );
    sources[externalName(name, of)] = drawn.data;
    return drawn;
  });
  return (replicate) => {
    kinds.start(replicate);
    kinds.stream.fill(words, 0, n);
    for (let k = 0; k < n; k++) {
      const word = words[k] >>> 0;
      let g = 0;
      while (word >= ends[g]) g++;
      group[k] = g;
    }
    for (let e = 0; e < outcomes.length; e++) outcomes[e].draw(replicate);
  };
}
