import seedrandom from 'seedrandom';
import { philox } from './philox.ts';
import { Stream } from './stream.ts';

/**
 * A stream for one purpose, set anew for every replicate.
 *
 * (seed, purpose, replicate) -> Philox4x32-10 -> the state of an sfc32 generator: seed is the cipher's key, purpose and
 * replicate its counter. Purposes are words such as `arrival`, `marker:EGFR`, `outcome:PFS`: because each has a stream
 * of its own, two designs or two truths that share a seed see the same patients.
 */
export interface PurposeStream {
  readonly stream: Stream;
  /** Sets the stream to the beginning of this replicate (0-based, below 2^53). */
  start(replicate: number): void;
}

/** Two words from a text. seedrandom (ARC4) does the hashing; it is never drawn from afterwards. */
function wordsOf(text: string): [number, number] {
  const generator = seedrandom(text);
  return [generator.int32(), generator.int32()];
}

/**
 * Streams of one seed: `streamsOf('ipass')('outcome:PFS')`.
 *
 * @param seed any text
 */
export function streamsOf(seed: string): (purpose: string) => PurposeStream {
  const [key0, key1] = wordsOf(`seed ${seed}`);
  return (purpose) => {
    const [purpose0, purpose1] = wordsOf(`purpose ${purpose}`);
    const stream = new Stream();
    const state = new Int32Array(4);
    return {
      stream,
      start(replicate) {
        philox(replicate | 0, (replicate / 4294967296) | 0, purpose0, purpose1, key0, key1, state);
        stream.set(state[0], state[1], state[2], state[3]);
      },
    };
  };
}
