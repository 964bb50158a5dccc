import { describe, expect, it } from 'vitest';
import { binomialLaw, binomialSampler, binomialSamplers } from '../../src/distributions/binomial.ts';
import { binomialCdf } from '../../src/numeric/binomial.ts';
import { Stream } from '../../src/rng/stream.ts';

const WORDS = 4294967296;

/** P(draw <= x) over all 2^32 words, exactly: a draw rises with its word, so the border is found by bisection. */
function inducedCdf(draw: (word: number) => number, x: number): number {
  let below = -1;
  let above = WORDS;
  while (above - below > 1) {
    const middle = Math.floor((below + above) / 2);
    if (draw(middle) <= x) below = middle;
    else above = middle;
  }
  return (below + 1) / WORDS;
}

/** Rounding to 2^-32 moves F by at most 2^-33; 1e-12 is for the reference. */
const ROUNDING = 2 ** -33 + 1e-12;

function worstGap(
  draw: (word: number) => number,
  cdf: (x: number) => number,
  values: Iterable<number>,
): number {
  return Math.max(...Array.from(values, (x) => Math.abs(inducedCdf(draw, x) - cdf(x))));
}

describe('discrete samplers give their law over all words, to a rounding of 2^-33', () => {
  it.each([
    [0, 0.3],
    [1, 0.5],
    [7, 0],
    [7, 1],
    [10, 0.02],
    [200, 0.4],
    [10000, 0.5],
    [10000, 0.0003],
    [10000, 0.97],
  ])('binomial n = %d, p = %d', (n, p) => {
    const { lowest, probability } = binomialLaw(n, p);
    const values = Array.from(probability, (_, i) => lowest + i);
    const gap = worstGap(binomialSampler(n, p), (x) => binomialCdf(x, n, p), [lowest - 1, ...values]);
    expect(gap).toBeLessThanOrEqual(ROUNDING);
  });
});

describe('draws', () => {
  const stream = new Stream();
  stream.set(11, 12, 13, 14);
  const words = Array.from({ length: 20000 }, () => stream.next());

  it('rise with the unsigned word and are the same for signed and unsigned', () => {
    const draw = binomialSampler(200, 0.4);
    const sorted = words.map((w) => w >>> 0).sort((a, b) => a - b);
    const values = sorted.map(draw);
    expect(values.every((x, i) => i === 0 || x >= values[i - 1])).toBe(true);
    expect(sorted.map((w) => draw(w | 0))).toEqual(values);
  });

  it('rise with p for the same word (common random numbers)', () => {
    const low = binomialSampler(100, 0.3);
    const high = binomialSampler(100, 0.31);
    expect(words.every((w) => high(w) >= low(w))).toBe(true);
  });

  it('of many sizes at once are those of each size', () => {
    const many = binomialSamplers(20, 60, 0.3);
    for (const n of [20, 41, 60]) {
      const one = binomialSampler(n, 0.3);
      expect(words.every((w) => many(n, w) === one(w))).toBe(true);
    }
  });
});
