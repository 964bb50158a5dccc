import { bonferroniTest } from './bonferroniTest.ts';
import {
  checkAlpha,
  checkKnownCorrelation,
  checkPositiveDependence,
  checkSize,
  checkWeights,
} from './checks.ts';
import { closedTest } from './closedTest.ts';
import { type Intersection, maskCount, maskOf, membersOf, tableWeights } from './intersections.ts';
import { type PartialCorrelation, parametricTest } from './parametricTest.ts';
import type { ProcedureKind } from './procedure.ts';
import { type Refusal, refusal } from './refusals.ts';
import { MOST_IN_SIMES, simesTest } from './simesTest.ts';

export interface ClosedOptions {
  readonly alpha: number;
  /** Number of hypotheses. */
  readonly size: number;
  /** Each of the 2^size - 1 sets of hypotheses once. */
  readonly intersections: readonly Intersection[];
  /** Bonferroni by default. */
  readonly test?: 'bonferroni' | 'simes' | 'parametric';
  /** For Simes, to show that none is negative; for parametric, what is known. */
  readonly correlation?: PartialCorrelation;
}

/**
 * Custom closed test: a table of weights, one row an intersection, any rows. No shortcut is taken, so the weights need
 * not be monotone.
 *
 * @example closed.build({ alpha: 0.025, size: 2, intersections: [
 *   { members: [0], weights: [1] }, { members: [1], weights: [1] }, { members: [0, 1], weights: [0.8, 0.2] }] })
 */
export const closed: ProcedureKind<ClosedOptions> = {
  check({ alpha, size, intersections, test, correlation }) {
    const faults = [
      ...checkAlpha(alpha),
      ...checkSize(size, 'size', test === 'simes' ? MOST_IN_SIMES : undefined),
    ];
    if (faults.length > 0) return faults;
    if (test === 'simes') faults.push(...checkPositiveDependence(correlation, size));
    if (test === 'parametric') faults.push(...checkKnownCorrelation(correlation, size));
    return [...faults, ...checkTable(size, intersections)];
  },
  build({ alpha, size, intersections, test = 'bonferroni', correlation = [] }) {
    const table = tableWeights(size, intersections);
    if (test === 'simes') return closedTest(simesTest(table, alpha));
    if (test === 'parametric') return closedTest(parametricTest(table, alpha, correlation));
    return closedTest(bonferroniTest(table, alpha));
  },
};

function checkTable(size: number, intersections: readonly Intersection[]): Refusal[] {
  const seen = new Set<number>();
  const faults = intersections.flatMap(({ members, weights }, i) => {
    const path = `intersections[${i}]`;
    const ordered = members.every(
      (j, k) => Number.isInteger(j) && j > (k === 0 ? -1 : members[k - 1]) && j < size,
    );
    if (!ordered || members.length === 0 || members.length !== weights.length)
      return [refusal('intersection-members', path, { members, weights }, { size })];
    const mask = maskOf(members);
    if (seen.has(mask)) return [refusal('intersection-repeat', path, members, { members })];
    seen.add(mask);
    return checkWeights(weights, `${path}.weights`);
  });
  if (faults.length > 0) return faults;
  for (let mask = 1; mask < maskCount(size); mask++)
    if (!seen.has(mask))
      faults.push(refusal('intersection-missing', 'intersections', undefined, { members: membersOf(mask) }));
  return faults;
}
