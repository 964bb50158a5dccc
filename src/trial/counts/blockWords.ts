import type { PurposeStream } from '../../rng/streams.ts';

/** Replicates that share a seeding of the streams: seeding would cost as much as the trial. */
const BLOCK = 64;

/** Words of a purpose, `width` of them for each replicate. */
export interface BlockWords {
  readonly words: Int32Array;
  /** Makes the words of a replicate ready; returns where they begin. */
  of(replicate: number): number;
}

/**
 * The words of a purpose for a block of replicates, `width` of them for each: every replicate has its own place, whatever the
 * others and other designs draw, so that designs are paired replicate by replicate and never across.
 */
export function blockWords(purpose: PurposeStream, width: number): BlockWords {
  const words = new Int32Array(width * BLOCK);
  /** First replicate of the block at hand. */
  let first = -BLOCK;
  return {
    words,
    of(replicate) {
      const within = replicate - first;
      if (within >= 0 && within < BLOCK) return within * width;
      first = replicate - (replicate % BLOCK);
      purpose.start(first / BLOCK);
      purpose.stream.fill(words, 0, words.length);
      return (replicate - first) * width;
    },
  };
}
