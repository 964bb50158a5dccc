// Long because what is made of a table (n, x) on the grid, at once or where a posterior is, shares one set of buffers.

import { normalCdf } from '../numeric/normal.ts';
import type { BasketSetting } from './basketAnalysis.ts';
import type { HyperGrid } from './hyperGrid.ts';
import type { NormalPrior } from './hyperPrior.ts';
import { logit } from './hyperPrior.ts';
import { isFilter, tailWeights, weightsBeyond } from './smoothing.ts';
import { steepMarginals } from './steepMarginals.ts';

/** Marginal likelihoods below this are 0: arithmetic on numbers near 1e-308 is a hundred times slower. */
const NOTHING = 1e-100;

/** Likelihoods below this part of the greatest are left out; of intervals, below the second. */
const NEGLIGIBLE = 1e-18;
const OUTSIDE_BODY = 1e-10;

/** Marginal likelihoods below this are not resolved where a filter of both signs makes them: it is exact to some 1e-9 of the greatest. */
export const RESOLVED = 1e-6;
/** By which a bound is raised, so that it is one of what `steepMarginals` computes too (to 2e-6). */
const MARGIN = 1e-5;
/** Steps beyond which a law that needs a filter has less than 1e-10. */
const FILTER_REACH = 8;

/** What a basket's data (n, x) say at every node (mu, tau), under logits that are normal(mu, tau). */
export interface BasketCell {
  readonly n: number;
  readonly x: number;
  /** Likelihood on the grid of logits, relative to its greatest. */
  readonly likelihood: Float64Array;
  /** First and last logit where that is not as good as 0. */
  readonly from: number;
  readonly to: number;
  /** First and last logit that intervals look at. */
  readonly bodyFrom: number;
  readonly bodyTo: number;
  /** log of the greatest likelihood, without the binomial coefficient. */
  readonly logScale: number;
  /** By node: marginal likelihood, on the scale of `likelihood`; an upper bound of it where that is marked. */
  readonly marginal: Float64Array;
  /** By node: 1 where the marginal likelihood is a bound. */
  readonly bound: Uint8Array;
  /** By node: posterior mean of the rate; NaN before `complete`. */
  readonly mean: Float64Array;
  /** By null rate (`BasketCells.rateOf`), by node: posterior probability of exceeding it; known where the mean is. */
  readonly above: readonly Float64Array[];
}

/** A basket's data under one normal law of its logit. */
export interface NormalMarginal {
  readonly marginal: number;
  readonly mean: number;
  /** By null rate. */
  readonly above: readonly number[];
}

export interface BasketCells {
  /** The null rates that differ, and by basket the number of its own. */
  readonly rates: readonly number[];
  readonly rateOf: Int32Array;
  /** Marginal likelihoods are bounds at nodes before this one only. */
  readonly bounded: number;
  /** The tables of (n, x), made when first asked for; means, tails and what is dear are only made by `complete`. */
  readonly cell: (n: number, x: number) => BasketCell;
  /** Makes what is not known at the first `count` of these nodes; marginal likelihoods that were bounds become less. Whether there was anything. */
  readonly complete: (cell: BasketCell, nodes: Int32Array, count: number) => boolean;
  /** The tables of (n, x) complete at every node. */
  readonly whole: (n: number, x: number) => BasketCell;
  /** The same three numbers under another law; not kept. */
  readonly under: (cell: BasketCell, law: NormalPrior) => NormalMarginal;
}

/** Memory of one analysis's tables; when it is full they begin anew. */
const MOST_BYTES = 1e8;

/**
 * Tables of what baskets' data say, each made once: 0.3 to 5 ms, some 20 to 200 kB.
 *
 * Most nodes carry nothing of any posterior: the sums behind means and tails wait until a node does, as do the integrals that
 * replace filters. Masses from bounds are bounds themselves, so that no node is missed: whoever meets a mean that is NaN completes
 * the active nodes and finds them again.
 *
 * @param beside numbers by node that the caller keeps with a cell
 */
