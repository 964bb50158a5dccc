import type { BasketSetting } from './basketAnalysis.ts';
import { type BasketCell, basketCells, type NormalMarginal } from './basketCells.ts';
import type { HyperGrid } from './hyperGrid.ts';
import type { NormalPrior } from './hyperPrior.ts';
import { loners } from './loners.ts';

/** Nodes where a basket belongs with less than this part of what it is alone give nothing to it. */
const NEGLIGIBLE = 1e-11;
/** Tables by node that are kept of each cell. */
const TABLES = 3;

/** What a basket's data (n, x) say at every node (mu, tau), where its logit is normal(mu, tau) or has a law of its own. */
export interface MixedCell {
  readonly cell: BasketCell;
  /** By node: marginal likelihood; an upper bound of it where the cell has one. */
  readonly marginal: Float64Array;
  /** By node: posterior mean of the rate, and probability of exceeding the basket's null rate; NaN before `complete`. */
  readonly mean: Float64Array;
  readonly above: Float64Array;
  /** Alone: what the data say then, and their marginal likelihood times the probability of standing so. */
  readonly lone: NormalMarginal;
  readonly lonely: number;
}

/** The law that a basket shares with so much probability, and the one that it has alone. */
interface Mixture {
  readonly weight: number;
  readonly alone: NormalPrior;
}

export interface MixedCells {
  readonly rates: readonly number[];
  readonly rateOf: Int32Array;
  /** The tables of basket j with (n, x). */
  readonly cell: (j: number, n: number, x: number) => MixedCell;
  /** As `BasketCells.complete`. */
  readonly complete: (j: number, mixed: MixedCell, nodes: Int32Array, count: number) => boolean;
}

/** Tables of mixtures, each made once from those of the shared law: analyses are then products and sums. @param mixtures by basket */
export function mixedCells(
  grid: HyperGrid,
  setting: BasketSetting,
  mixtures: readonly Mixture[],
): MixedCells {
  const words = mixtures.map(
    ({ weight, alone: { mean, sd } }, j) => `${weight} ${mean} ${sd} ${setting.nullRates[j]}`,
  );
  const different = [...new Set(words)];
  const number = words.map((word) => different.indexOf(word));
  const kept = different.map(() => new WeakMap<BasketCell, MixedCell>());
  const cells = basketCells(grid, setting, TABLES * different.length);
  const single = loners(
    cells,
    mixtures.map(({ alone }) => alone),
  );

  const wanted = new Int32Array(grid.nodes);

  /** Writes what is mixed at a node. */
  const mix = (j: number, { cell, marginal, mean, above, lone, lonely }: MixedCell, g: number) => {
    const rate = cells.rateOf[j];
    const belongs = mixtures[j].weight * cell.marginal[g];
    const counts = belongs > 0 && belongs >= NEGLIGIBLE * lonely;
    marginal[g] = counts ? belongs + lonely : lonely;
    const share = counts ? lonely / marginal[g] : 1;
    mean[g] = counts ? (1 - share) * cell.mean[g] + share * lone.mean : lone.mean;
    above[g] = counts ? (1 - share) * cell.above[rate][g] + share * lone.above[rate] : lone.above[rate];
  };

  return {
    rates: cells.rates,
    rateOf: cells.rateOf,
    cell: (j, n, x) => {
      const cell = cells.cell(n, x);
      const known = kept[number[j]].get(cell);
      if (known !== undefined) return known;
      const lone = single(j, cell);
      const made: MixedCell = {
        cell,
        marginal: new Float64Array(grid.nodes),
        mean: new Float64Array(grid.nodes),
        above: new Float64Array(grid.nodes),
        lone,
        lonely: (1 - mixtures[j].weight) * lone.marginal,
      };
      for (let g = 0; g < grid.nodes; g++) mix(j, made, g);
      kept[number[j]].set(cell, made);
      return made;
    },
    complete: (j, mixed, nodes, count) => {
      let many = 0;
      for (let i = 0; i < count; i++) if (Number.isNaN(mixed.mean[nodes[i]])) wanted[many++] = nodes[i];
      cells.complete(mixed.cell, wanted, many);
      for (let i = 0; i < many; i++) mix(j, mixed, wanted[i]);
      return many > 0;
    },
  };
}
