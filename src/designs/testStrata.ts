import { membersOf, type Population } from '../population/groups.ts';
import type { PopulationExpression } from '../scenario/model.ts';
import { stratify } from './allocationPlan.ts';

/** The groups of a population, 0/1 by group, one selection for each stratum that a test keeps apart; at least one. */
export function strataOf(
  population: Population,
  of: PopulationExpression,
  names: readonly string[],
): Uint8Array[] {
  const members = membersOf(population, of);
  const { strata, stratumOf } = stratify(names, population);
  const selections = Array.from({ length: strata }, (_, s) =>
    members.map((member, g) => (stratumOf[g] === s ? member : 0)),
  ).filter((selection) => selection.includes(1));
  // Of a population that nobody is of (a level of share 0) the test is there, and finds no patient.
  return selections.length === 0 ? [members] : selections;
}

/** Patients by what the assay said. */
export const markerPopulation = (marker: string, status: '+' | '-'): PopulationExpression => ({
  kind: 'marker',
  marker,
  status,
  by: 'assay',
});
