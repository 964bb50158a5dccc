import { type DiscreteLaw, lawFromRatios } from './discreteLaw.ts';
import { DiscreteSampler } from './discreteSampler.ts';

/**
 * Successes in n trials of probability p each: responders, or M+ patients among n enrolled.
 *
 * Single probabilities and tails at any depth: `numeric/binomial.ts`.
 */
export function binomialLaw(n: number, p: number): DiscreteLaw {
  if (p === 0 || p === 1) return { lowest: n * p, probability: Float64Array.of(1) };
  const odds = p / (1 - p);
  const mode = Math.min(n, Math.floor((n + 1) * p));
  return lawFromRatios(0, n, mode, (k) => ((n - k) / (k + 1)) * odds);
}

/**
 * Sampler of one word, rising with it. Table of about 13 sqrt(n p (1 - p)) values and 4 guide cells for each.
 *
 * @example binomialSampler(200, 0.4)(0x80000000) // 80
 */
export function binomialSampler(n: number, p: number): (word: number) => number {
  const table = new DiscreteSampler([binomialLaw(n, p)]);
  return (word) => table.draw(0, word);
}

/**
 * Samplers for every n from `least` to `most` at one p in one table: responders of a subgroup of random size.
 *
 * Sizes 0 to 400 take 25 ms and 1 MB at set-up; give the range that is needed.
 *
 * @returns (n, word) -> successes; n outside least..most has no meaning
 * @example binomialSamplers(0, 400, 0.4)(200, 0x80000000) // 80
 */
export function binomialSamplers(
  least: number,
  most: number,
  p: number,
): (n: number, word: number) => number {
  const laws = Array.from({ length: most - least + 1 }, (_, i) => binomialLaw(least + i, p));
  const table = new DiscreteSampler(laws);
  return (n, word) => table.draw(n - least, word);
}
