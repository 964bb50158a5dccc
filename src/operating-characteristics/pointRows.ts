import type { PointRun } from '../engine/engineOptions.ts';
import { populationText } from '../scenario/populationText.ts';
import type { Column, Quantity } from '../trial/columns.ts';
import { testName } from '../trial/designPlaces.ts';
import type { PlannedTrial } from '../trial/plannedTrial.ts';
import { calibrationRows } from './calibrationRows.ts';
import { claimRows } from './claimRows.ts';
import { classRows } from './classRows.ts';
import { columnSums } from './columnSums.ts';
import { decisionReference, programReference } from './decisionReferences.ts';
import { designRows } from './designRows.ts';
import { efficiencyReferences } from './efficiencyReference.ts';
import { selectionReference } from './familyReference.ts';
import { efficiencyRows, pairRows } from './pairRows.ts';
import { programRows } from './programRows.ts';
import { contrastRows, readingRows } from './readingRows.ts';
import { expectedReference, lookReference, powerReferences } from './references.ts';
import type { ResultRow } from './result.ts';
import type { Reference, Subject } from './rows.ts';
import { testRows } from './testRows.ts';

/** All rows of a point, in the order of its columns: designs, then paired differences. */
export function pointRows(run: PointRun): ResultRow[] {
  const sums = columnSums(run);
  const { designs } = run.compiled.point;
  return sums.columns.flatMap((column, index) => {
    if (column.quantity === 'played') return [];
    // A design without times has no events to speak of.
    if (column.quantity.startsWith('events') && sums.moments(index).n === 0) return [];
    const program = column.design in run.point.programs;
    const test = program ? null : plannedTest(run, column);
    const subject = subjectOf(run, column, test);
    if (column.reference !== '') {
      const efficiency =
        column.quantity === 'z'
          ? efficiencyRows(sums, index, subject, efficiencyReferences(run, column))
          : [];
      return [...pairRows(sums, index, subject), ...efficiency];
    }
    if (CLASSES.has(column.quantity)) return classRows(run, sums, index, subject);
    if (column.claim !== undefined) return claimRows(sums, index, subject);
    if (test) {
      const references = testReferences(run, column, test);
      const rows = testRows(sums, index, subject, references);
      if (column.look > 0) return rows;
      if (column.quantity === 'rejects')
        rows.push(
          ...readingRows(run, test.trial, test.index, sums.proportion(index), subject, references),
          ...calibrationRows(test.trial.cutoffs[test.index], subject),
        );
      if (column.quantity === 'estimate given rejection')
        rows.push(...contrastRows(run, test.trial, test.index, sums, column, subject));
      return rows;
    }
    if (column.quantity === 'stops for efficacy' || column.quantity === 'stops for futility') {
      const trial = designs[column.design].find(({ design }) => design.name === column.analysis);
      if (program) return programRows(sums, index, subject, null);
      return designRows(sums, index, subject, trial ? lookReference(run, trial, column) : null);
    }
    if (program) return programRows(sums, index, subject, programReference(run, column));
    const decided = decisionReference(run, column);
    return designRows(
      sums,
      index,
      subject,
      decided ?? expectedReference(run, designs[column.design], column),
    );
  });
}

function testReferences(run: PointRun, column: Column, { trial, index }: PlannedTest): Reference[] {
  if (column.quantity === 'rejects' && column.look === 0) return decidedPower(run, trial, index, column);
  const reference = ((): Reference | null => {
    switch (column.quantity) {
      case 'selected':
        return selectionReference(run, trial, index);
      case 'rejected at':
      case 'closed at':
        return lookReference(run, trial, column, index);
      default:
        return null;
    }
  })();
  return reference === null ? [] : [reference];
}

/** Exact where the tables of the trial are enumerated and no computed power is exact already. */
function decidedPower(run: PointRun, trial: PlannedTrial, index: number, column: Column): Reference[] {
  const powers = powerReferences(run, trial, index);
  if (powers.some(({ kind }) => kind === 'exact binomial' || kind === 'enumeration')) return powers;
  const exact = decisionReference(run, column);
  return exact === null ? powers : [exact, ...powers];
}

function subjectOf(run: PointRun, column: Column, test: PlannedTest | null): Subject {
  const design = column.reference === '' ? column.design : `${column.design} vs ${column.reference}`;
  const about = { point: run.point.index, design };
  // A marker's name stands in the column's analysis: in the results it is a population.
  if (column.quantity === 'ppv')
    return { ...about, analysis: '', population: statusText(column.analysis, '+', 'assay') };
  if (column.quantity === 'marker-negative exposed') {
    return { ...about, analysis: '', population: statusText(column.analysis, '-', 'truth') };
  }
  if (BALANCE.has(column.quantity)) return { ...about, analysis: '', population: column.analysis };
  if (column.quantity === 'patients of level' || column.quantity === 'share of level') {
    return { ...about, analysis: '', population: column.analysis };
  }
  if (column.from !== undefined)
    return { ...about, analysis: column.analysis, population: populationText(column.from) };
  const population = test ? populationText(test.trial.design.tests[test.index].in) : '';
  return { ...about, analysis: column.analysis, population };
}

const statusText = (marker: string, status: '+' | '-', by: 'assay' | 'truth') =>
  populationText({ kind: 'marker', marker, status, by });

/** Quantities whose column speaks of a population. */
const BALANCE: ReadonlySet<Quantity> = new Set([
  'imbalance',
  'large imbalance',
  'stratum imbalance',
  'largest stratum imbalance',
  'unfilled strata',
]);

/** Quantities of the class that a marker is put into. */
const CLASSES: ReadonlySet<Quantity> = new Set([
  'class',
  'right class',
  'declared predictive',
  'declared prognostic',
]);

interface PlannedTest {
  readonly trial: PlannedTrial;
  readonly index: number;
}

/** Quantities whose analysis is no test. */
const NOT_OF_TESTS: ReadonlySet<Quantity> = new Set<Quantity>([
  ...BALANCE,
  ...CLASSES,
  'claim',
  'success',
  'weighted power',
  'ppv',
  'marker-negative exposed',
  'stops for efficacy',
  'stops for futility',
  'familywise error',
  'disjunctive power',
  'conjunctive power',
  'average power',
  'rejections',
]);

/** The test that a column is about, if it is about one. */
function plannedTest(run: PointRun, column: Column): PlannedTest | null {
  const design = run.point.designs[column.design];
  for (const trial of run.compiled.point.designs[column.design]) {
    const index = trial.design.tests.findIndex(
      (test) => testName(design, trial.design.name, test.name) === column.analysis,
    );
    if (index >= 0 && !NOT_OF_TESTS.has(column.quantity)) return { trial, index };
  }
  return null;
}
