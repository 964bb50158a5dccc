import { normalUpperQuantile } from '../numeric/normal.ts';
import { bracketRoot, findRoot } from '../numeric/roots.ts';
import { boundDensity, lowerTail, type Paths, upperTail } from './paths.ts';

/** Of z. */
const TOLERANCE = 1e-12;
/** A Newton step below this leaves an error of its square. */
const CONVERGED = 1e-7;
/** Newton's method is left where a step is longer, or does not settle: the law is flat there. */
const FARTHEST = 1;
const NEWTON_ROUNDS = 12;

/**
 * Bound that trials still running cross upwards at the given information with the given probability: Infinity for
 * none, -Infinity where fewer are running.
 *
 * Bounds above 8.5 that are not those of the first look rest on the part of the law within 8.5 standard deviations.
 */
export function solveUpperBound(paths: Paths, information: number, probability: number): number {
  return solve(paths, information, probability, upperTail, 1);
}

/** Bound crossed downwards: -Infinity for none, Infinity where fewer are running. */
export function solveLowerBound(paths: Paths, information: number, probability: number): number {
  return solve(paths, information, probability, lowerTail, -1);
}

function solve(
  paths: Paths,
  information: number,
  probability: number,
  tail: typeof upperTail,
  side: 1 | -1,
): number {
  if (!(probability > 0) || !(information > paths.information)) return side * Number.POSITIVE_INFINITY;
  const mean = paths.drift * Math.sqrt(information);
  // Where all trials come this far, the bound is this; where some have stopped it is nearer the middle.
  const unstopped = mean + side * normalUpperQuantile(probability);
  if (paths.information === 0) return unstopped;
  if (paths.mass.reduce((sum, m) => sum + m, 0) <= probability) return side * Number.NEGATIVE_INFINITY;
  const excess = (bound: number) => tail(paths, information, bound) - probability;
  let bound = unstopped;
  for (let round = 0; round < NEWTON_ROUNDS; round++) {
    const step = (side * excess(bound)) / boundDensity(paths, information, bound);
    if (!(Math.abs(step) < FARTHEST)) break;
    bound += step;
    if (Math.abs(step) < CONVERGED) return bound;
  }
  const inside = unstopped - side * 0.5;
  const outside = unstopped + side * 1e-6;
  // The way out is shut: beyond `outside` there is no root, and far out the excess is flat.
  const [low, high] =
    side > 0
      ? bracketRoot(excess, inside, outside, Number.NEGATIVE_INFINITY, outside)
      : bracketRoot(excess, outside, inside, outside);
  return findRoot(excess, low, high, TOLERANCE);
}
