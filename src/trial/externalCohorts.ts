import type { EndpointData } from '../analyses/endpointData.ts';
import { cohortRate, cohortShares, externalName } from '../designs/cohortComparison.ts';
import { standardNormal } from '../distributions/standardNormal.ts';
import type { Population } from '../population/groups.ts';
import { streamsOf } from '../rng/streams.ts';
import type { ExternalCohort, ScenarioPoint, Truth } from '../scenario/model.ts';

/** The external cohorts that the tests of a point read: one draw a replicate for all designs. */
export interface ExternalCohorts {
  /** By `externalName`: counts of the control arm, refilled by `draw`. */
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
  const group = new Uint16Array(n);
  const words = new Int32Array(n);
  const kinds = streams(`${prefix}external:${name}`);
  const parts = endpoints.map((of) => {
    const endpoint = truth.endpoints[of];
    if (endpoint.kind !== 'binary') throw new TypeError(`${of} is not binary`);
    const odds = Float64Array.from({ length: groups }, (_, g) => {
      const rate = cohortRate(endpoint, population, g, cohort);
      return rate / (1 - rate);
    });
    const counts = new Int32Array(4 * groups);
    sources[externalName(name, of)] = { kind: 'binary', counts };
    const limits = new Float64Array(groups);
    return { odds, counts, limits, stream: streams(`${prefix}external:${name}:${of}`) };
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
    for (let e = 0; e < parts.length; e++) {
      const { odds, counts, limits, stream } = parts[e];
      stream.start(replicate);
      const shift = Math.exp(cohort.betweenTrialSd * standardNormal(stream.stream.next()));
      for (let g = 0; g < groups; g++) {
        const shifted = odds[g] * shift;
        limits[g] = (shifted === Number.POSITIVE_INFINITY ? 1 : shifted / (1 + shifted)) * 4294967296;
      }
      stream.stream.fill(words, 0, n);
      counts.fill(0);
      for (let k = 0; k < n; k++) {
        const g = group[k];
        counts[4 * g + Number(words[k] >>> 0 < limits[g])]++;
      }
    }
  };
}
