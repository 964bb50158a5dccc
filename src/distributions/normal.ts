import { standardNormal } from './standardNormal.ts';

/**
 * Sampler of one word of the normal law with a mean and a standard deviation, rising with the word. Tails:
 * `numeric/normal.ts`.
 *
 * @example normalSampler(10, 2)(0xffffffff) // 22.676, the greatest of 2^32
 */
export function normalSampler(mean: number, sd: number): (word: number) => number {
  return (word) => mean + sd * standardNormal(word);
}
