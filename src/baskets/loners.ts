import type { BasketCell, BasketCells, NormalMarginal } from './basketCells.ts';
import type { NormalPrior } from './hyperPrior.ts';

/**
 * What a basket's data say when its logit has a law of its own, kept by law and cell.
 *
 * @param laws by basket
 */
export function loners(
  cells: BasketCells,
  laws: readonly NormalPrior[],
): (j: number, cell: BasketCell) => NormalMarginal {
  const different = [...new Set(laws.map(({ mean, sd }) => `${mean} ${sd}`))];
  const number = laws.map(({ mean, sd }) => different.indexOf(`${mean} ${sd}`));
  const kept = different.map(() => new WeakMap<BasketCell, NormalMarginal>());
  return (j, cell) => {
    const known = kept[number[j]].get(cell);
    if (known !== undefined) return known;
    const made = cells.under(cell, laws[j]);
    kept[number[j]].set(cell, made);
    return made;
  };
}
