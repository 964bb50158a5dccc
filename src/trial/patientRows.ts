import type { Group } from '../population/groups.ts';
import type { Enrolled } from './enrolled.ts';
import type { Observer } from './observers.ts';

/** A line of a replayed table: column name -> value. */
export type TableRow = Record<string, string | number>;

/** Levels, true statuses and assay results of a group, a column each. */
export function groupRow(group: Group): TableRow {
  return {
    ...group.levels,
    ...Object.fromEntries(
      Object.entries(group.truth).map(([marker, positive]) => [`true ${marker}`, positive ? '+' : '-']),
    ),
    ...Object.fromEntries(Object.entries(group.assay).map(([marker, result]) => [`assay ${marker}`, result])),
  };
}

/**
 * The randomised patients of the replicate last run, one a row: who they are, when they came, their arm, and what would be
 * seen of every endpoint if nobody stopped looking. Months from the opening of enrolment, outcomes from randomisation.
 */
export function patientRows(
  enrolled: Enrolled,
  groups: readonly Group[],
  observers: readonly Observer[],
): TableRow[] {
  return Array.from({ length: enrolled.n }, (_, k) => ({
    patient: k + 1,
    'randomised at': enrolled.entry[k],
    arm: enrolled.arm[k] === 1 ? 'experimental' : 'control',
    ...groupRow(groups[enrolled.group[k]]),
    ...Object.assign({}, ...observers.map((observer) => observer.outcomeRow(k))),
  }));
}
