import { type Bounds, type OtherSide, otherBound } from './bounds.ts';
import { continuePaths, nextInformation, startPaths, upperTail } from './paths.ts';
import { solveUpperBound } from './solveBound.ts';

/**
 * One constant bound at every look before the last, and at the last the bound that makes the level alpha (not the
 * unadjusted one).
 *
 * Source: Haybittle, Br J Radiol 1971;44:793-797; Peto et al., Br J Cancer 1976;34:585-612.
 *
 * @param alpha one-sided; on each side of a two-sided test
 * @param interim the constant, 3 by default
 * @param other see `efficacyBounds`
 * @throws RangeError where the looks before the last spend all of alpha
 * @example haybittlePeto([0.5, 1], 0.025).upper // 3, 1.967294
 */
export function haybittlePeto(
  information: readonly number[],
  alpha: number,
  interim = 3,
  other?: OtherSide,
): Bounds {
  const upper: number[] = [];
  const lower: number[] = [];
  let paths = startPaths(0);
  let left = alpha;
  const end = information.length - 1;
  for (let k = 0; k <= end; k++) {
    upper[k] = k < end ? interim : solveUpperBound(paths, information[k], left);
    lower[k] = otherBound(other, k, upper[k]);
    left -= upperTail(paths, information[k], upper[k]);
    if (k < end && !(left > 0)) throw new RangeError(`looks before the last spend more than ${alpha}`);
    const next = nextInformation(information, k);
    if (next < Number.POSITIVE_INFINITY)
      paths = continuePaths(paths, information[k], lower[k], upper[k], next);
  }
  return { information, upper, lower };
}
