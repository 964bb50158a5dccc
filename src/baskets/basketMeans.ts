import type { BasketCell, BasketCells } from './basketCells.ts';
import { meansOver, type PosteriorNodes } from './posteriorNodes.ts';

/** Mean and tail of one basket. */
const PAIR = new Float64Array(2);

/**
 * Writes each basket's mean and tail over the nodes of a posterior, two by two. False where a table was not complete there: it is now, and
 * since masses made of bounds become less, the nodes are to be found anew.
 */
export function basketMeans(
  cells: BasketCells,
  current: readonly BasketCell[],
  mass: Float64Array,
  nodes: PosteriorNodes,
  out: Float64Array,
): boolean {
  let known = true;
  for (let j = 0; j < current.length; j++) {
    const { mean, above } = current[j];
    meansOver(mass, mean, above[cells.rateOf[j]], nodes, PAIR);
    out.set(PAIR, 2 * j);
    if (!Number.isNaN(PAIR[0])) continue;
    if (cells.complete(current[j], nodes.active, nodes.count)) known = false;
  }
  return known;
}
