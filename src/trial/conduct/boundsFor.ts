import { spendingOf } from '../../designs/spendingOf.ts';
import { type Bounds, type OtherSide, otherBound } from '../../group-sequential/bounds.ts';
import { efficacyBounds } from '../../group-sequential/efficacyBounds.ts';
import { haybittlePeto } from '../../group-sequential/haybittlePeto.ts';
import { spendingBounds } from '../../group-sequential/spendingBounds.ts';
import { wangTsiatis } from '../../group-sequential/wangTsiatis.ts';
import { normalQuantile } from '../../numeric/normal.ts';
import type { ClassicalBounds, Monitoring, Spending } from '../../scenario/conductModel.ts';

/** What the bounds of a test are made for. */
export interface LookLevel {
  /** One-sided; on each side of a two-sided test. */
  readonly level: number;
  /** The family's alpha as the file states it, two-sided where its tests are: user tables are shares of it. */
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
  const spending = spendingOf(bounds);
  if (spending !== null) return spendingBounds(information, { alpha: level, spending, last, other });
  const { spent } = bounds as Extract<Spending, { kind: 'user' }>;
  return efficacyBounds(
    information,
    information.map((_, k) => (spent[k] * level) / alpha),
    other,
  );
}

export const isClassical = (bounds: Spending | ClassicalBounds): bounds is ClassicalBounds =>
  [
    'obrien-fleming',
    'pocock',
    'wang-tsiatis',
    'haybittle-peto',
    'posterior probability',
    'predictive probability',
  ].includes(bounds.kind);

function classicalBounds(
  bounds: ClassicalBounds,
  information: readonly number[],
  level: number,
  other: OtherSide | undefined,
): Bounds {
  switch (bounds.kind) {
    case 'haybittle-peto':
      return haybittlePeto(information, level, bounds.z, other);
    case 'predictive probability':
      throw new TypeError('predictive probabilities are of levels that are closed');
    case 'posterior probability':
      return posteriorBounds(information, level, bounds.reaches, other);
    case 'wang-tsiatis':
      return wangTsiatis(information, level, bounds.shape, other);
    default:
      return wangTsiatis(information, level, bounds.kind === 'pocock' ? 0.5 : 0, other);
  }
}

/** A posterior probability before the last look, the level of the test at the last: Bayesian rules share no alpha. */
function posteriorBounds(
  information: readonly number[],
  level: number,
  reaches: number,
  other: OtherSide | undefined,
): Bounds {
  const upper = information.map((_, k) => normalQuantile(k < information.length - 1 ? reaches : 1 - level));
  return { information, upper, lower: upper.map((bound, k) => otherBound(other, k, bound)) };
}
