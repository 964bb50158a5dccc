import { SLOT } from '../analyses/analysis.ts';
import type { Estimand } from '../designs/estimand.ts';
import { isAdaptive } from '../designs/isAdaptive.ts';
import type { TrialDesign } from '../scenario/model.ts';
import { type Column, OP, type Quantity } from './columns.ts';
import { CONDUCTS, DECISIONS, ESTIMATE, ESTIMATES } from './conduct/decisions.ts';

/** An estimate of a test beside the naive one. */
export interface AdjustedEstimator {
  readonly name: 'median-unbiased' | 'weighted' | 'later stage' | 'shrunken' | 'selection-corrected';
  /** Offset of its value, with its limits after it. */
  readonly at: number;
  /** Whether it is only there for tests that were selected. */
  readonly ofSelected: boolean;
}

/** What estimates of a test are told for. */
interface EstimatedTest {
  readonly analysis: string;
  /** Offset of the test's final results. */
  readonly results: number;
  readonly estimands: readonly Estimand[];
  readonly adjusted: readonly AdjustedEstimator[];
}

/** Adds a column and gives its index in the row. */
export type AddColumn = (quantity: Quantity, op: number, a: number, more?: Partial<Column>) => number;

/** Places of the tests that are decided look by look on all data: those of the family, or all. */
export function sequentialTests(trial: TrialDesign): number[] {
  const { tests, monitoring, multiplicity } = trial;
  if (monitoring === null || isAdaptive(trial)) return [];
  const of = multiplicity?.of ?? tests.map((test) => test.name);
  return of.map((name) => tests.findIndex((test) => test.name === name));
}

/** Names of the tests of which some are selected: at a look for going on, or at the end as the best. */
export function selectedAmong({ monitoring, multiplicity, estimates }: TrialDesign): readonly string[] {
  if ((monitoring?.select ?? null) !== null) return multiplicity?.of ?? [];
  return estimates?.bestOf ?? [];
}

/**
 * The adjusted estimates of each test of a trial.
 *
 * @param decisions offset of the trial's decisions
 */
export function adjustedEstimators(trial: TrialDesign, decisions: number): AdjustedEstimator[][] {
  const { tests, monitoring, estimates } = trial;
  const sequential = sequentialTests(trial);
  const selects = (monitoring?.select ?? null) !== null;
  return tests.map((test, t): AdjustedEstimator[] => {
    const block = decisions + tests.length * DECISIONS + CONDUCTS + t * ESTIMATES;
    const one = (name: AdjustedEstimator['name'], at: number, ofSelected: boolean) => [
      { name, at: block + at, ofSelected },
    ];
    const among = selectedAmong(trial).includes(test.name);
    return [
      ...(sequential.includes(t) ? one('median-unbiased', ESTIMATE.median, false) : []),
      ...(selects && among ? one('later stage', ESTIMATE.later, true) : []),
      ...(selects && among ? one('weighted', ESTIMATE.median, true) : []),
      ...(estimates !== undefined && among && estimates.towards !== null
        ? one('shrunken', ESTIMATE.shrunken, false)
        : []),
      ...(estimates !== undefined && among ? one('selection-corrected', ESTIMATE.corrected, true) : []),
    ];
  });
}

/** What the adjusted estimates of a test are worth: in all trials, given that it was selected, and given that it rejects. */
export function addAdjusted(
  { analysis, adjusted, estimands }: EstimatedTest,
  weights: { readonly selected: number | null; readonly rejects: number },
  add: AddColumn,
): void {
  for (const { name: estimator, at, ofSelected } of adjusted) {
    const conditions: Partial<Column>[] = [
      ...(ofSelected ? [] : [{}, { given: 'rejection' as const, weight: weights.rejects }]),
      ...(weights.selected === null ? [] : [{ given: 'selection' as const, weight: weights.selected }]),
    ];
    for (const condition of conditions) {
      const own = { ...condition, analysis, estimator };
      add('adjusted estimate', OP.copy, at, { ...own, quantiles: condition.given === undefined });
      addErrors(at, estimands, own, add);
    }
  }
}

/** What the naive estimate of a test is worth given that it was selected. */
export function addSelected({ analysis, results, estimands }: EstimatedTest, weight: number, add: AddColumn) {
  const given = { analysis, weight };
  add('estimate given selection', OP.copy, results + SLOT.estimate, given);
  for (const estimand of estimands) {
    const held = { ...given, estimand, constant: estimand.value };
    add('covers given selection', OP.covers, results + SLOT.lower, held);
    add('squared error given selection', OP.squaredError, results + SLOT.estimate, held);
  }
}

/** What the estimates of a test are worth in the replicates that end with a claim. */
export function addGivenClaim(
  { analysis, results, estimands, adjusted }: EstimatedTest,
  given: Pick<Column, 'weight' | 'claim'>,
  add: AddColumn,
): void {
  const own = { ...given, analysis };
  add('estimate given claim', OP.copy, results + SLOT.estimate, { ...own, quantiles: true });
  for (const estimand of estimands) {
    const held = { ...own, estimand, constant: estimand.value };
    add('squared error given claim', OP.squaredError, results + SLOT.estimate, held);
    add('covers given claim', OP.covers, results + SLOT.lower, held);
    if (Math.abs(estimand.value) <= 1e-9) continue;
    add('exaggeration given claim', OP.exaggeration, results + SLOT.estimate, held);
    add('wrong sign given claim', OP.wrongSign, results + SLOT.estimate, held);
  }
  for (const { name: estimator, at } of adjusted) {
    add('adjusted estimate', OP.copy, at, { ...own, estimator, quantiles: true });
    addErrors(at, estimands, { ...own, estimator }, add);
  }
}

function addErrors(at: number, estimands: readonly Estimand[], own: Partial<Column>, add: AddColumn): void {
  for (const estimand of estimands) {
    const held = { ...own, estimand, constant: estimand.value };
    add('adjusted squared error', OP.squaredError, at, held);
    add('adjusted covers', OP.covers, at + 1, held);
  }
}
