import type { Cell } from '../scenario/model.ts';
import type { Group } from './groups.ts';

/** Patients of a kind who have the same scores. */
export interface Part {
  readonly cell: Cell;
  /** Share in the kind; shares sum to 1. */
  readonly share: number;
}

/** What a kind of patient, by levels and true statuses, is made of: one part where no score tells its patients apart. */
export function partsOf(kind: Cell, groups: readonly Group[]): Part[] {
  const agrees = (own: Record<string, unknown>, other: Record<string, unknown>) =>
    Object.entries(own).every(([name, value]) => other[name] === value);
  const parts = new Map<string, { cell: Cell; weight: number }>();
  for (const group of groups) {
    if (!agrees(kind.levels, group.levels) || !agrees(kind.truth, group.truth)) continue;
    const key = JSON.stringify(group.scores ?? {});
    parts.set(key, { cell: group, weight: (parts.get(key)?.weight ?? 0) + group.incidence });
  }
  const all = [...parts.values()].reduce((sum, { weight }) => sum + weight, 0);
  return [...parts.values()].map(({ cell, weight }) => ({ cell, share: weight / all }));
}
