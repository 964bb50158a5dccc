/**
 * Sampler of one word: 1 with probability p, rounded to the nearest 2^-32.
 *
 * 1 for the lowest words, so that a patient who responds at one rate responds at every higher one.
 *
 * @example bernoulliSampler(0.3)(0) // 1
 */
export function bernoulliSampler(p: number): (word: number) => 0 | 1 {
  const limit = Math.round(p * 4294967296);
  return (word) => (word >>> 0 < limit ? 1 : 0);
}
