import { type DiscreteLaw, lawFromRatios } from './discreteLaw.ts';
import { DiscreteSampler } from './discreteSampler.ts';

/**
 * Count with the given mean: patients screened in a time of constant rate.
 *
 * Single probabilities and tails at any depth: `numeric/poisson.ts`.
 */
export function poissonLaw(mean: number): DiscreteLaw {
  return lawFromRatios(0, Number.POSITIVE_INFINITY, Math.floor(mean), (k) => mean / (k + 1));
}

/**
 * Sampler of one word, rising with it. Table of about 13 sqrt(mean) values.
 *
 * @example poissonSampler(3)(0x80000000) // 3
 */
export function poissonSampler(mean: number): (word: number) => number {
  const table = new DiscreteSampler([poissonLaw(mean)]);
  return (word) => table.draw(0, word);
}
