import { binomialLaw } from '../../distributions/binomial.ts';
import { DiscreteSampler } from '../../distributions/discreteSampler.ts';

/** Counts further than this many standard deviations from their mean are not prepared for: probability below 1e-27. */
export const REACH = 11;

/** Divides counts: how many of n patients go one way, from one word. */
export interface Split {
  draw(n: number, word: number): number;
}

/** A whole number of patients that is itself random: the range in which it practically lies. */
export interface CountRange {
  readonly least: number;
  readonly most: number;
}

/** Range of a binomial count of `n` patients at probability `p`. */
function binomialRange(n: number, p: number): CountRange {
  if (p === 0) return { least: 0, most: 0 };
  const reach = REACH * Math.sqrt(n * p * (1 - p)) + REACH;
  return { least: Math.max(0, Math.floor(n * p - reach)), most: Math.min(n, Math.ceil(n * p + reach)) };
}

/** Range of those of a random number of patients who go with probability `p`. */
export function rangeWithin({ least, most }: CountRange, p: number): CountRange {
  return { least: binomialRange(least, p).least, most: binomialRange(most, p).most };
}

/** Makes splits, one for the same range and probability: a trial of several looks asks for the same ones again. */
export type SplitMaker = (range: CountRange, p: number) => Split;

export function createSplitMaker(): SplitMaker {
  const made = new Map<string, Split>();
  return (range, p) => {
    const key = `${range.least} ${range.most} ${p}`;
    const found = made.get(key) ?? binomialSplit(range, p);
    made.set(key, found);
    return found;
  };
}

/** Each of n patients goes with probability p, n within a range. */
function binomialSplit({ least, most }: CountRange, p: number): Split {
  const laws = Array.from({ length: most - least + 1 }, (_, i) => binomialLaw(least + i, Math.min(1, p)));
  const sampler = new DiscreteSampler(laws);
  return {
    draw(n, word) {
      if (n < least || n > most)
        throw new RangeError(`${n} patients in a cell, prepared for ${least} to ${most}`);
      return sampler.draw(n - least, word);
    },
  };
}
