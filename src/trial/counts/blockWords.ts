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
  let current = -1;
  return {
    words,
    of(replicate) {
      const within = replicate % BLOCK;
      const block = (replicate - within) / BLOCK;
      if (block !== current) {
        purpose.start(block);
        purpose.stream.fill(words, 0, words.length);
        current = block;
      }
      return within * width;
    },
  };
}
