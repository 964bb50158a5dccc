import type { SpendingFunction } from './spendingFunction.ts';

/**
 * Spending by a table: shares of alpha at information fractions, straight lines between, from 0 at fraction 0 to all at
 * fraction 1.
 *
 * @param fractions ascending, within (0, 1]
 * @param shares cumulative, never falling, within [0, 1]
 * @throws RangeError where they are not
 * @example userSpending([0.5], [0.4])(0.25, 0.025) // 0.005
 */
export function userSpending(fractions: readonly number[], shares: readonly number[]): SpendingFunction {
  const x = [0, ...fractions, 1];
  const y = [0, ...shares, 1];
  if (fractions.length !== shares.length) throw new RangeError('a share for each fraction');
  for (let i = 1; i < x.length; i++) {
    const atEnd = i === x.length - 1 && x[i - 1] === 1;
    if (!(x[i] > x[i - 1] || atEnd)) throw new RangeError('fractions must ascend within (0, 1]');
    if (!(y[i] >= y[i - 1])) throw new RangeError('shares must not fall and end at 1 or below');
  }
  return (fraction, alpha) => {
    if (fraction >= 1) return alpha;
    if (!(fraction > 0)) return 0;
    let i = 1;
    while (x[i] < fraction) i++;
    return alpha * (y[i - 1] + ((y[i] - y[i - 1]) * (fraction - x[i - 1])) / (x[i] - x[i - 1]));
  };
}
