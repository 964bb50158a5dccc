// Long because it is one table: every quantity of a result to the value computed beside it.

import { isJoint } from '../designs/basketTests.ts';
// A little over 250 lines: one question, what is computed beside a simulated number, asked of every quantity.

import { isAdaptive } from '../designs/isAdaptive.ts';
import { armLaw } from '../designs/limits/armLaw.ts';
import { normalTheoryPower, schoenfeldPower } from '../designs/limits/normalTheoryPower.ts';
import { enrolledMix, targetWeights, within } from '../designs/limits/patientMix.ts';
import { ownLevel } from '../designs/ownLevel.ts';
import { stagedExits } from '../designs/stagedExpectations.ts';
import { stagedTest } from '../designs/stagedRule.ts';
import type { PointRun } from '../engine/engineOptions.ts';
import { evaluatePopulation } from '../scenario/cells.ts';
import type { Multiplicity } from '../scenario/conductModel.ts';
import type { TestSpec } from '../scenario/model.ts';
import { populationText } from '../scenario/populationText.ts';
import { targetPopulation } from '../scenario/targetPopulation.ts';
import type { Column } from '../trial/columns.ts';
import { analysisMonth, type PlannedTrial } from '../trial/plannedTrial.ts';
import { basketReference, placeInFamily } from './basketReferences.ts';
import { closingCharacteristics, closingTests } from './closingReferences.ts';
import {
  adaptiveExpectation,
  rejectionReference,
  stageReference,
  wholeFamilyReference,
} from './familyReference.ts';
import type { Reference } from './rows.ts';
import { type SequentialReference, sequentialReference } from './sequentialReference.ts';

/** Computed powers of a test: by its own limiting law (or exact), and Schoenfeld's formula where it speaks of the test. */
export function powerReferences(run: PointRun, trial: PlannedTrial, index: number): Reference[] {
  const { design, plan, expectations } = trial;
  const { name } = design.tests[index];
  const place = closingTests(trial).indexOf(design.tests[index]);
  if (place >= 0) {
    const exact = closingCharacteristics(run, trial);
    return exact === null ? [] : [enumeration(exact.claim[place])];
  }
  if (isJoint(design.tests[index])) return basketPower(run, trial, design.tests[index]);
  const inFamily = design.multiplicity?.of.includes(name) ?? false;
  const inPair = rejectionReference(run, trial, index);
  // No other formula knows stages that are combined, or dropped populations.
  if (isAdaptive(design)) return inPair === null ? [] : [inPair];
  if (design.monitoring !== null && (inFamily || design.multiplicity === null)) {
    const exits = sequentialReference(run, trial);
    return exits === null ? [] : [ofExits(exits, total(exits.reject))];
  }
  const level = inFamily ? ownLevel(design.multiplicity as Multiplicity, name) : design.tests[index].alpha;
  // Power of a test whose level others decide, or that is analysed when others stop the trial, has no formula here.
  if (level === null && inPair !== null) return [inPair];
  if (level === null || !(level > 0) || design.monitoring !== null) return [];
  const test = { ...design.tests[index], alpha: level };
  const { truth } = trial;
  const { population } = run.compiled.point;
  const month = analysisMonth(design, expectations);
  return [normalTheoryPower, schoenfeldPower].flatMap((powerOf) => {
    const computed = powerOf(test, design, plan, truth, population, month);
    return computed === null ? [] : [{ value: computed.power, kind: computed.kind }];
  });
}

