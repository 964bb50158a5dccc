import { describe, expect, it } from 'vitest';
import { jensenShannon } from '../../src/baskets/jensenShannon.ts';
import { basketPosteriors, createBasketAnalysis } from '../../src/index.ts';
import { logBeta } from '../../src/numeric/betaTail.ts';
import { gaussLegendre } from '../../src/numeric/gaussLegendre.ts';
import { integrate } from '../../src/numeric/quadrature.ts';

const logit = (p: number) => Math.log(p / (1 - p));
const RULE = gaussLegendre(24);

/** Nodes and weights of the rule on every piece between two breaks. */
function pieces(breaks: readonly number[]): { x: number; w: number }[] {
  return breaks.slice(1).flatMap((to, i) => {
    const half = (to - breaks[i]) / 2;
    return Array.from(RULE.node, (node, q) => ({
      x: breaks[i] + half * (1 + node),
      w: half * RULE.weight[q],
    }));
  });
}

/** A second road to the hierarchical model: nested Gauss-Legendre pieces, graded towards where the tail bends. */
function hierarchical(
  n: number[],
  x: number[],
  rate: number,
  mu: { mean: number; sd: number },
  scale: number,
) {
  const bend = logit(rate);
  const grades = [0.01, 0.03, 0.1, 0.25, 0.5, 0.8, 1.3, 2, 3, 5];
  const muBreaks = [
    ...grades.map((d) => bend - d),
    bend,
    ...grades.map((d) => bend + d),
    mu.mean - 8 * mu.sd,
    mu.mean + 8 * mu.sd,
  ]
    .sort((a, b) => a - b)
    .filter((m) => Math.abs(m - mu.mean) <= 8 * mu.sd);
  let total = 0;
  const mean = n.map(() => 0);
  const above = n.map(() => 0);
  for (const tau of pieces([0, 2 * scale, 4 * scale, 8 * scale])) {
    for (const at of pieces(muBreaks)) {
      let weight = tau.w * at.w * Math.exp(-((tau.x / scale) ** 2) / 2 - ((at.x - mu.mean) / mu.sd) ** 2 / 2);
      if (weight < 1e-15) continue;
      const sums = n.map((size, j) => {
        const centre = (logit((x[j] + 0.5) / (size + 1)) - at.x) / tau.x;
        const width = 3 / (tau.x * Math.sqrt(0.2 * size + 0.5));
        const inside = [(bend - at.x) / tau.x, centre - width, centre, centre + width].filter(
          (z) => Math.abs(z) < 8,
        );
        const sum = [0, 0, 0];
        for (const z of pieces([-8, ...inside.sort((a, b) => a - b), 8])) {
          const theta = at.x + tau.x * z.x;
          const likelihood =
            -x[j] * Math.log1p(Math.exp(-theta)) - (size - x[j]) * Math.log1p(Math.exp(theta));
          const value = z.w * Math.exp(likelihood - (z.x * z.x) / 2);
          sum[0] += value;
          sum[1] += value / (1 + Math.exp(-theta));
          if (theta > bend) sum[2] += value;
        }
        return sum;
      });
      for (const [likelihood] of sums) weight *= likelihood;
      if (weight === 0) continue;
      total += weight;
      sums.forEach(([likelihood, m, a], j) => {
        mean[j] += (weight * m) / likelihood;
        above[j] += (weight * a) / likelihood;
      });
    }
  }
  return { mean: mean.map((m) => m / total), above: above.map((a) => a / total) };
}

describe('hierarchical posteriors by quadrature', () => {
  const mu = { mean: -1.2, sd: 2 };
  // Measured: 3e-9 for means and 1e-8 for tails, of either road; 7e-7 where baskets contradict a narrow prior (filters of
  // both signs for small tau had been off there by 7e-5 and 3e-2).
  it.each([
    [[10, 10, 10], [0, 5, 5], 1, 25, 5e-8],
    [[20, 7, 25], [4, 3, 10], 0.2, 25, 5e-8],
    [[51, 60], [0, 30], 0.25, 120, 2e-6],
    [[12, 40, 40], [12, 2, 3], 0.25, 120, 2e-6],
  ])('a second road: n = %j, x = %j, scale %d', (n, x, scale, mostPatients, tolerance) => {
    const nullRates = n.map(() => 0.2);
    const spec = { by: 'bhm', mu, tau: { kind: 'half-normal', scale } } as const;
    const out = basketPosteriors(n.length);
    createBasketAnalysis(spec, { nullRates, mostPatients, level: 0.95 }).analyse(n, x, out);
    const wanted = hierarchical(n, x, 0.2, mu, scale);
    n.forEach((_, j) => {
      expect(Math.abs(out.mean[j] - wanted.mean[j])).toBeLessThan(tolerance);
      expect(Math.abs(out.above[j] - wanted.above[j])).toBeLessThan(2 * tolerance);
    });
    // The limits are where the tail is 2.5 % and 97.5 %: 1e-5 of rate times the density there.
    for (const [limits, tail] of [
      [out.lower, 0.975],
      [out.upper, 0.025],
    ] as const) {
      const at = basketPosteriors(n.length);
      createBasketAnalysis(spec, { nullRates: [...limits], mostPatients, level: null }).analyse(n, x, at);
      for (const above of at.above) expect(Math.abs(above - tail)).toBeLessThan(2e-5);
    }
  });

  it('a prior of mu as wide as the quadrature takes, and a variance of inverse gamma law: by a plain sum', () => {
    const spec = {
      by: 'bhm',
      mu: { mean: 0, sd: 10 },
      tau: { kind: 'inverse-gamma', shape: 2, scale: 1 },
    } as const;
    const out = basketPosteriors(2);
    const [n, x] = [
      [12, 9],
      [2, 5],
    ];
    createBasketAnalysis(spec, { nullRates: [0.2, 0.2], mostPatients: 12, level: null }).analyse(n, x, out);
    // Riemann sums over log tau and mu, each basket's mean by another over its logit: 1e-6.
    let total = 0;
    const mean = [0, 0];
    for (let u = -2.5; u < 3.5; u += 0.1) {
      const tau = Math.exp(u);
      const prior = Math.exp(-4 * u - 1 / (tau * tau));
      for (let m = -40; m <= 40; m += Math.min(0.25, tau)) {
        const parts = n.map((size, j) => {
          let [a, b] = [0, 0];
          for (let z = -7; z <= 7; z += 0.25 * Math.min(1, 1 / tau)) {
            const theta = m + tau * z;
            const p = 1 / (1 + Math.exp(-theta));
            const value =
              Math.exp(
                -z * z * 0.5 -
                  x[j] * Math.log1p(Math.exp(-theta)) -
                  (size - x[j]) * Math.log1p(Math.exp(theta)),
              ) * Math.min(1, 1 / tau);
            a += value;
            b += value * p;
          }
          return [a, b];
        });
        const weight =
          prior * Math.min(0.25, tau) * Math.exp(-((m / 10) ** 2) / 2) * parts[0][0] * parts[1][0];
        if (weight === 0) continue;
        total += weight;
        for (const j of [0, 1]) mean[j] += (weight * parts[j][1]) / parts[j][0];
      }
    }
    for (const j of [0, 1]) expect(Math.abs(out.mean[j] - mean[j] / total)).toBeLessThan(2e-6);
  });
});

