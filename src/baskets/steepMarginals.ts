import { gaussLegendre } from '../numeric/gaussLegendre.ts';

/** Standard deviations on each side of the mode: beyond, less than 1e-6. */
const REACH = 5;
const POINTS = 8;
/** Newton's steps to the mode of a concave function from near it. */
const STEPS = 2;

/** Writes marginal likelihood, mean and tails of x responders of n, as `BasketCell` has them, to `sums`. */
type SteepMarginal = (
  n: number,
  x: number,
  logScale: number,
  mu: number,
  tau: number,
  sums: Float64Array,
) => void;

/**
 * What a basket's data say under a narrow law of its logit that lies where their likelihood is small: likelihood x law is there a
 * narrow hill, integrated by Gauss and Legendre on both sides of its mode and of every null rate. It keeps its first digits
 * however small it is, which the kernels of `smoothing.ts` do not.
 *
 * @param bends logits of the null rates
 */
export function steepMarginals(bends: readonly number[]): SteepMarginal {
  const { node, weight } = gaussLegendre(POINTS);
  return (n, x, logScale, mu, tau, sums) => {
    let z = 0;
    let curvature = 1;
    for (let s = 0; s < STEPS; s++) {
      const p = 1 / (1 + Math.exp(-(mu + tau * z)));
      curvature = 1 + tau * tau * n * p * (1 - p);
      z += (tau * (x - n * p) - z) / curvature;
    }
    const reach = REACH / Math.sqrt(curvature);
    // Only the bends are sifted: an end that rounding puts beyond its own distance would take half of the integral with it.
    const inside = bends.map((bend) => (bend - mu) / tau).filter((at) => Math.abs(at - z) < reach);
    const breaks = [z - reach, z, z + reach, ...inside].sort((a, b) => a - b);
    sums.fill(0);
    for (let b = 1; b < breaks.length; b++) {
      const half = (breaks[b] - breaks[b - 1]) / 2;
      let part = 0;
      let mean = 0;
      for (let i = 0; i < POINTS; i++) {
        const at = breaks[b - 1] + half * (1 + node[i]);
        const theta = mu + tau * at;
        const odds = Math.exp(-Math.abs(theta));
        const p = (theta < 0 ? odds : 1) / (1 + odds);
        const logP = Math.min(0, theta) - Math.log1p(odds);
        const value = weight[i] * half * Math.exp(n * logP - (n - x) * theta - logScale - (at * at) / 2);
        part += value;
        mean += value * p;
      }
      part /= Math.sqrt(2 * Math.PI);
      sums[0] += part;
      sums[1] += mean / Math.sqrt(2 * Math.PI);
      const middle = mu + tau * (breaks[b - 1] + half);
      for (let r = 0; r < bends.length; r++) if (middle > bends[r]) sums[2 + r] += part;
    }
  };
}
