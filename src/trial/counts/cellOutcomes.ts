import { responseRate } from '../../endpoints/laws.ts';
import type { Population } from '../../population/groups.ts';
import type { BinaryEndpoint } from '../../scenario/model.ts';
import type { CountRange, SplitMaker } from './cellSplits.ts';

/** Responses of every cell. */
export interface CellOutcomes {
  /** Adds the outcomes of cells to counts by code = group * 4 + arm * 2 + response; a word for each class from `at` on. */
  add(cells: Int32Array, words: Int32Array, at: number, counts: Int32Array): void;
}

/** @param ranges numbers that a class practically has */
export function createCellOutcomes(
  endpoint: BinaryEndpoint,
  population: Population,
  ranges: readonly CountRange[],
  split: SplitMaker,
): CellOutcomes {
  // Nobody ever is on the other arm of a single-arm trial.
  const classes = Int32Array.from([...ranges.keys()].filter((c) => ranges[c].most > 0));
  const splits = Array.from(classes, (c) =>
    split(ranges[c], responseRate(endpoint, population.groups[c >> 1], c % 2 === 0 ? 0 : 1)),
  );
  return {
    add(cells, words, at, counts) {
      for (let i = 0; i < splits.length; i++) {
        const c = classes[i];
        const n = cells[c];
        const x = splits[i].draw(n, words[at + c]);
        counts[2 * c] += n - x;
        counts[2 * c + 1] += x;
      }
    },
  };
}
