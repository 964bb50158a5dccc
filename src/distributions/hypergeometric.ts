import { type DiscreteLaw, lawFromRatios } from './discreteLaw.ts';
import { DiscreteSampler } from './discreteSampler.ts';

/**
 * Marked among `drawn` taken without replacement from `total`, of which `marked` are marked: M+ patients on one arm
 * when arm sizes and the number of M+ are fixed.
 *
 * Single probabilities and tails at any depth: `numeric/hypergeometric.ts`.
 */
export function hypergeometricLaw(total: number, marked: number, drawn: number): DiscreteLaw {
  const lowest = Math.max(0, drawn + marked - total);
  const highest = Math.min(drawn, marked);
  const mode = Math.min(highest, Math.floor(((drawn + 1) * (marked + 1)) / (total + 2)));
  return lawFromRatios(
    lowest,
    highest,
    mode,
    (k) => ((marked - k) / (k + 1)) * ((drawn - k) / (total - marked - drawn + k + 1)),
  );
}

/** Sampler of one word, rising with it. @example hypergeometricSampler(20, 8, 5)(0x80000000) // 2 */
export function hypergeometricSampler(
  total: number,
  marked: number,
  drawn: number,
): (word: number) => number {
  const table = new DiscreteSampler([hypergeometricLaw(total, marked, drawn)]);
  return (word) => table.draw(0, word);
}
