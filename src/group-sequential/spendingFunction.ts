/**
 * Alpha (or beta) spent up to an information fraction: 0 at fraction 0, never falling, all of `alpha` from fraction 1
 * on.
 *
 * @param fraction information over the planned maximum, >= 0
 * @param alpha one-sided level to be spent in all
 */
export type SpendingFunction = (fraction: number, alpha: number) => number;

/**
 * Cumulative alpha by look.
 *
 * @param last whether the last of these looks is the final analysis, which spends what is left, whatever its information
 * @example spentBy(lanDeMetsOBrienFleming, 0.025, [0.5, 0.9]) // 0.001525, 0.025
 */
export function spentBy(
  spending: SpendingFunction,
  alpha: number,
  information: readonly number[],
  last = true,
): number[] {
  return information.map((t, k) => (last && k === information.length - 1 ? alpha : spending(t, alpha)));
}
