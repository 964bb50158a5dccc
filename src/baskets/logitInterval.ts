import type { BasketPosteriors } from './basketAnalysis.ts';
import { type BasketCell, RESOLVED } from './basketCells.ts';
import type { HyperGrid } from './hyperGrid.ts';
import { logit } from './hyperPrior.ts';
import { addKernels, CHUNK, firstFrom, intervalKernels } from './intervalKernels.ts';

/** Nodes with less of the posterior than this are left out. */
const LEAST_MASS = 1e-8;
/** Integral between two samples by the four on each side of it and themselves (six points), in 1440ths of a step. */
const INNER = 802 / 1440;
const NEAR = -93 / 1440;
const FAR = 11 / 1440;

/**
 * Equal-tailed intervals of a basket's rate from its posterior density on the grid of logits.
 *
 * The density is likelihood x mixture over the nodes, so the cost is the nodes times the logits. The posterior probability of
 * exceeding the null rate is known already: the walk begins there and ends at the two limits, some 25 logits in all. The
 * probabilities outside are within 2e-5 of what they should be.
 */
export interface LogitIntervals {
  /** Begins a density with nothing in it. */
  readonly clear: (cell: BasketCell) => void;
  /** Adds a node's part: so much of the posterior. Nodes of one tau come one after the other, in order. */
  readonly addNode: (node: number, mass: number) => void;
  /** Adds a density that is likelihood x prior on the grid, with so much of the posterior in all. */
  readonly addPrior: (prior: Float64Array, share: number) => void;
  /** Writes the limits of basket j, whose probability of exceeding the null rate of that number is `above`. */
  readonly write: (j: number, rate: number, above: number, out: BasketPosteriors) => void;
}

/** Samples beside an integral between two that it depends on. */
const BEFORE = 2;
const AFTER = 3;
/** Halvings of a step. */
const ROUNDS = 24;

