import { markerClass } from '../designs/markerClass.ts';
import type { PointRun } from '../engine/engineOptions.ts';
import type { ColumnSums } from './columnSums.ts';
import { decisionReference } from './decisionReferences.ts';
import { proportion } from './monteCarlo.ts';
import type { ResultRow } from './result.ts';
import { row, type Subject } from './rows.ts';

const WORDS = {
  predictive: { wrong: 'false predictive claim', missed: 'missed predictive marker' },
  prognostic: { wrong: 'false prognostic claim', missed: 'missed prognostic marker' },
} as const;

/**
 * How a design puts a marker into a class: the probability of each class and of the right one; and how often it is declared what it is not
 * (false claim), or not declared what it is (missed). One of the two at any truth.
 */
export function classRows(run: PointRun, sums: ColumnSums, index: number, subject: Subject): ResultRow[] {
  const { quantity, design } = sums.columns[index];
  const whole = { ...subject, population: '' };
  const exact = decisionReference(run, sums.columns[index]);
  if (quantity === 'class') return [row(whole, 'class probability', sums.proportion(index), exact)];
  if (quantity === 'right class')
    return [row(whole, 'right class probability', sums.proportion(index), exact)];
  const rule = run.point.designs[design].classify;
  const { estimate, n } = sums.proportion(index);
  if (rule === undefined || estimate === null) return [];
  const what = quantity === 'declared predictive' ? 'predictive' : 'prognostic';
  const actual = markerClass(rule, run.point.truth);
  const { wrong, missed } = WORDS[what];
  return actual === what || actual === 'both'
    ? [row(whole, missed, proportion(1 - estimate, n), exact && { ...exact, value: 1 - exact.value })]
    : [row(whole, wrong, proportion(estimate, n), exact)];
}
