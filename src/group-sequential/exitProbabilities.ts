import type { Bounds } from './bounds.ts';
import { continuePaths, lowerTail, nextInformation, type Paths, startPaths, upperTail } from './paths.ts';

export interface ExitProbabilities {
  /** P(the trial stops at look k at or above its upper bound). */
  readonly upper: readonly number[];
  /** P(the trial stops at look k at or below its lower bound). */
  readonly lower: readonly number[];
  /** P(no bound crossed at any look). With upper and lower it adds up to 1. */
  readonly beyond: number;
}

/**
 * Where a group-sequential trial stops: probabilities of first crossing each bound, by recursive integration.
 *
 * Type I error is the sum of `upper` at drift 0 (with non-binding futility: of the bounds with lower -Infinity), power
 * the same at the drift of the alternative. Error below 1e-12 where information grows by 0.1 % or more a look.
 *
 * Source: Armitage, McPherson & Rowe, JRSS A 1969;132:235-244; Jennison & Turnbull 2000, chapter 19.
 *
 * @param drift mean of z at information 1
 * @example exitProbabilities(pocock([0.5, 1], 0.025), 0).upper // 0.014693, 0.010307
 */
export function exitProbabilities(bounds: Bounds, drift: number): ExitProbabilities {
  return exitsAfter(bounds, startPaths(drift), 0);
}

/** The same from the given paths on; looks before `first` have probability 0. */
export function exitsAfter(
  { information, upper, lower }: Bounds,
  start: Paths,
  first: number,
): ExitProbabilities {
  const above = upper.map(() => 0);
  const below = upper.map(() => 0);
  let paths = start;
  for (let k = first; k < information.length; k++) {
    above[k] = upperTail(paths, information[k], upper[k]);
    // Where the bounds meet or cross, z at or above the upper one rejects.
    below[k] = lowerTail(paths, information[k], Math.min(lower[k], upper[k]));
    const next = nextInformation(information, k);
    if (next < Number.POSITIVE_INFINITY)
      paths = continuePaths(paths, information[k], lower[k], upper[k], next);
  }
  const stopped = above.reduce((sum, p, k) => sum + p + below[k], 0);
  return { upper: above, lower: below, beyond: Math.max(0, 1 - stopped) };
}
