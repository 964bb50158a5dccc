import { trueCells } from '../scenario/cells.ts';
import type { TrueCell, Truth } from '../scenario/model.ts';
import type { Group } from './groups.ts';

/**
 * Every kind of patient that the truth tells apart, with its share of the population. Where a score goes with markers or strata the shares are
 * no products: they are those of the groups.
 */
export function trueKinds(truth: Truth, groups: readonly Group[]): TrueCell[] {
  const cells = trueCells(truth);
  if (Object.values(truth.scores ?? {}).every(({ mean }) => mean === undefined)) return cells;
  const agrees = (own: Record<string, unknown>, other: Record<string, unknown>) =>
    Object.entries(own).every(([name, value]) => other[name] === value);
  return cells.map((cell) => ({
    ...cell,
    probability: groups.reduce(
      (sum, group) =>
        sum + (agrees(cell.levels, group.levels) && agrees(cell.truth, group.truth) ? group.incidence : 0),
      0,
    ),
  }));
}
