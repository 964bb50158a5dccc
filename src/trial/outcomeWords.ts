import { standardNormal } from '../distributions/standardNormal.ts';
import { copulaLoadings } from '../endpoints/copula.ts';
import { normalCdf } from '../numeric/normal.ts';
import type { PurposeStream } from '../rng/streams.ts';
import type { Truth } from '../scenario/model.ts';

/** The random words from which an endpoint's outcomes are made, one a patient, from patient `from` to patient `to - 1`. */
export interface OutcomeWords {
  start(replicate: number): void;
  fill(words: Int32Array, from: number, to: number): void;
}

/**
 * Words of the outcomes of one endpoint, see `copulaLoadings`. The first of correlated endpoints keeps the words that it has
 * alone, and each has the same whichever others a design tests.
 *
 * @param streams gives the stream of a purpose, e.g. `outcome:PFS`
 */
export function outcomeWords(
  name: string,
  truth: Truth,
  streams: (purpose: string) => PurposeStream,
): OutcomeWords {
  const own = streams(`outcome:${name}`);
  const parts = copulaLoadings(truth)?.[name] ?? [];
  if (parts.length <= 1)
    return {
      start: (replicate) => own.start(replicate),
      fill: (words, from, to) => own.stream.fill(words, from, to),
    };
  const purposes = parts.map(({ of }) => streams(`outcome:${of}`));
  let scores = new Float64Array(0);
  return {
    start(replicate) {
      for (const purpose of purposes) purpose.start(replicate);
    },
    fill(words, from, to) {
      if (scores.length < words.length) scores = new Float64Array(words.length);
      scores.fill(0, from, to);
      for (let p = 0; p < parts.length; p++) {
        const { loading } = parts[p];
        purposes[p].stream.fill(words, from, to);
        for (let i = from; i < to; i++) scores[i] += loading * standardNormal(words[i]);
      }
      for (let i = from; i < to; i++) words[i] = wordOf(scores[i]);
    },
  };
}

/** The word whose standard normal quantile is nearest. */
const wordOf = (score: number): number => Math.min(4294967295, Math.floor(normalCdf(score) * 4294967296)) | 0;
