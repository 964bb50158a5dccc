import type { Bounds, OtherSide } from '../../group-sequential/bounds.ts';
import { boundTable } from '../../group-sequential/boundTable.ts';
import { efficacyBounds } from '../../group-sequential/efficacyBounds.ts';
import { haybittlePeto } from '../../group-sequential/haybittlePeto.ts';
import { hwangShihDeCani } from '../../group-sequential/hwangShihDeCani.ts';
import { kimDeMets } from '../../group-sequential/kimDeMets.ts';
import { lanDeMetsOBrienFleming } from '../../group-sequential/lanDeMetsOBrienFleming.ts';
import { lanDeMetsPocock } from '../../group-sequential/lanDeMetsPocock.ts';
import { spendingBounds } from '../../group-sequential/spendingBounds.ts';
import type { SpendingFunction } from '../../group-sequential/spendingFunction.ts';
import { wangTsiatis } from '../../group-sequential/wangTsiatis.ts';
import type { ClassicalBounds, Monitoring, Spending } from '../../scenario/conductModel.ts';

/** The spending function of a name; null for a table by look. */
export function spendingFunction(spending: Spending): SpendingFunction | null {
  switch (spending.kind) {
    case 'lan-demets-obrien-fleming':
      return lanDeMetsOBrienFleming;
    case 'lan-demets-pocock':
      return lanDeMetsPocock;
    case 'hwang-shih-de-cani':
      return hwangShihDeCani(spending.gamma);
    case 'kim-de-mets':
      return kimDeMets(spending.rho);
    case 'user':
      return null;
  }
}

/** What the bounds of a test are made for. */
export interface LookLevel {
  /** One-sided; on each side of a two-sided test. */
  readonly level: number;
  /** The family's alpha in the same sense: user tables are shares of it. */
  readonly alpha: number;
  readonly other: OtherSide | undefined;
}

/**
 * Efficacy bounds of the looks so far for some information.
 *
 * @param information fractions of the planned maximum, of the looks so far
 * @param last whether the last of them is the final analysis
 * @throws RangeError where classical bounds spend more than the level before the end
 */
export function boundsFor(
  bounds: Monitoring['bounds'],
  information: readonly number[],
  { level, alpha, other }: LookLevel,
  last: boolean,
): Bounds {
  const end = information.length - 1;
  if (bounds === null) {
    return efficacyBounds(
      information,
      information.map((_, k) => (last && k === end ? level : 0)),
      other,
    );
  }
  if (isClassical(bounds)) return classicalBounds(bounds, information, level, other);
  const spending = spendingFunction(bounds);
  if (spending !== null) return spendingBounds(information, { alpha: level, spending, last, other });
  const { spent } = bounds as Extract<Spending, { kind: 'user' }>;
  return efficacyBounds(
    information,
    information.map((_, k) => (spent[k] * level) / alpha),
    other,
  );
}

const isClassical = (bounds: Spending | ClassicalBounds): bounds is ClassicalBounds =>
  ['obrien-fleming', 'pocock', 'wang-tsiatis', 'haybittle-peto'].includes(bounds.kind);

function classicalBounds(
  bounds: ClassicalBounds,
  information: readonly number[],
  level: number,
  other: OtherSide | undefined,
): Bounds {
  switch (bounds.kind) {
    case 'haybittle-peto':
      return haybittlePeto(information, level, bounds.z, other);
    case 'wang-tsiatis':
      return wangTsiatis(information, level, bounds.shape, other);
    default:
      return wangTsiatis(information, level, bounds.kind === 'pocock' ? 0.5 : 0, other);
  }
}

/** The bound of a look, given the information fractions of the looks up to it. */
export type LookBound = (information: Float64Array) => number;

/** Standard deviations of information that tables reach; beyond, a bound is solved anew. */
const REACH = 4;
/** Ends of tables are put on this grid, so that points of a sweep share them. */
const GRID = 0.05;
/** Of a planned fraction: below, some bounds rise without end. */
const LEAST = 0.3;

/** Tables made so far, by what they are made for. */
const tables = new Map<string, LookBound>();
const MOST_TABLES = 200;

/**
 * Bounds of a test by look, prepared so that a replicate solves nothing: constants for planned information, tables for
 * information as it is seen (error of z below 1e-4; information farther than 4 standard deviations from the plan is solved
 * for exactly).
 *
 * @param planned fractions of information by look, the last being 1
 * @param deviation their standard deviations, 0 where the timing fixes them
 */
export function lookBounds(
  { bounds, information }: Pick<Monitoring, 'bounds' | 'information'>,
  planned: readonly number[],
  deviation: readonly number[],
  level: LookLevel,
): LookBound[] {
  const looks = planned.length;
  if (information === 'planned') {
    return Array.from(boundsFor(bounds, planned, level, true).upper, (bound) => () => bound);
  }
  const ranges = planned.map((fraction, k): [number, number] => {
    if (deviation[k] === 0) return [fraction, fraction];
    const low = Math.floor((fraction - REACH * deviation[k]) / GRID) * GRID;
    const high = Math.ceil((fraction + REACH * deviation[k]) / GRID) * GRID;
    return [Math.max(LEAST * fraction, low), high];
  });
  return planned.map((_, k) => {
    const last = k === looks - 1;
    const exact = (fractions: readonly number[]) => boundsFor(bounds, fractions, level, last).upper[k];
    const key = JSON.stringify([bounds, level, last, ranges.slice(0, k + 1)]);
    const known = tables.get(key);
    if (known !== undefined) return known;
    const made = boundTable(exact, ranges.slice(0, k + 1)).bound;
    if (tables.size === MOST_TABLES) tables.clear();
    tables.set(key, made);
    return made;
  });
}
