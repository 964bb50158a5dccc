import type { PointRun } from '../engine/run.ts';
import { populationText } from '../scenario/populationText.ts';
import type { Column } from '../trial/columns.ts';
import type { PlannedTrial } from '../trial/plannedTrial.ts';
import { testName } from '../trial/pointColumns.ts';
import { columnSums } from './columnSums.ts';
import { designRows } from './designRows.ts';
import { efficiencyReferences } from './efficiencyReference.ts';
import { efficiencyRows, pairRows } from './pairRows.ts';
import { expectedReference, powerReferences } from './references.ts';
import type { ResultRow } from './result.ts';
import type { Subject } from './rows.ts';
import { testRows } from './testRows.ts';

/** All rows of a point, in the order of its columns: designs, then paired differences. */
export function pointRows(run: PointRun): ResultRow[] {
  const sums = columnSums(run);
  const { designs } = run.compiled.point;
  return sums.columns.flatMap((column, index) => {
    // A design without times has no events to speak of.
    if (column.quantity === 'events' && sums.moments(index).n === 0) return [];
    const test = plannedTest(run, column);
    const subject = subjectOf(run, column, test);
    if (column.reference !== '') {
      const efficiency =
        column.quantity === 'z'
          ? efficiencyRows(sums, index, subject, efficiencyReferences(run, column))
          : [];
      return [...pairRows(sums, index, subject), ...efficiency];
    }
    if (test) {
      const ofPower = column.quantity === 'rejects' && column.look === 0;
      return testRows(sums, index, subject, ofPower ? powerReferences(run, test.trial, test.index) : []);
    }
    return designRows(sums, index, subject, expectedReference(run, designs[column.design], column));
  });
}

function subjectOf(run: PointRun, column: Column, test: PlannedTest | null): Subject {
  const design = column.reference === '' ? column.design : `${column.design} vs ${column.reference}`;
  const about = { point: run.point.index, design };
  // A marker's name stands in the column's analysis: in the results it is a population.
  if (column.quantity === 'ppv') return { ...about, analysis: '', population: `${column.analysis}+` };
  if (column.quantity === 'marker-negative exposed') {
    return { ...about, analysis: '', population: `true ${column.analysis}-` };
  }
  const population = test ? populationText(test.trial.design.tests[test.index].in) : '';
  return { ...about, analysis: column.analysis, population };
}

interface PlannedTest {
  readonly trial: PlannedTrial;
  readonly index: number;
}

/** The test that a column is about, if it is about one. */
function plannedTest(run: PointRun, column: Column): PlannedTest | null {
  const design = run.point.designs[column.design];
  for (const trial of run.compiled.point.designs[column.design]) {
    const index = trial.design.tests.findIndex(
      (test) => testName(design, trial.design.name, test.name) === column.analysis,
    );
    if (index >= 0 && !['claim', 'ppv', 'marker-negative exposed'].includes(column.quantity))
      return { trial, index };
  }
  return null;
}
