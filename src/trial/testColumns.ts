import { SLOT } from '../analyses/analysis.ts';
import { OP } from './columns.ts';
import { CLOSING, CONDUCTS, DECISION, DECISIONS, ESTIMATE, ESTIMATES } from './conduct/decisions.ts';
import { criticalValue } from './conduct/ownAlpha.ts';
import { type DesignPlaces, type TrialPlaces, testName } from './designPlaces.ts';
import { type AddColumn, addAdjusted, addSelected } from './estimateColumns.ts';
import { INFORMATION, RESULTS } from './trial.ts';

/** The columns of a test: at the looks before the last, what is decided, its final results, and how they hold against its estimands. */
export function addTest(places: DesignPlaces, trial: TrialPlaces, t: number, add: AddColumn): void {
  addInterim(places, trial, t, add);
  const rejects = addFinal(places, trial, t, add);
  addAgainstTruth(places, trial, t, rejects, add);
}

function addInterim({ design }: DesignPlaces, trial: TrialPlaces, t: number, add: AddColumn): void {
  const test = trial.tests[t];
  const analysis = testName(design, trial.name, test.name);
  const constant = criticalValue(test);
  for (let look = 0; look < trial.looks - 1; look++) {
    const at = trial.results + (look * trial.tests.length + t) * RESULTS;
    const interim = { analysis, look: look + 1 };
    if (!trial.monitored) add('rejects', OP.rejects, at + SLOT.z, { ...interim, constant });
    add('z', OP.copy, at + SLOT.z, interim);
    add('estimate', OP.copy, at + SLOT.estimate, interim);
    add('information', OP.copy, at + INFORMATION, interim);
  }
}

/** Returns the column of the rejections. */
function addFinal(places: DesignPlaces, trial: TrialPlaces, t: number, add: AddColumn): number {
  const test = trial.tests[t];
  const analysis = testName(places.design, trial.name, test.name);
  const at = trial.results + ((trial.looks - 1) * trial.tests.length + t) * RESULTS;
  const decided = trial.decisions + t * DECISIONS;
  for (let look = 1; trial.monitored && look <= trial.looks; look++) {
    const here = { analysis, look, constant: look };
    add('rejected at', OP.equals, decided + DECISION.rejectedAt, here);
  }
  const rejects = add('rejects', OP.copy, decided + DECISION.rejected, { analysis });
  if (trial.tooMuch[t]) add('claims too much', OP.copy, decided + DECISION.rejected, { analysis });
  add('rejects for harm', OP.copy, decided + DECISION.harm, { analysis });
  add('z', OP.copy, at + SLOT.z, { analysis });
  add('estimate', OP.copy, at + SLOT.estimate, { analysis, quantiles: true });
  add('standard error', OP.copy, at + SLOT.standardError, { analysis });
  add('information', OP.copy, at + INFORMATION, { analysis });
  add('failed', OP.failed, at + SLOT.estimate, { analysis });
  add('estimate given rejection', OP.copy, at + SLOT.estimate, { analysis, weight: rejects });
  const estimated = estimatedTest(places, trial, t);
  const selected = trial.selects.includes(test.name)
    ? add('selected', OP.copy, decided + DECISION.selected, { analysis })
    : null;
  if (selected !== null) addSelected(estimated, selected, add);
  addAdjusted(estimated, { selected, rejects }, add);
  if (trial.closes !== null && test.basket?.test === trial.closes) addClosed(trial, t, analysis, add);
  return rejects;
}

/** When a level was decided, and whether it was closed without a claim. */
function addClosed(trial: TrialPlaces, t: number, analysis: string, add: AddColumn): void {
  const at = trial.decisions + trial.tests.length * DECISIONS + CONDUCTS + t * ESTIMATES;
  for (let look = 1; look < trial.looks; look++)
    add('closed at', OP.equals, at + CLOSING.closedAt, { analysis, look, constant: look });
  add('re-opened', OP.copy, at + CLOSING.reOpened, { analysis });
  add('months to decision', OP.copy, at + CLOSING.month, { analysis, quantiles: true });
}

/** @param rejects column of the rejections */
function addAgainstTruth(
  { design }: DesignPlaces,
  trial: TrialPlaces,
  t: number,
  rejects: number,
  add: AddColumn,
): void {
  const analysis = testName(design, trial.name, trial.tests[t].name);
  const at = trial.results + ((trial.looks - 1) * trial.tests.length + t) * RESULTS;
  for (const estimand of trial.estimands[t]) {
    const held = { analysis, estimand, constant: estimand.value };
    add('covers', OP.covers, at + SLOT.lower, held);
    add('squared error', OP.squaredError, at + SLOT.estimate, held);
    if (Math.abs(estimand.value) > 1e-9) {
      add('exaggeration', OP.exaggeration, at + SLOT.estimate, { ...held, weight: rejects });
      add('wrong sign', OP.wrongSign, at + SLOT.estimate, { ...held, weight: rejects });
    }
  }
  if (!trial.sequential.includes(t)) return;
  const adjusted = trial.decisions + trial.tests.length * DECISIONS + CONDUCTS + t * ESTIMATES;
  for (const estimand of trial.estimands[t]) {
    const held = { analysis, estimand, constant: estimand.value };
    add('repeated covers', OP.covers, adjusted + ESTIMATE.repeatedLower, held);
  }
}

/** A test with what is told of its estimates. */
export function estimatedTest(places: DesignPlaces, trial: TrialPlaces, t: number) {
  return {
    analysis: testName(places.design, trial.name, trial.tests[t].name),
    results: trial.results + ((trial.looks - 1) * trial.tests.length + t) * RESULTS,
    estimands: trial.estimands[t],
    adjusted: trial.adjusted[t],
  };
}
