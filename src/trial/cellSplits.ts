import { binomialLaw } from '../distributions/binomial.ts';
import { DiscreteSampler } from '../distributions/discreteSampler.ts';
import { hypergeometricLaw } from '../distributions/hypergeometric.ts';

/** Counts further than this many standard deviations from their mean are not prepared for: probability below 1e-27. */
const REACH = 11;

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
export function binomialRange(n: number, p: number): CountRange {
  const reach = REACH * Math.sqrt(n * p * (1 - p)) + REACH;
  return { least: Math.max(0, Math.floor(n * p - reach)), most: Math.min(n, Math.ceil(n * p + reach)) };
}

/** Each of n patients goes with probability p, n within a range. */
export function binomialSplit({ least, most }: CountRange, p: number): Split {
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

/**
 * Patients on the experimental arm of n allocated by permuted blocks: all of the full blocks', and of the open block's a
 * number with the hypergeometric law.
 */
export function blockSplit(block: number, experimental: number): Split {
  const sampler = new DiscreteSampler(
    Array.from({ length: block }, (_, open) => hypergeometricLaw(block, experimental, open)),
  );
  return {
    draw(n, word) {
      const open = n % block;
      return ((n - open) / block) * experimental + sampler.draw(open, word);
    },
  };
}
