import { describe, expect, it } from 'vitest';
import { bernoulliSampler } from '../../src/distributions/bernoulli.ts';
import { binomialSampler } from '../../src/distributions/binomial.ts';
import { gammaSampler } from '../../src/distributions/gamma.ts';
import { hypergeometricSampler } from '../../src/distributions/hypergeometric.ts';
import { negativeBinomialSampler } from '../../src/distributions/negativeBinomial.ts';
import { negativeLog } from '../../src/distributions/negativeLog.ts';
import { normalSampler } from '../../src/distributions/normal.ts';
import { drawPoisson, poissonSampler } from '../../src/distributions/poisson.ts';
import { uniformSampler } from '../../src/distributions/uniform.ts';
import { binomialPmf } from '../../src/numeric/binomial.ts';
import { chiSquareUpperTail } from '../../src/numeric/chiSquare.ts';
import { gammaCdf } from '../../src/numeric/gamma.ts';
import { hypergeometricPmf } from '../../src/numeric/hypergeometric.ts';
import { normalCdf } from '../../src/numeric/normal.ts';
import { poissonPmf } from '../../src/numeric/poisson.ts';
import { Stream } from '../../src/rng/stream.ts';

const DRAWS = 200_000;

/** Every test here is of a fixed seed and would be failed by 1e-6 of seeds. */
function draws(sampler: (stream: Stream) => number): Float64Array {
  const stream = new Stream();
  stream.set(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344);
  return Float64Array.from({ length: DRAWS }, () => sampler(stream));
}

/** Kolmogorov-Smirnov distance times sqrt(n); P(above 2.694) = 2 exp(-2 * 2.694^2) = 1e-6. */
function kolmogorov(values: Float64Array, cdf: (x: number) => number): number {
  const sorted = values.slice().sort();
  let distance = 0;
  sorted.forEach((x, i) => {
    const p = cdf(x);
    distance = Math.max(distance, p - i / DRAWS, (i + 1) / DRAWS - p);
  });
  return distance * Math.sqrt(DRAWS);
}

/** Mean and variance in standard errors; P(|z| > 4.9) = 1e-6. The fourth moment is that of the sample. */
function momentScores(values: Float64Array, mean: number, variance: number): [number, number] {
  const average = values.reduce((sum, x) => sum + x, 0) / DRAWS;
  const second = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / DRAWS;
  const fourth = values.reduce((sum, x) => sum + (x - mean) ** 4, 0) / DRAWS;
  return [
    (average - mean) / Math.sqrt(variance / DRAWS),
    (second - variance) / Math.sqrt((fourth - second * second) / DRAWS),
  ];
}

describe('continuous samplers', () => {
  const word = (f: (word: number) => number) => (stream: Stream) => f(stream.next());

  it.each<[string, (stream: Stream) => number, (x: number) => number, number, number]>([
    ['uniform(6, 18)', word(uniformSampler(6, 18)), (x) => (x - 6) / 12, 12, 12],
    ['unit exponential', word(negativeLog), (x) => -Math.expm1(-x), 1, 1],
    ['normal(10, 2)', word(normalSampler(10, 2)), (x) => normalCdf((x - 10) / 2), 10, 4],
    ['gamma(0.4, 2)', gammaSampler(0.4, 2), (x) => gammaCdf(x, 0.4, 2), 0.2, 0.1],
    ['gamma(1, 0.1)', gammaSampler(1, 0.1), (x) => gammaCdf(x, 1, 0.1), 10, 100],
    ['gamma(3, 5)', gammaSampler(3, 5), (x) => gammaCdf(x, 3, 5), 0.6, 0.12],
    ['gamma(280, 20)', gammaSampler(280, 20), (x) => gammaCdf(x, 280, 20), 14, 0.7],
  ])('%s: Kolmogorov-Smirnov, mean, variance', (_, sampler, cdf, mean, variance) => {
    const values = draws(sampler);
    expect(kolmogorov(values, cdf)).toBeLessThan(2.694);
    for (const z of momentScores(values, mean, variance)) expect(Math.abs(z)).toBeLessThan(4.9);
  });
});

/** p-value of Pearson's chi-square over the values expected 20 times or more, the rest in one class. */
function chiSquareP(values: Float64Array, pmf: (x: number) => number): number {
  const counts = new Map<number, number>();
  for (const x of values) counts.set(x, (counts.get(x) ?? 0) + 1);
  const greatest = Math.max(...counts.keys());
  let statistic = 0;
  let classes = 0;
  let seen = 0;
  let probability = 0;
  for (let x = 0; x <= greatest; x++) {
    const expected = DRAWS * pmf(x);
    if (expected < 20) continue;
    const count = counts.get(x) ?? 0;
    statistic += (count - expected) ** 2 / expected;
    classes++;
    seen += count;
    probability += pmf(x);
  }
  const rest = DRAWS * (1 - probability);
  if (rest < 1) return chiSquareUpperTail(statistic, classes - 1);
  return chiSquareUpperTail(statistic + (DRAWS - seen - rest) ** 2 / rest, classes);
}

describe('discrete samplers', () => {
  it.each<[string, (word: number) => number, (x: number) => number]>([
    ['bernoulli(0.3)', bernoulliSampler(0.3), (x) => binomialPmf(x, 1, 0.3)],
    ['binomial(200, 0.4)', binomialSampler(200, 0.4), (x) => binomialPmf(x, 200, 0.4)],
    [
      'hypergeometric(60, 24, 30)',
      hypergeometricSampler(60, 24, 30),
      (x) => hypergeometricPmf(x, 60, 24, 30),
    ],
    ['poisson(85)', poissonSampler(85), (x) => poissonPmf(x, 85)],
    [
      'negativeBinomial(5, 0.1)',
      negativeBinomialSampler(5, 0.1),
      (x) => (x < 5 ? 0 : 0.1 * binomialPmf(4, x - 1, 0.1)),
    ],
  ])('%s: chi-square', (_, draw, pmf) => {
    expect(
      chiSquareP(
        draws((stream) => draw(stream.next())),
        pmf,
      ),
    ).toBeGreaterThan(1e-6);
  });

  it.each([0.3, 11.9, 12, 47.5, 3000])('Poisson of a mean that differs from draw to draw: %s', (mean) => {
    const values = draws((stream) => drawPoisson(mean, stream));
    expect(chiSquareP(values, (x) => poissonPmf(x, mean))).toBeGreaterThan(1e-6);
    for (const z of momentScores(values, mean, mean)) expect(Math.abs(z)).toBeLessThan(4.9);
  });
});
