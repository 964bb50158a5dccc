import type { Ratio } from './assignment.ts';

/** 2^32: a word is below `chance * WORDS` with probability `chance`. */
const WORDS = 4294967296;

/** Limits below which an unsigned word gives the experimental arm: it is behind, both are level, it is ahead. */
export interface CoinLimits {
  readonly behind: number;
  readonly level: number;
  readonly ahead: number;
}

/**
 * A coin that favours the arm that is behind. With arms of 1:1 it has the chance `probability`; otherwise each arm's chance is
 * its share of the ratio, moved towards 1 when it is behind and towards 0 when it is ahead by the same factor 2 p - 1, so that
 * p = 1/2 is simple randomisation and p = 1 leaves nothing to chance but what is level.
 *
 * @param probability in [1/2, 1]
 * @example coinLimits({ experimental: 1, control: 1 }, 2 / 3) // behind 2/3, level 1/2, ahead 1/3, each times 2^32
 */
export function coinLimits({ experimental, control }: Ratio, probability: number): CoinLimits {
  const share = experimental / (experimental + control);
  const pull = 2 * probability - 1;
  return {
    behind: (share + (1 - share) * pull) * WORDS,
    level: share * WORDS,
    ahead: (share - share * pull) * WORDS,
  };
}