export function basketCells(grid: HyperGrid, { nullRates }: BasketSetting, beside = 0): BasketCells {
  const { first, step, count, tau, kernels, begin, place } = grid;
  const rates = [...new Set(nullRates)];
  const tails = rates.map((rate) => tailWeights((first - logit(rate)) / step, count));
  const kept = new Map<number, BasketCell>();
  const mostKept = Math.ceil(MOST_BYTES / (8 * (grid.nodes * (2 + rates.length + beside) + count)));
  const rate = Float64Array.from({ length: count }, (_, l) => 1 / (1 + Math.exp(-(first + l * step))));

  const outside = kernels.map(weightsBeyond);
  const steep = steepMarginals(rates.map(logit));
  const smoothed = new Float64Array(count);
  const tauOf = new Int32Array(grid.nodes);
  for (let i = 0; i < tau.length; i++) tauOf.fill(i, begin[i], begin[i + 1]);

  /** Sums over the grid of kernel x likelihood x (1, rate, tail weights), with what lies beyond both ends. */
  const gather = (
    { likelihood, from: lowest, to: highest }: Pick<BasketCell, 'likelihood' | 'from' | 'to'>,
    at: number,
    kernel: Float64Array,
    outside: Float64Array,
    sums: Float64Array,
  ) => {
    const from = Math.max(lowest, at - kernel.length + 1);
    const to = Math.min(highest, at + kernel.length - 1);
    sums.fill(0);
    if (from <= to) {
      smooth(kernel, likelihood, at, from, to, smoothed);
      sums[0] = sumOf(smoothed, from, to);
      sums[1] = product(smoothed, rate, from, to);
      for (let r = 0; r < tails.length; r++) sums[2 + r] = product(smoothed, tails[r], from, to);
    }
    // Beyond the grid the likelihood is as at its end: rates of 0 on the left, of 1 on the right.
    const below = likelihood[0] * beyond(outside, at);
    const over = likelihood[count - 1] * beyond(outside, count - 1 - at);
    sums[0] += below + over;
    for (let r = 1; r < sums.length; r++) sums[r] += over;
  };

  const tabulate = (n: number, x: number): BasketCell => {
    const logScale = x === 0 || x === n ? 0 : x * Math.log(x / n) + (n - x) * Math.log1p(-x / n);
    const likelihood = Float64Array.from({ length: count }, (_, l) => {
      const theta = first + l * step;
      const logP = theta < 0 ? theta - Math.log1p(Math.exp(theta)) : -Math.log1p(Math.exp(-theta));
      return Math.exp(n * logP - (n - x) * theta - logScale);
    });
    const from = likelihood.findIndex((value) => value > NEGLIGIBLE);
    const to = likelihood.findLastIndex((value) => value > NEGLIGIBLE);
    const marginal = new Float64Array(grid.nodes);
    const bound = new Uint8Array(grid.nodes);
    const mean = new Float64Array(grid.nodes);
    const above = rates.map(() => new Float64Array(grid.nodes));
    const visible = likelihood.map((value) => (value > RESOLVED / 10 ? 1 : 0));
    const left = visible[0] === 1 ? Number.NEGATIVE_INFINITY : visible.indexOf(1) - FILTER_REACH;
    const right = visible[count - 1] === 1 ? Number.POSITIVE_INFINITY : visible.lastIndexOf(1) + FILTER_REACH;
    for (let i = 0; i < tau.length; i++) {
      const filter = isFilter(tau[i] / step);
      for (let g = begin[i]; g < begin[i + 1]; g++) {
        const at = place[g];
        const far = filter && (at < left || at > right);
        let value = far ? 0 : marginalAt(likelihood, from, to, at, kernels[i], outside[i]);
        bound[g] = filter && value < RESOLVED ? 1 : 0;
        if (bound[g] === 1) value = tangentBound(n, x, logScale, first + at * step, tau[i]);
        marginal[g] = value < NOTHING ? 0 : value;
        if (marginal[g] > 0) mean[g] = Number.NaN;
        else bound[g] = 0;
      }
    }
    const bodyFrom = likelihood.findIndex((value) => value > OUTSIDE_BODY);
    const bodyTo = likelihood.findLastIndex((value) => value > OUTSIDE_BODY);
    return { n, x, likelihood, from, to, bodyFrom, bodyTo, logScale, marginal, bound, mean, above };
  };

  const sums = new Float64Array(2 + rates.length);
  const complete = (cell: BasketCell, nodes: Int32Array, many: number) => {
    const { n, x, logScale, marginal, bound, mean, above } = cell;
    let made = false;
    for (let a = 0; a < many; a++) {
      const g = nodes[a];
      if (!Number.isNaN(mean[g])) continue;
      made = true;
      const i = tauOf[g];
      if (bound[g] === 1) {
        bound[g] = 0;
        steep(n, x, logScale, first + place[g] * step, tau[i], sums);
        marginal[g] = sums[0] >= NOTHING ? sums[0] : 0;
      } else gather(cell, place[g], kernels[i], outside[i], sums);
      const known = marginal[g] > 0;
      mean[g] = known ? sums[1] / sums[0] : 0;
      for (let r = 0; r < rates.length; r++) above[r][g] = known ? sums[2 + r] / sums[0] : 0;
    }
    return made;
  };

  const cellOf = (n: number, x: number): BasketCell => {
    const at = (n * (n + 1)) / 2 + x;
    const known = kept.get(at);
    if (known !== undefined) return known;
    if (kept.size >= mostKept) kept.clear();
    const made = tabulate(n, x);
    kept.set(at, made);
    return made;
  };
  const every = Int32Array.from({ length: grid.nodes }, (_, g) => g);
  const completed = new WeakSet<BasketCell>();

  return {
    rates,
    rateOf: Int32Array.from(nullRates, (p) => rates.indexOf(p)),
    bounded: begin[tau.findLastIndex((t) => isFilter(t / step)) + 1],
    cell: cellOf,
    complete,
    whole: (n, x) => {
      const cell = cellOf(n, x);
      if (completed.has(cell)) return cell;
      complete(cell, every, every.length);
      completed.add(cell);
      return cell;
    },
    under: ({ likelihood }, { mean: centre, sd }) => {
      const sums = new Float64Array(2 + rates.length);
      for (let l = 0; l < count; l++) {
        const z = (first + l * step - centre) / sd;
        const value = (likelihood[l] * Math.exp(-0.5 * z * z) * step) / (sd * Math.sqrt(2 * Math.PI));
        sums[0] += value;
        sums[1] += value * rate[l];
        for (let r = 0; r < tails.length; r++) sums[2 + r] += value * tails[r][l];
      }
      const below = likelihood[0] * normalCdf((first - 0.5 * step - centre) / sd);
      const over = likelihood[count - 1] * normalCdf((centre - first - (count - 0.5) * step) / sd);
      const marginal = sums[0] + below + over;
      return {
        marginal,
        mean: (sums[1] + over) / marginal,
        above: rates.map((_, r) => (sums[2 + r] + over) / marginal),
      };
    },
  };
}

