import type { BasketGroup } from '../designs/basketTruth.ts';
import type { Estimand } from '../designs/estimand.ts';
import type { Design, TestSpec } from '../scenario/model.ts';
import type { Quantity } from './columns.ts';
import type { FamilyTruth } from './conduct/familySummary.ts';
import type { AdjustedEstimator } from './estimateColumns.ts';

/** Where a trial's numbers stand in the raw results of a replicate. */
export interface TrialPlaces {
  readonly name: string;
  readonly tests: readonly TestSpec[];
  readonly looks: number;
  /** Whether its looks decide. */
  readonly monitored: boolean;
  /** Stages at which it may end; empty where it has none. */
  readonly stages: readonly { readonly stop: number; readonly claim: number }[];
  /** Name, as written, of the tests whose levels its looks close; null where they close none. */
  readonly closes: string | null;
  /** Tests that its looks decide on, by place; estimates that allow for the looks exist for them. */
  readonly sequential: readonly number[];
  /** What its family is like under the truth, and the offset of what is told of it. */
  readonly family: (FamilyTruth & { readonly at: number }) | null;
  /** Offset of the trial's results. */
  readonly results: number;
  /** Offset of the trial's facts. */
  readonly facts: number;
  /** Offset of the trial's decisions. */
  readonly decisions: number;
  /** Populations whose balance is recorded, and the offset of it. */
  readonly balanced: readonly string[];
  readonly balance: number;
  /** Tests that a selection may drop, or of which the best is reported. */
  readonly selects: readonly string[];
  /** Estimates of each test beside the naive one. */
  readonly adjusted: readonly (readonly AdjustedEstimator[])[];
  /** Estimands of each test. */
  readonly estimands: readonly (readonly Estimand[])[];
  /** Of each test, whether a rejection claims too much. */
  readonly tooMuch: readonly boolean[];
  /** Tests of every level of a factor, with the offset of what is said of them together. */
  readonly baskets: readonly (BasketGroup & { readonly at: number })[];
  /** Offset and length of how much levels take from each other, family by family of `borrowingFamilies`. */
  readonly borrowing: { readonly at: number; readonly length: number };
}

/** Where a design's numbers stand in the raw results of a replicate. */
export interface DesignPlaces {
  readonly design: Design;
  /** Of a design on demand: where 1 stands in the replicates in which a program comes to it, and from where to where all else of it is. */
  readonly whole: { readonly played: number; readonly from: number; readonly to: number } | null;
  readonly trials: readonly TrialPlaces[];
  /** Offset of the design's totals. */
  readonly totalsAt: number;
  /** Quantities of the whole design: name, marker, offset. */
  readonly totals: readonly { readonly quantity: Quantity; readonly marker: string; readonly at: number }[];
  /** Shares: of the first number in the second. */
  readonly ratios: readonly {
    readonly quantity: Quantity;
    readonly marker: string;
    readonly a: number;
    readonly b: number;
  }[];
  /** Offset of the claims, 1 for the one that holds; then, if they are judged by the truth, of `VERDICTS`. */
  readonly claims: number;
  readonly judged: boolean;
  /** Offset of the successes that the design asks for. */
  readonly metrics: number;
  /** Offset of the class that the design puts a marker into, see `createClasses`. */
  readonly classes: number;
}

/** Name of a test in the results: alone, or with its trial where several trials of the design have a test of the name. */
export function testName(design: Design, trial: string, test: string): string {
  const bearers = design.trials.filter(({ tests }) => tests.some(({ name }) => name === test));
  return bearers.length > 1 ? `${trial}/${test}` : test;
}

/** Name of the tests of every level of a factor together, with the trial's where several trials have them. */
export function basketName(design: Design, trial: string, test: string): string {
  const bearers = design.trials.filter(({ tests }) => tests.some(({ basket }) => basket?.test === test));
  return bearers.length > 1 ? `${trial}/${test}` : test;
}
