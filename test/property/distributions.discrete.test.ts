import { describe, expect, it } from 'vitest';
import { binomialSampler, binomialSamplers } from '../../src/distributions/binomial.ts';
import { hypergeometricSampler } from '../../src/distributions/hypergeometric.ts';
import { negativeBinomialSampler } from '../../src/distributions/negativeBinomial.ts';
import { poissonSampler } from '../../src/distributions/poisson.ts';
import { binomialCdf, binomialUpperTail } from '../../src/numeric/binomial.ts';
import { hypergeometricCdf } from '../../src/numeric/hypergeometric.ts';
import { poissonCdf } from '../../src/numeric/poisson.ts';
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

const binomial = (n: number, p: number) =>
  [binomialSampler(n, p), (x: number) => binomialCdf(x, n, p)] as const;
const hypergeometric = (total: number, marked: number, drawn: number) =>
  [
    hypergeometricSampler(total, marked, drawn),
    (x: number) => hypergeometricCdf(x, total, marked, drawn),
  ] as const;
const poisson = (mean: number) => [poissonSampler(mean), (x: number) => poissonCdf(x, mean)] as const;
/** At most t trials until n successes: at least n successes in t trials. */
const negativeBinomial = (n: number, p: number) =>
  [negativeBinomialSampler(n, p), (t: number) => binomialUpperTail(n, t, p)] as const;

describe('discrete samplers give their law over all words, to a rounding of 2^-33', () => {
  it.each([
    ['binomial(0, 0.3)', ...binomial(0, 0.3)],
    ['binomial(1, 0.5)', ...binomial(1, 0.5)],
    ['binomial(7, 0)', ...binomial(7, 0)],
    ['binomial(7, 1)', ...binomial(7, 1)],
    ['binomial(10, 0.02)', ...binomial(10, 0.02)],
    ['binomial(200, 0.4)', ...binomial(200, 0.4)],
    ['binomial(10000, 0.5)', ...binomial(10000, 0.5)],
    ['binomial(10000, 0.0003)', ...binomial(10000, 0.0003)],
    ['binomial(10000, 0.97)', ...binomial(10000, 0.97)],
    ['hypergeometric(20, 8, 5)', ...hypergeometric(20, 8, 5)],
    ['hypergeometric(20, 18, 15)', ...hypergeometric(20, 18, 15)],
    ['hypergeometric(20, 0, 5)', ...hypergeometric(20, 0, 5)],
    ['hypergeometric(20, 8, 20)', ...hypergeometric(20, 8, 20)],
    ['hypergeometric(10000, 3000, 5000)', ...hypergeometric(10000, 3000, 5000)],
    ['poisson(0)', ...poisson(0)],
    ['poisson(0.4)', ...poisson(0.4)],
    ['poisson(85)', ...poisson(85)],
    ['poisson(20000)', ...poisson(20000)],
    ['negativeBinomial(1, 1)', ...negativeBinomial(1, 1)],
    ['negativeBinomial(1, 0.3)', ...negativeBinomial(1, 0.3)],
    ['negativeBinomial(200, 0.4)', ...negativeBinomial(200, 0.4)],
    ['negativeBinomial(55, 0.003)', ...negativeBinomial(55, 0.003)],
    // More values than a cell of the guide can tell apart.
    ['negativeBinomial(5000, 0.01)', ...negativeBinomial(5000, 0.01)],
  ])('%s', (_, draw, cdf) => {
    const lowest = draw(0);
    const highest = draw(WORDS - 1);
    const steps = Math.min(400, highest - lowest);
    const values = Array.from(
      { length: steps + 1 },
      (_, i) => lowest + Math.round((i * (highest - lowest)) / (steps || 1)),
    );
    for (const x of [lowest - 1, ...values]) {
      expect(Math.abs(inducedCdf(draw, x) - cdf(x))).toBeLessThanOrEqual(ROUNDING);
    }
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
