import { hwangShihDeCani } from '../group-sequential/hwangShihDeCani.ts';
import { kimDeMets } from '../group-sequential/kimDeMets.ts';
import { lanDeMetsOBrienFleming } from '../group-sequential/lanDeMetsOBrienFleming.ts';
import { lanDeMetsPocock } from '../group-sequential/lanDeMetsPocock.ts';
import { type SpendingFunction, spentBy } from '../group-sequential/spendingFunction.ts';
import type { Spending } from '../scenario/conductModel.ts';

/** The spending function of a name; null for a table by look. */
export function spendingOf(spending: Spending): SpendingFunction | null {
  switch (spending.kind) {
    case 'lan-demets-obrien-fleming':
      return lanDeMetsOBrienFleming;
    case 'lan-demets-pocock':
      return lanDeMetsPocock;
    case 'hwang-shih-decani':
      return hwangShihDeCani(spending.gamma);
    case 'kim-demets':
      return kimDeMets(spending.rho);
    case 'user':
      return null;
  }
}

/** Cumulative alpha by look that a spending spends at the given fractions of information, all of it by the last. */
export function spentAt(
  spending: Spending,
  alpha: number,
  information: readonly number[],
): readonly number[] {
  const named = spendingOf(spending);
  return named === null
    ? (spending as { spent: readonly number[] }).spent
    : spentBy(named, alpha, information);
}