/** Weights of a kernel that lie beyond an end of the grid, so many steps from the centre: negative where the centre does so too. */
function beyond(outside: Float64Array, distance: number): number {
  if (distance < 0) return 1 - beyond(outside, -distance - 1);
  return distance < outside.length ? outside[distance] : 0;
}

// Functions of their own with arrays as arguments, in two sums that do not wait for each other: several times as fast as one loop
// in a closure.

/** More than the mean of a likelihood under normal(mu, tau): of its tangent at mu, below which its logarithm is since it is concave. */
function tangentBound(n: number, x: number, logScale: number, mu: number, tau: number): number {
  const odds = Math.exp(-Math.abs(mu));
  const slope = tau * (x - (n * (mu < 0 ? odds : 1)) / (1 + odds));
  const logP = Math.min(0, mu) - Math.log1p(odds);
  return (1 + MARGIN) * Math.exp(n * logP - (n - x) * mu - logScale + (slope * slope) / 2);
}

/** Marginal likelihood at a place, with what lies beyond both ends of the grid. */
function marginalAt(
  likelihood: Float64Array,
  lowest: number,
  highest: number,
  at: number,
  kernel: Float64Array,
  outside: Float64Array,
): number {
  const from = Math.max(lowest, at - kernel.length + 1);
  const to = Math.min(highest, at + kernel.length - 1);
  const count = likelihood.length;
  let even = likelihood[0] * beyond(outside, at);
  let odd = likelihood[count - 1] * beyond(outside, count - 1 - at);
  const middle = Math.min(to + 1, Math.max(from, at));
  let l = from;
  for (; l + 1 < middle; l += 2) {
    even += kernel[at - l] * likelihood[l];
    odd += kernel[at - l - 1] * likelihood[l + 1];
  }
  if (l < middle) even += kernel[at - l] * likelihood[l];
  l = middle;
  for (; l + 1 <= to; l += 2) {
    even += kernel[l - at] * likelihood[l];
    odd += kernel[l - at + 1] * likelihood[l + 1];
  }
  if (l <= to) even += kernel[l - at] * likelihood[l];
  return even + odd;
}

/** Writes likelihood x kernel around a centre. */
function smooth(
  kernel: Float64Array,
  likelihood: Float64Array,
  centre: number,
  from: number,
  to: number,
  out: Float64Array,
): void {
  for (let l = from; l < centre && l <= to; l++) out[l] = kernel[centre - l] * likelihood[l];
  for (let l = Math.max(from, centre); l <= to; l++) out[l] = kernel[l - centre] * likelihood[l];
}

function sumOf(values: Float64Array, from: number, to: number): number {
  let even = 0;
  let odd = 0;
  for (let l = from; l < to; l += 2) {
    even += values[l];
    odd += values[l + 1];
  }
  return even + odd + ((to - from) % 2 === 0 ? values[to] : 0);
}

function product(values: Float64Array, factors: Float64Array, from: number, to: number): number {
  let even = 0;
  let odd = 0;
  for (let l = from; l < to; l += 2) {
    even += values[l] * factors[l];
    odd += values[l + 1] * factors[l + 1];
  }
  return even + odd + ((to - from) % 2 === 0 ? values[to] * factors[to] : 0);
}
