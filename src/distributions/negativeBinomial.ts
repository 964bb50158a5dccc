import { type DiscreteLaw, lawFromRatios } from './discreteLaw.ts';
import { DiscreteSampler } from './discreteSampler.ts';

/**
 * Trials until the n-th success, the last success counted: patients screened until n are eligible. Mean n / p.
 *
 * The rival convention (failures before the n-th success, as in R) is this less n.
 *
 * @param n whole number > 0
 * @param p probability of success, > 0
 */
export function negativeBinomialLaw(n: number, p: number): DiscreteLaw {
  const mode = Math.max(n, Math.ceil((n - 1) / p));
  return lawFromRatios(n, Number.POSITIVE_INFINITY, mode, (t) => (t / (t + 1 - n)) * (1 - p));
}

/**
 * Sampler of one word, rising with it. Table of about 13 sqrt(n) / p values: 1 MB for n = 100, p = 0.001.
 *
 * @example negativeBinomialSampler(100, 0.5)(0x80000000) // 200
 */
export function negativeBinomialSampler(n: number, p: number): (word: number) => number {
  const table = new DiscreteSampler([negativeBinomialLaw(n, p)]);
  return (word) => table.draw(0, word);
}
