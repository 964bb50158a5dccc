import { gaussLegendre } from '../numeric/gaussLegendre.ts';
import type { Analysis } from './analysis.ts';
import { directionSign } from './direction.ts';
import { type StandardisedRateOptions, writeStandardised } from './standardisedRate.ts';
import type { TwoByTwo } from './twoByTwo.ts';
import { criticalValue } from './waldInterval.ts';

/** Nodes for the mean and for the correlation of the model: doubling both moves posterior means by less than 1e-4. */
const MEANS = 16;
const CORRELATIONS = 12;
const NODES = MEANS * CORRELATIONS;

/** Most patients of a stratum whose counts are remembered. */
const REMEMBERED = 8191;

/**
 * Model-based rate of the target mix: the strata's rates are draws of a beta law of unknown mean and spread, so that a stratum with few
 * patients leans on the others as far as the strata are alike, and one without patients has the mean.
 *
 * Model: rate ~ beta(m k, (1 - m) k), m uniform on (0, 1), correlation 1 / (k + 1) of two patients of a stratum uniform on (0, 1); both
 * integrated by Gauss-Legendre quadrature. Estimate and standard error: posterior mean and standard deviation of the weighted
 * sum; limits and z by the normal law.
 *
 * @example
 * // 8 of 10 and 3 of 10, target mix 1 : 3: drawn from 0.425 towards the pooled 0.55
 */
export function modelBasedRate(tables: readonly TwoByTwo[], options: StandardisedRateOptions): Analysis {
  const total = options.weights.reduce((sum, w) => sum + w, 0);
  const weights = Float64Array.from(options.weights, (w) => w / total);
  const { rate } = options;
  const sign = directionSign(options.better);
  const c = criticalValue(options.level);
  const { mean, size, prior } = hyperparameters();
  const known = new Map<number, Float64Array>();
  const density = new Float64Array(NODES);

  /** Logarithm of the probability of the counts at every node. */
  function likelihood(n: number, x: number): Float64Array {
    const key = n * (REMEMBERED + 1) + x;
    const found = n > REMEMBERED ? undefined : known.get(key);
    if (found !== undefined) return found;
    const made = Float64Array.from({ length: NODES }, (_, i) =>
      logBetaBinomial(n, x, mean[i] * size[i], (1 - mean[i]) * size[i]),
    );
    if (n <= REMEMBERED) known.set(key, made);
    return made;
  }

  return (out, at) => {
    density.set(prior);
    for (let s = 0; s < tables.length; s++) {
      const { n1, x1, n0, x0 } = tables[s];
      if (n1 + n0 === 0) continue;
      const own = likelihood(n1 + n0, x1 + x0);
      for (let i = 0; i < NODES; i++) density[i] += own[i];
    }
    let highest = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < NODES; i++) if (density[i] > highest) highest = density[i];
    let all = 0;
    let first = 0;
    let second = 0;
    for (let i = 0; i < NODES; i++) {
      const p = Math.exp(density[i] - highest);
      if (p < 1e-12) continue;
      let m = 0;
      let v = 0;
      for (let s = 0; s < tables.length; s++) {
        const n = tables[s].n1 + tables[s].n0;
        const own = (mean[i] * size[i] + tables[s].x1 + tables[s].x0) / (size[i] + n);
        m += weights[s] * own;
        v += (weights[s] * weights[s] * own * (1 - own)) / (size[i] + n + 1);
      }
      all += p;
      first += p * m;
      second += p * (v + m * m);
    }
    const estimate = first / all;
    writeStandardised(
      out,
      at,
      estimate,
      Math.sqrt(Math.max(0, second / all - estimate * estimate)),
      rate,
      sign,
      c,
    );
  };
}

/** Mean m, size k and logarithm of the weight of every node. */
function hyperparameters() {
  const means = gaussLegendre(MEANS);
  const correlations = gaussLegendre(CORRELATIONS);
  const mean = new Float64Array(NODES);
  const size = new Float64Array(NODES);
  const prior = new Float64Array(NODES);
  for (let i = 0; i < NODES; i++) {
    const [a, b] = [i % MEANS, Math.floor(i / MEANS)];
    const correlation = (correlations.node[b] + 1) / 2;
    mean[i] = (means.node[a] + 1) / 2;
    size[i] = 1 / correlation - 1;
    prior[i] = Math.log(means.weight[a] * correlations.weight[b]);
  }
  return { mean, size, prior };
}

/** Logarithm of B(a + x, b + n - x) / B(a, b). */
function logBetaBinomial(n: number, x: number, a: number, b: number): number {
  let sum = 0;
  for (let i = 0; i < x; i++) sum += Math.log(a + i);
  for (let i = 0; i < n - x; i++) sum += Math.log(b + i);
  for (let i = 0; i < n; i++) sum -= Math.log(a + b + i);
  return sum;
}
