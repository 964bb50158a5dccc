import type { EnrolmentPlan } from '../../designs/enrolmentPlan.ts';
import { DiscreteSampler } from '../../distributions/discreteSampler.ts';
import { hypergeometricLaw } from '../../distributions/hypergeometric.ts';
import type { Stream } from '../../rng/stream.ts';

const WORDS = 4294967296;

/** Allocation by permuted blocks in counts, over the looks of a trial: a block that a look finds open is filled after it. */
export interface OpenBlocks {
  /** Begins a replicate: no block is open. */
  start(): void;
  /** Patients on the experimental arm among the next `size` of a stratum. */
  draw(stratum: number, size: number, word: number, stream: Stream): number;
  /** The arm of the next patient of a stratum. */
  next(stratum: number, stream: Stream): 0 | 1;
}

/**
 * All of full blocks' experimental places, and of an open block's a number with the hypergeometric law, given what has been seen
 * of it.
 */
export function createOpenBlocks({ block, arms, strata }: EnrolmentPlan): OpenBlocks {
  const experimental = (block * arms.experimental) / (arms.experimental + arms.control);
  const sampler = new DiscreteSampler(
    Array.from({ length: block }, (_, open) => hypergeometricLaw(block, experimental, open)),
  );
  /** By stratum: places taken of the open block (0: none is open), and those of them on the experimental arm. */
  const taken = new Int32Array(strata);
  const taken1 = new Int32Array(strata);

  function next(s: number, stream: Stream): 0 | 1 {
    const arm = (stream.next() >>> 0) * (block - taken[s]) < (experimental - taken1[s]) * WORDS ? 1 : 0;
    if (taken[s] + 1 === block) {
      taken[s] = 0;
      taken1[s] = 0;
    } else {
      taken[s]++;
      taken1[s] += arm;
    }
    return arm;
  }

  return {
    start() {
      // Not by `fill`: for a few numbers the call costs more than the loop.
      for (let s = 0; s < strata; s++) {
        taken[s] = 0;
        taken1[s] = 0;
      }
    },
    next,
    draw(s, size, word, stream) {
      let left = size;
      let drawn = 0;
      if (taken[s] > 0) {
        if (left < block - taken[s]) {
          for (; left > 0; left--) drawn += next(s, stream);
          return drawn;
        }
        drawn = experimental - taken1[s];
        left -= block - taken[s];
      }
      const open = left % block;
      taken[s] = open;
      taken1[s] = sampler.draw(open, word);
      return drawn + ((left - open) / block) * experimental + taken1[s];
    },
  };
}