/** @param rates null rates, by number (`BasketCells.rateOf`) */
export function logitIntervals(grid: HyperGrid, rates: readonly number[], level: number): LogitIntervals {
  const { first, step, count, place } = grid;
  const tauOf = new Int32Array(grid.nodes);
  for (let i = 0; i < grid.tau.length; i++) tauOf.fill(i, grid.begin[i], grid.begin[i + 1]);
  const kernels = intervalKernels(grid);
  const anchors = rates.map((rate) => (logit(rate) - first) / step);
  const [least, most] = [(1 - level) / 2, (1 + level) / 2];
  // Sample l stands at l + BEFORE, so that there are zeros beside the ends.
  const density = new Float64Array(count + BEFORE + AFTER);
  const cumulative = new Float64Array(count);
  /** Of the nodes added: centre and height of the kernel; and where runs of one kernel begin, and which it is. */
  const centres = new Int32Array(grid.nodes);
  const values = new Float64Array(grid.nodes);
  const begin = new Int32Array(grid.nodes + 1);
  const kernelOf = new Int32Array(grid.nodes);
  let added = 0;
  let runs = 0;
  let cell: BasketCell | null = null;
  let prior: Float64Array | null = null;
  let priorScale = 0;
  /** Last place of `cumulative` that is filled. */
  let last = 0;
  /** Samples that are made: low to high. */
  let low = 0;
  let high = -1;

  /** Makes the samples from..to, at most `CHUNK`. */
  function make(from: number, to: number, { likelihood }: BasketCell): void {
    begin[runs] = added;
    for (let r = 0; r < runs; r++) {
      const kernel = kernels[kernelOf[r]];
      const reach = (kernel.length >> 1) - CHUNK;
      const first = firstFrom(centres, from - reach, begin[r], begin[r + 1]);
      const end = firstFrom(centres, to + reach + 1, first, begin[r + 1]);
      if (first < end) addKernels(density, from + BEFORE, kernel, from, to, centres, values, first, end);
    }
    for (let l = from; l <= to; l++) density[l + BEFORE] *= likelihood[l];
    if (prior !== null)
      for (let l = from; l <= to; l++) density[l + BEFORE] += priorScale * likelihood[l] * prior[l];
  }

  /** Sees to it that the samples around the step from l to l + 1 are made, as far as they hold anything. */
  function reach(l: number, of: BasketCell): void {
    const from = Math.max(of.bodyFrom, l - BEFORE);
    const to = Math.min(of.bodyTo, l + AFTER);
    if (high < low) {
      low = from;
      high = from - 1;
    }
    if (to > high) {
      const until = Math.min(of.bodyTo, Math.max(to, high + CHUNK));
      make(high + 1, until, of);
      high = until;
    }
    if (from < low) {
      const until = Math.max(of.bodyFrom, Math.min(from, low - CHUNK));
      make(until, low - 1, of);
      low = until;
    }
  }

  /** Fills `cumulative` from the null rate on until it has passed both tails; gives the first place. */
  function walk(anchor: number, below: number, of: BasketCell): number {
    const begin = Math.min(of.bodyTo - 1, Math.max(of.bodyFrom, Math.floor(anchor)));
    const within = Math.min(1, Math.max(0, anchor - begin));
    reach(begin, of);
    const rise = stepOf(density, begin);
    cumulative[begin] = below - partOf(within, rise, density, begin);
    let right = begin;
    for (; right < of.bodyTo && cumulative[right] < most; right++) {
      reach(right, of);
      cumulative[right + 1] = cumulative[right] + stepOf(density, right);
    }
    let left = begin;
    for (; left > of.bodyFrom && cumulative[left] > least; left--) {
      reach(left - 1, of);
      cumulative[left - 1] = cumulative[left] - stepOf(density, left - 1);
    }
    last = right;
    return left;
  }

  /** The rate below which p lies. */
  function quantile(p: number, from: number): number {
    if (cumulative[from] >= p) return 0;
    let l = from;
    while (l < last && cumulative[l + 1] < p) l++;
    if (l >= last) return 1;
    return 1 / (1 + Math.exp(-(first + (l + placeOf(p, cumulative, density, l)) * step)));
  }

  return {
    clear: (of) => {
      density.fill(0, low + BEFORE, high + BEFORE + 1);
      low = 0;
      high = -1;
      cell = of;
      added = 0;
      runs = 0;
      prior = null;
    },
    addNode: (node, mass) => {
      if (Math.abs(mass) < LEAST_MASS) return;
      const marginal = (cell as BasketCell).marginal[node];
      const kernel = 2 * tauOf[node] + (marginal < RESOLVED ? 1 : 0);
      if (runs === 0 || kernelOf[runs - 1] !== kernel) {
        begin[runs] = added;
        kernelOf[runs++] = kernel;
      }
      centres[added] = place[node];
      values[added++] = mass / marginal;
    },
    addPrior: (own, share) => {
      const { likelihood, from, to } = cell as BasketCell;
      let sum = 0;
      for (let l = from; l <= to; l++) sum += likelihood[l] * own[l];
      prior = own;
      priorScale = share / sum;
    },
    write: (j, rate, above, out) => {
      const from = walk(anchors[rate], 1 - above, cell as BasketCell);
      out.lower[j] = quantile(least, from);
      out.upper[j] = quantile(most, from);
    },
  };
}

/** Integral of the density from sample l to the next. */
function stepOf(density: Float64Array, l: number): number {
  const m = l + BEFORE;
  return (
    INNER * (density[m] + density[m + 1]) +
    NEAR * (density[m - 1] + density[m + 2]) +
    FAR * (density[m - 2] + density[m + 3])
  );
}

/** Integral over the first part u of the step after sample l: the cubic with the integral's values and slopes at both ends. */
function partOf(u: number, rise: number, density: Float64Array, l: number): number {
  const v = 1 - u;
  return u * u * (3 - 2 * u) * rise + u * v * v * density[l + BEFORE] - u * u * v * density[l + BEFORE + 1];
}

/** Where between the samples l and l + 1 the cumulative reaches p, in steps. */
function placeOf(p: number, cumulative: Float64Array, density: Float64Array, l: number): number {
  const rise = cumulative[l + 1] - cumulative[l];
  const wanted = p - cumulative[l];
  let low = 0;
  let high = 1;
  for (let round = 0; round < ROUNDS; round++) {
    const u = (low + high) / 2;
    if (partOf(u, rise, density, l) < wanted) low = u;
    else high = u;
  }
  return low;
}
