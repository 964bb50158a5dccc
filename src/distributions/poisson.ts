import { stirlingError } from '../numeric/saddlePoint.ts';
import type { Stream } from '../rng/stream.ts';
import { type DiscreteLaw, lawFromRatios } from './discreteLaw.ts';
import { DiscreteSampler } from './discreteSampler.ts';
import { negativeLog } from './negativeLog.ts';

/**
 * Count with the given mean: patients screened in a time of constant rate.
 *
 * Single probabilities and tails at any depth: `numeric/poisson.ts`.
 */
export function poissonLaw(mean: number): DiscreteLaw {
  return lawFromRatios(0, Number.POSITIVE_INFINITY, Math.floor(mean), (k) => mean / (k + 1));
}

/**
 * Sampler of one word, rising with it. Table of about 13 sqrt(mean) values.
 *
 * @example poissonSampler(3)(0x80000000) // 3
 */
export function poissonSampler(mean: number): (word: number) => number {
  const table = new DiscreteSampler([poissonLaw(mean)]);
  return (word) => table.draw(0, word);
}

/** Below this mean arrivals are counted one by one. */
const FEW = 12;
const HALF_LOG_TWO_PI = 0.9189385332046727;
const WORD = 1 / 4294967296;

/**
 * One draw of a mean that differs from draw to draw: patients screened in a time that is itself random. Takes a word for each
 * arrival below a mean of 12, else 2 a try and accepts 85 % of tries or more: give it a stream of its own.
 *
 * Source: Hoermann, "The transformed rejection method for generating Poisson random variables", Insurance: Mathematics and
 * Economics 1993;12:39-45 (PTRS).
 *
 * @param mean >= 0
 * @example drawPoisson(0, stream) // 0
 */
export function drawPoisson(mean: number, stream: Stream): number {
  if (mean < FEW) {
    let k = 0;
    for (let time = negativeLog(stream.next()); time < mean; time += negativeLog(stream.next())) k++;
    return k;
  }
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = 0.02483 * b - 0.059;
  const sure = 0.9277 - 3.6224 / (b - 2);
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const logMean = Math.log(mean);
  for (;;) {
    const u = ((stream.next() >>> 0) + 0.5) * WORD - 0.5;
    const v = ((stream.next() >>> 0) + 0.5) * WORD;
    const side = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / side + b) * u + mean + 0.43);
    if (side >= 0.07 && v <= sure) return k;
    if (k < 0 || (side < 0.013 && v > side)) continue;
    const hat = Math.log((v * inverseAlpha) / (a / (side * side) + b));
    if (hat <= k * logMean - mean - logFactorial(k)) return k;
  }
}

function logFactorial(k: number): number {
  return k === 0 ? 0 : (k + 0.5) * Math.log(k) - k + HALF_LOG_TWO_PI + stirlingError(k);
}