/** Power of a level, where all levels are analysed together. */
function basketPower(run: PointRun, trial: PlannedTrial, test: TestSpec): Reference[] {
  const place = placeInFamily(trial, test);
  const exact = basketReference(run, trial, test.basket?.test ?? '', ({ claim }) => claim[place]);
  return exact === null ? [] : [exact];
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const enumeration = (value: number): Reference => ({ value, kind: 'enumeration' });
const ofExits = ({ exact }: SequentialReference, value: number): Reference => ({
  value,
  kind: exact ? 'enumeration' : 'group sequential',
});

/**
 * Computed probability of what a monitored trial decides at a look, where there is one.
 *
 * @param index of the test, -1 for what is said of the trial
 */
export function lookReference(
  run: PointRun,
  trial: PlannedTrial,
  column: Column,
  index = -1,
): Reference | null {
  const { truth } = run.point;
  if (isAdaptive(trial.design) && closingTests(trial).length === 0)
    return stageReference(run, trial, column, index);
  const staged = stagedExits(trial.design, trial.plan, truth, run.compiled.point.population);
  if (staged !== null) {
    const at = column.quantity === 'stops for efficacy' ? staged.claimed : staged.stopped;
    return { value: at[column.look - 1], kind: 'enumeration' };
  }
  const place = closingTests(trial).findIndex(({ name }) => name === column.analysis);
  if (place >= 0) {
    const exact = closingCharacteristics(run, trial);
    if (exact === null) return null;
    const early = exact.early[place];
    if (column.quantity === 'closed at') return enumeration(exact.closed[place][column.look - 1] ?? 0);
    if (column.look <= early.length) return enumeration(early[column.look - 1]);
    return enumeration(column.look === trial.design.looks.length ? exact.claim[place] - total(early) : 0);
  }
  const exits = sequentialReference(run, trial);
  if (exits === null) return null;
  switch (column.quantity) {
    case 'rejected at':
    case 'stops for efficacy':
      return ofExits(exits, exits.reject[column.look - 1]);
    case 'stops for futility':
      return ofExits(exits, exits.drop[column.look - 1]);
    default:
      return null;
  }
}

/** Mean month of the stop of a trial whose looks decide on one test: the expected months of its looks by their probabilities. */
function monthsToStop(run: PointRun, trial: PlannedTrial): number | null {
  const exits = sequentialReference(run, trial);
  if (exits === null) return null;
  const { lookMonths } = trial.expectations;
  const last = lookMonths.length - 1;
  return exits.drop.reduce(
    (months, drop, k) => months - (exits.reject[k] + drop) * (lookMonths[last] - lookMonths[k]),
    lookMonths[last],
  );
}

/** Expected patients, months and cost, in the fluid limit where numbers by quota are no matter; the positive predictive value by Bayes' rule. */
export function expectedReference(
  run: PointRun,
  trials: readonly PlannedTrial[],
  column: Column,
): Reference | null {
  if (column.quantity === 'months to analysis' && trials.length === 1) {
    const months = monthsToStop(run, trials[0]);
    if (months !== null) return { value: months, kind: 'group sequential' };
  }
  const levels = trials.length === 1 ? closingReference(run, trials[0], column) : null;
  if (levels !== null) return levels;
  const stages = trials.length === 1 ? adaptiveExpectation(run, trials[0], column) : null;
  if (stages !== null) return stages;
  const family = trials.find(({ design }) => design.name === column.analysis);
  const ofWhole = family === undefined ? null : wholeFamilyReference(run, family, column);
  if (ofWhole !== null) return ofWhole;
  // A trial that may stop early has no fixed end to be computed from.
  if (trials.some(({ design }) => design.monitoring !== null)) return null;
  const sum = (value: (trial: PlannedTrial) => number) =>
    trials.reduce((total, trial) => total + value(trial), 0);
  const longest = (value: (trial: PlannedTrial) => number) => Math.max(...trials.map(value));
  const kind = trials.some(({ expectations }) => expectations.ofArrivals)
    ? 'expected enrolment'
    : 'fluid limit';
  const fluid = (value: number): Reference | null => (Number.isFinite(value) ? { value, kind } : null);
  const adaptive = trials.some((trial) => isAdaptive(trial.design));
  if (adaptive) return null;
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
    case 'imbalance':
    case 'large imbalance':
      return balanceReference(trials, column);
    case 'basket error':
      return ofFamily(run, trials, column, ({ anyFalse }) => anyFalse);
    case 'correct decisions':
      return ofFamily(run, trials, column, ({ correct }) => correct);
    case 'right set':
      return ofFamily(run, trials, column, ({ rightSet }) => rightSet);
    case 'share of level':
      return trials.length === 1 ? targetShare(run, trials[0], column.analysis) : null;
    case 'ppv':
      return ppvOf(run, trials, column.analysis);
    default:
      return null;
  }
}

