import type { PointRun } from '../engine/run.ts';
import { evaluatePopulation } from '../scenario/cells.ts';
import type { Column } from '../trial/columns.ts';
import type { PlannedTrial } from '../trial/point.ts';
import type { Reference } from './rows.ts';

/** Closed-form powers of a test. */
export function powerReferences(run: PointRun, trial: PlannedTrial, index: number): Reference[] {
  return [];
}

/** Expected patients, months and cost in the fluid limit; the positive predictive value by Bayes' rule. */
export function expectedReference(run: PointRun, trials: readonly PlannedTrial[], column: Column): Reference | null {
  const sum = (value: (trial: PlannedTrial) => number) => trials.reduce((total, trial) => total + value(trial), 0);
  const longest = (value: (trial: PlannedTrial) => number) => Math.max(...trials.map(value));
  const fluid = (value: number): Reference | null => (Number.isFinite(value) ? { value, kind: 'fluid limit' } : null);
  switch (column.quantity) {
    case 'screened':
      return fluid(sum((trial) => trial.expectations.screened));
    case 'randomised':
      return fluid(sum((trial) => trial.expectations.randomised));
    case 'months to last patient':
      return fluid(longest((trial) => trial.expectations.monthsToLastPatient));
    case 'months to analysis':
      return fluid(longest((trial) => trial.expectations.monthsToAnalysis));
    case 'cost':
      return fluid(sum((trial) => trial.expectations.cost));
    case 'ppv':
      return { value: ppvOf(run, trials, column.analysis), kind: 'Bayes' };
    default:
      return null;
  }
}

/** P(truly + | assay +) among the patients whom the design enrols (without quotas; with them, of the first trial's). */
function ppvOf(run: PointRun, trials: readonly PlannedTrial[], marker: string): number {
  const { groups } = run.compiled.point.population;
  let positive = 0;
  let truly = 0;
  for (const group of groups) {
    if (group.assay[marker] !== '+' || !trials.some(({ design }) => evaluatePopulation(design.enrol, group))) continue;
    positive += group.probability;
    truly += group.truth[marker] ? group.probability : 0;
  }
  return truly / positive;
}

/** Simon & Maitournam's ratios for a design that enrols by one marker against one that enrols everybody. */
export function efficiencyReferences(
  _run: PointRun,
  _column: Column,
): { randomised: Reference | null; screened: Reference | null } {
  return { randomised: null, screened: null };
}
