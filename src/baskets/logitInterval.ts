import type { BasketPosteriors } from './basketAnalysis.ts';
import type { BasketCell } from './basketCells.ts';
import type { HyperGrid } from './hyperGrid.ts';

/** Logits where the likelihood is less than this part of its greatest are left out. */
const NEGLIGIBLE = 1e-13;
/** Integral between two samples by the four on each side of it and themselves (six points), in 1440ths of a step. */
const INNER = 802 / 1440;
const NEAR = -93 / 1440;
const FAR = 11 / 1440;

/**
 * Equal-tailed intervals of a basket's rate from its posterior density on the grid of logits.
 *
 * The density is likelihood x mixture over the nodes, so the cost is the active nodes times the logits: some 50
 * microseconds a basket. Limits are within 1e-5 of the exact quantiles.
 */
export interface LogitIntervals {
  /** Begins a density with nothing in it. */
  readonly clear: () => void;
  /** Adds the nodes' part: mass by node, of which `scale` times the sum is the share of the posterior. */
  readonly addNode: (cell: BasketCell, node: number, mass: number) => void;
  /** Adds a density that is likelihood x prior on the grid, with so much of the posterior in all. */
  readonly addPrior: (cell: BasketCell, prior: Float64Array, share: number) => void;
  /** Writes the limits of basket j; what the density lacks to 1 is beyond the end that the data point to. */
  readonly write: (j: number, responders: number, out: BasketPosteriors) => void;
}

export function logitIntervals(grid: HyperGrid, level: number): LogitIntervals {
  const { first, step, count, kernels, place } = grid;
  const tauOf = new Int32Array(grid.nodes);
  for (let i = 0; i < grid.tau.length; i++) tauOf.fill(i, grid.begin[i], grid.begin[i + 1]);
  const density = new Float64Array(count);
  const cumulative = new Float64Array(count);
  const at = (l: number) => (l < 0 || l >= count ? 0 : density[l]);

  const quantile = (p: number): number => {
    let l = 0;
    while (l < count - 1 && cumulative[l + 1] < p) l++;
    if (p <= cumulative[0]) return 0;
    if (l >= count - 1) return 1;
    // Cubic with the right values and slopes at both samples; bisection keeps within them.
    const rise = cumulative[l + 1] - cumulative[l];
    let low = 0;
    let high = 1;
    for (let round = 0; round < 40; round++) {
      const u = (low + high) / 2;
      const v = 1 - u;
      const value = u * u * (3 - 2 * u) * rise + u * v * v * density[l] - u * u * v * density[l + 1];
      if (cumulative[l] + value < p) low = u;
      else high = u;
    }
    return 1 / (1 + Math.exp(-(first + (l + low) * step)));
  };

  return {
    clear: () => void density.fill(0),
    addNode: (cell, node, mass) => {
      const kernel = kernels[tauOf[node]];
      const centre = place[node];
      const scaled = mass / cell.marginal[node];
      const from = Math.max(0, centre - kernel.length + 1);
      const to = Math.min(count - 1, centre + kernel.length - 1);
      for (let l = from; l <= to; l++) {
        const value = cell.likelihood[l];
        if (value > NEGLIGIBLE) density[l] += scaled * value * kernel[l < centre ? centre - l : l - centre];
      }
    },
    addPrior: ({ likelihood }, prior, share) => {
      let sum = 0;
      for (let l = 0; l < count; l++) sum += likelihood[l] * prior[l];
      for (let l = 0; l < count; l++) density[l] += (share / sum) * likelihood[l] * prior[l];
    },
    write: (j, responders, out) => {
      let sum = 0;
      for (let l = 0; l < count; l++) sum += density[l];
      const left = responders === 0 ? Math.max(0, 1 - sum) : 0;
      let running = left;
      for (let l = 0; l < count; l++) {
        cumulative[l] = running;
        running +=
          INNER * (at(l) + at(l + 1)) + NEAR * (at(l - 1) + at(l + 2)) + FAR * (at(l - 2) + at(l + 3));
      }
      out.lower[j] = quantile((1 - level) / 2);
      out.upper[j] = quantile((1 + level) / 2);
    },
  };
}
