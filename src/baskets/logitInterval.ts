import type { BasketPosteriors } from './basketAnalysis.ts';
import type { BasketCell } from './basketCells.ts';
import type { HyperGrid } from './hyperGrid.ts';

/** Nodes with less of the posterior than this are left out. */
const LEAST_MASS = 1e-9;
/** Smoothing kernels are cut off at so many standard deviations: 1e-8 of the density. */
const REACH = 6;
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

/** Steps that the filter of a tau below the grid's resolution may reach. */
const MOST_FILTER = 60;

export function logitIntervals(grid: HyperGrid, level: number): LogitIntervals {
  const { first, step, count, kernels, place } = grid;
  const tauOf = new Int32Array(grid.nodes);
  for (let i = 0; i < grid.tau.length; i++) tauOf.fill(i, grid.begin[i], grid.begin[i + 1]);
  const reach = Int32Array.from(kernels, ({ length }, i) =>
    Math.min(length - 1, Math.ceil(Math.max(MOST_FILTER, (REACH * grid.tau[i]) / step))),
  );
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
      if (Math.abs(mass) < LEAST_MASS) return;
      const scaled = mass / cell.marginal[node];
      addSmoothed(density, cell, kernels[tauOf[node]], reach[tauOf[node]], place[node], scaled);
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

/** Adds likelihood x normal(mu, tau) at the logits where neither is as good as nothing. */
function addSmoothed(
  density: Float64Array,
  { likelihood, from, to }: BasketCell,
  kernel: Float64Array,
  reach: number,
  centre: number,
  scaled: number,
): void {
  const first = Math.max(from, centre - reach);
  const last = Math.min(to, centre + reach);
  for (let l = first; l < centre && l <= last; l++) density[l] += scaled * likelihood[l] * kernel[centre - l];
  for (let l = Math.max(first, centre); l <= last; l++)
    density[l] += scaled * likelihood[l] * kernel[l - centre];
}
