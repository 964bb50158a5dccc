import type { Bounds, OtherSide } from './bounds.ts';
import { efficacyBounds } from './efficacyBounds.ts';
import { type SpendingFunction, spentBy } from './spendingFunction.ts';

export interface SpendingOptions {
  /** One-sided; on each side of a two-sided test. */
  readonly alpha: number;
  readonly spending: SpendingFunction;
  /** Whether the last look is the final analysis and spends all that is left; true by default. */
  readonly last?: boolean;
  /** See `efficacyBounds`. */
  readonly other?: OtherSide;
}

/**
 * Efficacy bounds by a spending function, for planned or actual information.
 *
 * The information at the look, over the planned maximum, says both what is spent and how the looks correlate. The
 * final analysis spends what is left also where its information is not the planned one (`last`).
 *
 * Source: Lan & DeMets, Biometrika 1983;70:659-663.
 *
 * @param information fractions of the planned maximum
 * @example
 * spendingBounds([0.5, 1], { alpha: 0.025, spending: lanDeMetsOBrienFleming }).upper // 2.962588, 1.968596
 */
export function spendingBounds(
  information: readonly number[],
  { alpha, spending, last = true, other }: SpendingOptions,
): Bounds {
  return efficacyBounds(information, spentBy(spending, alpha, information, last), other);
}
