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
  const splits = ranges.map((range, c) =>
    split(range, responseRate(endpoint, population.groups[c >> 1], c % 2 === 0 ? 0 : 1)),
  );
  return {
    add(cells, words, at, counts) {
      for (let c = 0; c < splits.length; c++) {
        const n = cells[c];
        const x = splits[c].draw(n, words[at + c]);
        counts[2 * c] += n - x;
        counts[2 * c + 1] += x;
      }
    },
  };
}
