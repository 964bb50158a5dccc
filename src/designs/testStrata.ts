import { membersOf, type Population } from '../population/groups.ts';
import type { PopulationExpression } from '../scenario/model.ts';
import { stratify } from './allocationPlan.ts';

/** The groups of a population, 0/1 by group, one selection for each stratum that a test keeps apart. */
export function strataOf(
  population: Population,
  of: PopulationExpression,
  names: readonly string[],
): Uint8Array[] {
  const members = membersOf(population, of);
  const { strata, stratumOf } = stratify(names, population);
  return Array.from({ length: strata }, (_, s) =>
    members.map((member, g) => (stratumOf[g] === s ? member : 0)),
  ).filter((selection) => selection.includes(1));
}

/** Patients by what the assay said. */
export const markerPopulation = (marker: string, status: '+' | '-'): PopulationExpression => ({
  kind: 'marker',
  marker,
  status,
  by: 'assay',
});
