import type { Stream } from '../rng/stream.ts';
import { outOfLine, scratchDoubles } from '../subjects/scratch.ts';
import { negativeLog } from './negativeLog.ts';
import { standardNormal } from './standardNormal.ts';

/** A standard normal and a unit exponential. */
const DEVIATES = scratchDoubles(2);

/**
 * Sampler of the gamma law with a shape > 0 and a rate per unit of time: for shape k, the time of the k-th arrival. Tails:
 * `numeric/gamma.ts`.
 *
 * Takes 2 words a try and accepts 95 % of tries or more (one word more below shape 1): give it a stream of its own where
 * others should keep their words.
 * Source: Marsaglia & Tsang, "A simple method for generating gamma variables", ACM TOMS 2000;26:363-372.
 *
 * @example mean shape / rate, variance shape / rate^2
 */
export function gammaSampler(shape: number, rate: number): (stream: Stream) => number {
  if (shape >= 1) return (stream) => drawGamma(shape, stream) / rate;
  return (stream) => (drawGamma(shape + 1, stream) * Math.exp(-negativeLog(stream.next()) / shape)) / rate;
}

/** One draw of the unit-rate gamma law, for a shape >= 1 that differs from draw to draw. */
export function drawGamma(shape: number, stream: Stream): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    outOfLine(deviates, stream.next(), stream.next());
    const x = DEVIATES[0];
    const root = 1 + c * x;
    const exponential = DEVIATES[1];
    if (root <= 0) continue;
    const v = root * root * root;
    // Their squeeze U < 1 - 0.0331 x^4, with -log(1 - y) <= y / (1 - y): nearly always true, and without a logarithm.
    const y = 0.0331 * x * x * x * x;
    if (exponential * (1 - y) > y) return d * v;
    if (exponential > d * (v - 1 - Math.log(v)) - 0.5 * x * x) return d * v;
  }
}

/** Written to their places: as the values of calls they may go on the heap. */
function deviates(word: number, other: number): number {
  DEVIATES[0] = standardNormal(word);
  DEVIATES[1] = negativeLog(other);
  return 0;
}
