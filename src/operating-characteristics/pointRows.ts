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
    const test = plannedTest(run, column);
    const subject: Subject = {
      point: run.point.index,
      design: column.reference === '' ? column.design : `${column.design} vs ${column.reference}`,
      analysis: column.analysis,
      population: test ? populationText(test.trial.design.tests[test.index].in) : '',
    };
    if (column.reference !== '') {
      const efficiency =
        column.quantity === 'z'
          ? efficiencyRows(sums, index, subject, efficiencyReferences(run, column))
          : [];
      return [...pairRows(sums, index, subject), ...efficiency];
    }
    if (test) {
      const powers =
        column.quantity === 'rejects' && column.look === 0
          ? powerReferences(run, test.trial, test.index)
          : [];
      return testRows(sums, index, subject, powers);
    }
    // A marker's name stands in the column's analysis: in the results it is a population.
    const ofMarker = column.quantity === 'marker-negative exposed' || column.quantity === 'ppv';
    const sign = column.quantity === 'ppv' ? '+' : '-';
    const who = ofMarker
      ? {
          ...subject,
          analysis: '',
          population: `${column.quantity === 'ppv' ? '' : 'true '}${column.analysis}${sign}`,
        }
      : subject;
    return designRows(sums, index, who, expectedReference(run, designs[column.design], column));
  });
}

/** The test that a column is about, if it is about one. */
function plannedTest(run: PointRun, column: Column): { trial: PlannedTrial; index: number } | null {
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
