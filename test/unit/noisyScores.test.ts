import { describe, expect, it } from 'vitest';
import { bivariateNormalCdf } from '../../src/numeric/bivariateNormal.ts';
import { normalCdf, normalDensity, normalQuantile } from '../../src/numeric/normal.ts';
import { integrate } from '../../src/numeric/quadrature.ts';
import { noisyNodes } from '../../src/population/noisyScores.ts';
import { bandsOf } from '../../src/scenario/cuts.ts';

const bandsAt = (...ranks: number[]) =>
  bandsOf(
    'risk',
    ranks.map((rank) => `risk >= q${100 * rank}`),
  );
const NORMAL = [{ weight: 1, mean: 0 }];

describe('a score measured with error', () => {
  it.each([
    [0.05, 0.6],
    [0.2, 0.5],
    [0.5, 0.6],
    [0.5, 0.9],
    [1.5, 0.25],
  ])('error %f, cut at %f: who is above by both is the bivariate normal', (error, rank) => {
    const nodes = noisyNodes(NORMAL, bandsAt(rank), error);
    const cut = `risk >= q${100 * rank}`;
    const share = (own: boolean, seen: boolean) =>
      nodes.reduce(
        (sum, node) => sum + (node.statuses[cut] === own && node.seen[cut] === seen ? node.share : 0),
        0,
      );
    const q = normalQuantile(1 - rank);
    const both = bivariateNormalCdf(q, q, 1 / Math.hypot(1, error));
    // Worst measured: 3e-13.
    expect(Math.abs(share(true, true) - both)).toBeLessThan(1e-9);
    expect(Math.abs(share(true, true) + share(true, false) - (1 - rank))).toBeLessThan(1e-9);
    expect(Math.abs(share(true, true) + share(false, true) - (1 - rank))).toBeLessThan(1e-9);
  });

  it.each([0.1, 0.3, 0.5, 1])('error %f: what a band of the measured score shows of an outcome', (error) => {
    const rank = 0.7;
    const nodes = noisyNodes(NORMAL, bandsAt(0.3, rank), error);
    const sd = Math.hypot(1, error);
    const cut = sd * normalQuantile(rank);
    const above = nodes.filter(({ seen }) => seen['risk >= q70']);
    const mean = (f: (t: number, x: number) => number) =>
      above.reduce((sum, { value, measured, share }) => sum + share * f(value, measured), 0) /
      above.reduce((sum, { share }) => sum + share, 0);
    const exact = (f: (t: number) => number) =>
      integrate((t) => f(t) * normalDensity(t) * normalCdf((t - cut) / error), -9, 9, {
        relative: 1e-10,
        breaks: [cut - error, cut, cut + error],
      }).value /
      (1 - rank);
    const rate = (t: number) => 1 / (1 + Math.exp(1 - 0.8 * t));
    const survival = (t: number) => Math.exp(-0.9 * Math.exp(0.7 * t));
    // Worst measured: 2e-9, 1.1e-7 and rounding.
    expect(Math.abs(mean(rate) - exact(rate))).toBeLessThan(1e-6);
    expect(Math.abs(mean(survival) - exact(survival))).toBeLessThan(1e-6);
    expect(Math.abs(mean((t) => t) - exact((t) => t))).toBeLessThan(1e-10);
    // X in the band: truncated normal.
    const top = (sd * normalDensity(normalQuantile(rank))) / (1 - rank);
    // Of what is measured, which no outcome depends on: 1.4e-4.
    expect(Math.abs(mean((_, x) => x) - top)).toBeLessThan(5e-4);
  });

  it('binormal, and no cut at all', () => {
    const parts = [
      { weight: 0.3, mean: 0.6 },
      { weight: 0.7, mean: -0.6 },
    ];
    const nodes = noisyNodes(parts, bandsAt(), 0.6);
    const mean = (f: (t: number, x: number) => number) =>
      nodes.reduce((sum, { value, measured, share }) => sum + share * f(value, measured), 0);
    const m = -0.24;
    // Variance of T: 1 within, and that of the means.
    const v = 1 + 0.36 - m * m;
    expect(mean((t) => t)).toBeCloseTo(m, 10);
    expect(mean((t) => t * t)).toBeCloseTo(m * m + v, 10);
    expect(mean((_, x) => x)).toBeCloseTo(m, 10);
    expect(mean((t, x) => t * x)).toBeCloseTo(m * m + v, 10);
    // The rule of two points keeps the variance of the error to 2e-5 of it.
    expect(Math.abs(mean((_, x) => x * x) - m * m - v - 0.36)).toBeLessThan(1e-4);
  });
});