/** What is enumerated of a trial that closes levels: patients of a level, and what is said of all levels together. */
function closingReference(
  run: PointRun,
  trial: PlannedTrial,
  { quantity, analysis }: Column,
): Reference | null {
  const tests = closingTests(trial);
  const exact = tests.length === 0 ? null : closingCharacteristics(run, trial);
  if (exact === null) return null;
  if (quantity === 'patients of level') {
    const place = tests.findIndex((test) => populationText(test.in) === analysis);
    return place < 0 ? null : enumeration(exact.patients[place]);
  }
  if (analysis !== tests[0].basket?.test) return null;
  switch (quantity) {
    case 'basket error':
      return exact.anyFalse === null ? null : enumeration(exact.anyFalse);
    case 'correct decisions':
      return enumeration(exact.correct);
    case 'right set':
      return enumeration(exact.rightSet);
    default:
      return null;
  }
}

/** Of all patients of a trial that randomises in one list and stops at no look. */
function balanceReference(trials: readonly PlannedTrial[], { quantity, analysis }: Column): Reference | null {
  const [{ design, plan }] = trials;
  if (trials.length > 1 || analysis !== 'all' || design.looks.length > 1) return null;
  const whole = trials[0].expectations.randomised >= plan.n - 1e-6;
  const law = whole ? armLaw(design, plan) : null;
  if (law === null) return null;
  const { experimental, control } = plan.arms;
  const beyond = (design.balance?.beyond ?? 0) * plan.n + 1e-9;
  const value = law.reduce((sum, p, n1) => {
    const d = (2 * Math.abs(control * n1 - experimental * (plan.n - n1))) / (experimental + control);
    return sum + p * (quantity === 'imbalance' ? d : d > beyond ? 1 : 0);
  }, 0);
  return { value, kind: 'exact allocation law' };
}

function ofFamily(
  run: PointRun,
  trials: readonly PlannedTrial[],
  { analysis }: Column,
  quantity: Parameters<typeof basketReference>[3],
): Reference | null {
  return trials.length === 1 ? basketReference(run, trials[0], analysis, quantity) : null;
}

/** Share of a level, `tumour = lung`, in the target mix of the patients that a trial is for. */
function targetShare(run: PointRun, { design }: PlannedTrial, level: string): Reference | null {
  const { population } = run.compiled.point;
  const meant = targetPopulation({ kind: 'all' }, design.enrol);
  const weights = within(targetWeights(run.point.truth, population), population, meant);
  const [factor, name] = level.split(' = ');
  const all = weights.reduce((sum, w) => sum + w, 0);
  const own = weights.reduce((sum, w, g) => sum + (population.groups[g].levels[factor] === name ? w : 0), 0);
  return all > 0 ? { value: own / all, kind: 'target mix' } : null;
}

/**
 * P(truly + | assay +) among the patients whom a design of one trial without quotas enrols; of a mix that changes in time or between trials
 * among those expected. Not where a trial may stop early: it stops for what its first patients are, so that the mean share of the
 * trials is not that of the patients; nor before all are in, since who waits longer for the assay is then fewer.
 */
function ppvOf(run: PointRun, trials: readonly PlannedTrial[], marker: string): Reference | null {
  const { design, plan, truth, expectations } = trials[0];
  if (trials.length > 1 || design.quotas.length > 0 || stagedTest(design) !== undefined) return null;
  if (expectations.randomised < plan.n - 1e-6) return null;
  const { population } = run.compiled.point;
  const { groups, mixes, variation } = population;
  const constant = mixes.length === 1 && variation === null;
  const { patients } = enrolledMix(design, plan, truth, population);
  let positive = 0;
  let truly = 0;
  for (const [g, group] of groups.entries()) {
    if (group.assay[marker] !== '+' || !evaluatePopulation(design.enrol, group)) continue;
    const weight = constant ? group.probability : patients[g];
    positive += weight;
    truly += group.truth[marker] ? weight : 0;
  }
  return { value: truly / positive, kind: constant ? 'Bayes' : 'expected enrolment' };
}
