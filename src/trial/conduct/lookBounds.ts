import { spendingOf } from '../../designs/spendingOf.ts';
import { type OtherSide, otherBound } from '../../group-sequential/bounds.ts';
import { boundTable } from '../../group-sequential/boundTable.ts';
import { continuePaths, startPaths, upperTail } from '../../group-sequential/paths.ts';
import { solveUpperBound } from '../../group-sequential/solveBound.ts';
import { boundOf } from '../../multiplicity/procedure.ts';
import { remembered } from '../../numeric/remembered.ts';
import type { Monitoring, Spending } from '../../scenario/conductModel.ts';
import { boundsFor, isClassical, type LookLevel } from './boundsFor.ts';

/** The bound of a look, prepared for every replicate. */
export interface LookBound {
  /**
   * Whether z reaches the bound for the information seen.
   *
   * @param information fractions of the looks up to this one; further entries are not read
   */
  reaches(z: number, information: Float64Array): boolean;
  /** The bound; of the third and later looks, where information is random, the one of planned information. */
  bound(information: Float64Array): number;
}

/** Standard deviations of information that tables reach; beyond, a bound is solved anew. */
const REACH = 4;
/** Ends of tables are put on this grid, so that points of a sweep share them. */
const GRID = 0.05;
/** Of a planned fraction: below, some bounds rise without end. */
const LEAST = 0.3;
/** Looks whose bound is tabulated: tables of three looks of random information take seconds to make. */
const MOST_TABULATED = 2;
/** Of small subgroups the information varies so much that a table would take longer than its replicates. */
const MOST_EVALUATIONS = 3000;

/** Tables by what they are made for. */
const tables = remembered<(information: Float64Array) => number>(200);

/**
 * Bounds of a test by look.
 *
 * For planned information they are constants. For information as it is seen those of the first two looks are tables (error of z
 * below 1e-4; information farther than 4 standard deviations from the plan is solved for exactly). At later looks z
 * is first compared with the two values that the bound lies between, the quantiles of all that is spent so far and of what is spent
 * at this look; only between them, in about a tenth of the replicates, the probability of crossing there is integrated.
 *
 * @param planned fractions of information by look
 * @param deviation their standard deviations, 0 where the timing fixes them
 */
export function lookBounds(
  { bounds, information }: Pick<Monitoring, 'bounds' | 'information'>,
  planned: readonly number[],
  deviation: readonly number[],
  level: LookLevel,
): LookBound[] {
  const end = planned.length - 1;
  const { upper } = boundsFor(bounds, planned, level, true);
  /** Bounds of the looks so far as functions of information; null where they must be solved for. */
  const known: (((information: Float64Array) => number) | null)[] = [];
  return planned.map((_, k) => {
    const random = information === 'actual' && deviation.slice(0, k + 1).some((value) => value > 0);
    if (!random) {
      known.push(() => upper[k]);
      return { reaches: (z) => z >= upper[k], bound: () => upper[k] };
    }
    const last = k === end;
    const exact = (fractions: readonly number[]) => boundsFor(bounds, fractions, level, last).upper[k];
    const ranges = planned.slice(0, k + 1).map((fraction, i) => rangeOf(fraction, deviation[i]));
    const key = JSON.stringify([bounds, level, last, ranges]);
    const table = k < MOST_TABULATED ? tableFor(key, exact, ranges) : null;
    known.push(table);
    return table === null
      ? laterBound(k, known, bounds, level, last, upper[k])
      : { reaches: (z, fractions) => z >= table(fractions), bound: table };
  });
}

/** The bound of a look that has no table. */
function laterBound(
  look: number,
  known: readonly (((information: Float64Array) => number) | null)[],
  bounds: Monitoring['bounds'],
  level: LookLevel,
  last: boolean,
  planned: number,
): LookBound {
  const spent = spentBetween(bounds, level, last ? look : -1);
  const slack = slackOf(level.other);
  return {
    reaches(z, fractions) {
      const [before, now] = spent(fractions, look);
      if (!(z >= boundOf(now) - slack)) return false;
      for (let k = 0; k < look; k++) {
        // Alpha of a look without new information waits for the next: solved for as it is.
        const from = k === 0 ? 0 : fractions[k - 1];
        if (!(fractions[k] > from && fractions[look] > fractions[look - 1]))
          return z >= boundsFor(bounds, [...fractions.subarray(0, look + 1)], level, last).upper[look];
      }
      if (z >= boundOf(now - before)) return true;
      let paths = startPaths(0);
      for (let k = 0; k < look; k++) {
        const bound =
          known[k]?.(fractions) ?? solveUpperBound(paths, fractions[k], stepOf(spent(fractions, k)));
        paths = continuePaths(
          paths,
          fractions[k],
          otherBound(level.other, k, bound),
          bound,
          fractions[k + 1],
        );
      }
      return upperTail(paths, fractions[look], z) <= now - before;
    },
    bound: () => planned,
  };
}

const stepOf = ([before, now]: readonly [number, number]): number => now - before;

function rangeOf(fraction: number, deviation: number): [number, number] {
  if (deviation === 0) return [fraction, fraction];
  const low = Math.floor((fraction - REACH * deviation) / GRID) * GRID;
  const high = Math.ceil((fraction + REACH * deviation) / GRID) * GRID;
  return [Math.max(LEAST * fraction, low), high];
}

/** Null where the ranges are too wide for a table. */
function tableFor(
  key: string,
  exact: (fractions: readonly number[]) => number,
  ranges: readonly [number, number][],
): ((information: Float64Array) => number) | null {
  try {
    return tables(key, () => boundTable(exact, ranges, { most: MOST_EVALUATIONS }).bound);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/**
 * How far the bound may lie below the quantile of all that is spent: binding futility lets it; the other side of a two-sided test
 * hardly, for who crossed there comes back with a probability below 1e-5.
 */
function slackOf(other: OtherSide | undefined): number {
  if (other === undefined) return 0;
  return other === 'symmetric' ? 1e-3 : Number.POSITIVE_INFINITY;
}

/**
 * Alpha spent before a look and by it, as the information says.
 *
 * @param end the final look, which spends what is left; -1 where it is not among them
 */
function spentBetween(
  bounds: Monitoring['bounds'],
  { level, alpha }: LookLevel,
  end: number,
): (information: Float64Array, look: number) => readonly [number, number] {
  if (bounds === null) return (_, look) => [0, look === end ? level : 0];
  if (isClassical(bounds)) throw new TypeError('classical bounds are made for planned information');
  const spending = spendingOf(bounds);
  if (spending === null) {
    const { spent } = bounds as Extract<Spending, { kind: 'user' }>;
    return (_, look) => [((spent[look - 1] ?? 0) * level) / alpha, (spent[look] * level) / alpha];
  }
  return (fractions, look) => [
    look === 0 ? 0 : spending(fractions[look - 1], level),
    look === end ? level : spending(fractions[look], level),
  ];
}
