import { type Bounds, type OtherSide, otherBound } from './bounds.ts';
import { continuePaths, nextInformation, startPaths } from './paths.ts';
import { solveUpperBound } from './solveBound.ts';

/**
 * Efficacy bounds that spend a given alpha: under no effect the trial first crosses the upper bound of look k with
 * probability spent[k] - spent[k - 1].
 *
 * @param information any unit; a look without new information leaves its alpha to the next
 * @param spent cumulative one-sided alpha by look, never falling
 * @param other the other side of a two-sided test, or binding futility bounds; without it futility is non-binding
 * @example efficacyBounds([0.3, 1], [0.01, 0.025]).upper // 2.326348, 2.115110
 */
export function efficacyBounds(
  information: readonly number[],
  spent: readonly number[],
  other?: OtherSide,
): Bounds {
  const upper: number[] = [];
  const lower: number[] = [];
  let paths = startPaths(0);
  let before = 0;
  for (let k = 0; k < information.length; k++) {
    upper[k] = solveUpperBound(paths, information[k], spent[k] - before);
    lower[k] = otherBound(other, k, upper[k]);
    if (!(information[k] > paths.information)) continue;
    before = spent[k];
    const next = nextInformation(information, k);
    if (next < Number.POSITIVE_INFINITY)
      paths = continuePaths(paths, information[k], lower[k], upper[k], next);
  }
  return { information, upper, lower };
}