describe('robust MAP', () => {
  it('one basket and one source, rates equal: the two parts by adaptive quadrature', () => {
    const mu = { mean: -1, sd: 1.5 };
    const [a, b] = [0.5, 0.5];
    const [source, basket] = [
      { n: 30, x: 12 },
      { n: 14, x: 2 },
    ];
    const likelihood = (theta: number, { n, x }: { n: number; x: number }) =>
      Math.exp(-x * Math.log1p(Math.exp(-theta)) - (n - x) * Math.log1p(Math.exp(theta)));
    const over = (f: (theta: number) => number) =>
      integrate((theta) => f(theta) * Math.exp(-(((theta - mu.mean) / mu.sd) ** 2) / 2), -14, 12, {
        breaks: [-2, -1, 0],
      }).value;
    const both = over((theta) => likelihood(theta, source) * likelihood(theta, basket));
    const rate = over(
      (theta) => (likelihood(theta, source) * likelihood(theta, basket)) / (1 + Math.exp(-theta)),
    );
    const map = 0.8 * (both / over((theta) => likelihood(theta, source)));
    const vague = 0.2 * Math.exp(logBeta(a + basket.x, b + basket.n - basket.x) - logBeta(a, b));
    const out = basketPosteriors(1);
    createBasketAnalysis(
      {
        by: 'robust-map',
        mu,
        tau: { kind: 'fixed', value: 0 },
        weight: 0.8,
        vague: [a, b],
        sources: [source],
      },
      { nullRates: [0.2], mostPatients: 14, level: null },
    ).analyse([basket.n], [basket.x], out);
    const alone = (a + basket.x) / (a + b + basket.n);
    // The two parts must be of a size, so that a wrong weight is seen.
    expect(vague / (map + vague)).toBeGreaterThan(0.2);
    expect(out.mean[0]).toBeCloseTo((map * (rate / both) + vague * alone) / (map + vague), 8);
  });
});

describe('Jensen-Shannon divergence', () => {
  // Measured: 1e-10.
  it.each([
    [0.5, 20.5, 1.5, 19.5],
    [1, 1, 30, 71],
    [0.5, 100.5, 100.5, 0.5],
    [6, 20, 4, 22],
    [60, 141, 30, 170],
    [1, 13, 8, 6],
  ])('of beta(%d, %d) and beta(%d, %d): adaptive quadrature', (a1, b1, a2, b2) => {
    const log = (theta: number, a: number, b: number) =>
      -a * Math.log1p(Math.exp(-theta)) - b * Math.log1p(Math.exp(theta)) - logBeta(a, b);
    const integrand = (theta: number) => {
      const [u, v] = [log(theta, a1, b1), log(theta, a2, b2)];
      const mean = Math.max(u, v) + Math.log1p(Math.exp(-Math.abs(u - v))) - Math.LN2;
      return 0.5 * (Math.exp(u) * (u - mean) + Math.exp(v) * (v - mean));
    };
    const breaks = [logit(a1 / (a1 + b1)), logit(a2 / (a2 + b2)), -5, 0, 5];
    const { value } = integrate(integrand, -90, 90, { relative: 1e-12, breaks });
    expect(Math.abs(jensenShannon(a1, b1, a2, b2) - value)).toBeLessThan(1e-9);
    expect(jensenShannon(a1, b1, a2, b2)).toBeCloseTo(jensenShannon(a2, b2, a1, b1), 12);
    expect(jensenShannon(a1, b1, a1, b1)).toBeLessThan(1e-14);
  });
});
