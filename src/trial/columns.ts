import type { PopulationExpression } from '../scenario/model.ts';

/**
 * What is recorded of a replicate: a row of numbers, each made from the raw results of the trials by one small operation.
 *
 * A column may count only where another is 1 (`weight`): an estimate given a rejection. NaN means that the number could not
 * be had (a fit that failed); accumulators count the numbers that are there.
 */
export const OP = {
  /** raw[a] */
  copy: 0,
  /** 1 if raw[a] (a z) >= constant; a z that could not be had does not reject. */
  rejects: 1,
  /** 1 if raw[a] <= constant <= raw[a + 1] (an interval); NaN without an interval or a constant. */
  covers: 2,
  /** (raw[a] - constant)^2 */
  squaredError: 3,
  /** |raw[a] / constant|: exaggeration, type M. */
  exaggeration: 4,
  /** 1 if raw[a] and constant have opposite signs: type S; NaN without a constant. */
  wrongSign: 5,
  /** 1 if raw[a] is NaN. */
  failed: 6,
  /** raw[a] / raw[b] */
  ratio: 7,
  /** 1 if raw[a] is the constant. */
  equals: 8,
  /** column a - column b */
  difference: 9,
} as const;

export type Quantity =
  | 'played'
  | 'rejects'
  | 'rejects for harm'
  | 'z'
  | 'estimate'
  | 'standard error'
  | 'information'
  | 'failed'
  | 'covers'
  | 'squared error'
  | 'estimate given rejection'
  | 'selected'
  | 'estimate given selection'
  | 'covers given selection'
  | 'squared error given selection'
  /** Of the estimator that the column names, under the condition that it names. */
  | 'adjusted estimate'
  | 'adjusted squared error'
  | 'adjusted covers'
  | 'exaggeration'
  | 'wrong sign'
  | 'claim'
  | 'right claim'
  | 'false claim'
  | 'missed benefit'
  | 'success'
  | 'weighted power'
  | 'class'
  | 'right class'
  | 'declared predictive'
  | 'declared prognostic'
  | 'estimate given claim'
  | 'squared error given claim'
  | 'covers given claim'
  | 'exaggeration given claim'
  | 'wrong sign given claim'
  | 'path'
  | 'reached'
  | 'outcome'
  | 'replicates'
  | 'months to step'
  | 'months to step end'
  | 'rejected at'
  | 'repeated covers'
  | 'stops for efficacy'
  | 'stops for futility'
  | 'closed at'
  | 're-opened'
  | 'months to decision'
  | 'familywise error'
  | 'disjunctive power'
  | 'conjunctive power'
  | 'average power'
  | 'rejections'
  | 'screened'
  | 'randomised'
  | 'events'
  | 'months to last patient'
  | 'months to analysis'
  | 'unreached'
  | 'cost'
  | 'marker-negative exposed'
  | 'ppv'
  | 'events per month'
  | 'imbalance'
  | 'large imbalance'
  | 'stratum imbalance'
  | 'largest stratum imbalance'
  | 'unfilled strata'
  | 'patients of level'
  | 'share of level'
  | 'basket error'
  | 'correct decisions'
  | 'right set'
  | 'levels claimed'
  /** How much a level takes from the one that `from` names. */
  | 'borrows'
  | 'claims too much';

/** One column of the row: what it is, and how it is made. */
export interface Column {
  /** Design, or the second of a pair. */
  readonly design: string;
  /** For a paired difference (design minus reference): the reference design; else ''. */
  readonly reference: string;
  /** Test (`trial/test` where a design has several trials), claim, marker, or ''. */
  readonly analysis: string;
  /** Look from 1 for interim results, 0 for the final ones. */
  readonly look: number;
  readonly quantity: Quantity;
  /** Name and value of the estimand that `covers`, `squared error`, `exaggeration` and `wrong sign` are held against. */
  readonly estimand: { readonly name: string; readonly value: number } | null;
  readonly op: number;
  readonly a: number;
  readonly b: number;
  readonly constant: number;
  /** Column that must be 1 for this one to count; -1 = it always counts. */
  readonly weight: number;
  /** Population that a level borrows from. */
  readonly from?: PopulationExpression;
  /** The claim that `... given claim` rests on. */
  readonly claim?: string;
  /** Of `adjusted ...`: the estimator, and what it is conditional on besides a claim. */
  readonly estimator?: string;
  readonly given?: 'selection' | 'rejection';
  /** Whether its quantiles are wanted. */
  readonly quantiles: boolean;
}
