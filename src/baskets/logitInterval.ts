import type { BasketPosteriors } from './basketAnalysis.ts';
import type { BasketCell } from './basketCells.ts';
import type { HyperGrid } from './hyperGrid.ts';

/** Nodes with less of the posterior than this are left out. */
const LEAST_MASS = 1e-8;
/** Smoothing kernels are cut off at so many standard deviations: 1e-6 of the density. */
const REACH = 5.3;
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

/** Steps that the filter of a tau below the grid's resolution may reach, and how many steps of tau are above it. */
const MOST_FILTER = 60;
const SMOOTH = 1.5;
/** Samples beside an integral between two that it depends on. */
const MARGIN = 3;
/** Halvings of a step. */
const ROUNDS = 24;

export function logitIntervals(grid: HyperGrid, level: number): LogitIntervals {
  const { first, step, count, kernels, place } = grid;
  const tauOf = new Int32Array(grid.nodes);
  for (let i = 0; i < grid.tau.length; i++) tauOf.fill(i, grid.begin[i], grid.begin[i + 1]);
  const reach = Int32Array.from(kernels, ({ length }, i) =>
    Math.min(length - 1, Math.ceil(grid.tau[i] < SMOOTH * step ? MOST_FILTER : (REACH * grid.tau[i]) / step)),
  );
  // Sample l stands at l + MARGIN, so that there are zeros beside the ends.
  const density = new Float64Array(count + 2 * MARGIN);
  const cumulative = new Float64Array(count);
  /** Samples that hold anything. */
  let low = count;
  let high = -1;

  const quantile = (p: number): number => {
    let l = low;
    while (l < high && cumulative[l + 1] < p) l++;
    if (p <= cumulative[low]) return 0;
    if (l >= high) return 1;
    return 1 / (1 + Math.exp(-(first + (l + placeOf(p, cumulative, density, l)) * step)));
  };

  return {
    clear: () => {
      density.fill(0);
      low = count;
      high = -1;
    },
    addNode: (cell, node, mass) => {
      if (Math.abs(mass) < LEAST_MASS) return;
      const tau = tauOf[node];
      const centre = place[node];
      const begin = Math.max(cell.bodyFrom, centre - reach[tau]);
      const end = Math.min(cell.bodyTo, centre + reach[tau]);
      if (begin > end) return;
      if (begin < low) low = begin;
      if (end > high) high = end;
      addSmoothed(density, cell.likelihood, kernels[tau], begin, end, centre, mass / cell.marginal[node]);
    },
    addPrior: ({ likelihood }, prior, share) => {
      let sum = 0;
      for (let l = 0; l < count; l++) sum += likelihood[l] * prior[l];
      for (let l = 0; l < count; l++) density[l + MARGIN] += (share / sum) * likelihood[l] * prior[l];
      low = 0;
      high = count - 1;
    },
    write: (j, responders, out) => {
      accumulate(density, cumulative, low, high);
      // Where nobody responded the density is there at its first sample: what lies before it is what the integral lacks.
      const left = responders === 0 ? Math.max(0, 1 - cumulative[high]) : 0;
      out.lower[j] = quantile((1 - level) / 2 - left);
      out.upper[j] = quantile((1 + level) / 2 - left);
    },
  };
}

/** Writes the integral of the density from the first sample up to every one. */
function accumulate(density: Float64Array, cumulative: Float64Array, low: number, high: number): void {
  let running = 0;
  for (let l = low; l <= high; l++) {
    const m = l + MARGIN;
    cumulative[l] = running;
    running +=
      INNER * (density[m] + density[m + 1]) +
      NEAR * (density[m - 1] + density[m + 2]) +
      FAR * (density[m - 2] + density[m + 3]);
  }
}

/** Where between the samples l and l + 1 the cumulative reaches p, in steps: by the cubic with its values and slopes at both. */
function placeOf(p: number, cumulative: Float64Array, density: Float64Array, l: number): number {
  const rise = cumulative[l + 1] - cumulative[l];
  const wanted = p - cumulative[l];
  const before = density[l + MARGIN];
  const after = density[l + MARGIN + 1];
  let low = 0;
  let high = 1;
  for (let round = 0; round < ROUNDS; round++) {
    const u = (low + high) / 2;
    const v = 1 - u;
    const value = u * u * (3 - 2 * u) * rise + u * v * v * before - u * u * v * after;
    if (value < wanted) low = u;
    else high = u;
  }
  return low;
}

/** Adds likelihood x normal(mu, tau) at the logits from begin to end. */
function addSmoothed(
  density: Float64Array,
  likelihood: Float64Array,
  kernel: Float64Array,
  begin: number,
  end: number,
  centre: number,
  scaled: number,
): void {
  for (let l = begin; l < centre && l <= end; l++)
    density[l + MARGIN] += scaled * likelihood[l] * kernel[centre - l];
  for (let l = Math.max(begin, centre); l <= end; l++)
    density[l + MARGIN] += scaled * likelihood[l] * kernel[l - centre];
}
