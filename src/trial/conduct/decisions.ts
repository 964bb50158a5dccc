import type { TrialDesign } from '../../scenario/model.ts';

/**
 * What a trial decides in a replicate, as numbers in one block: `DECISIONS` for each test, in the order of the design,
 * then `CONDUCTS` for the trial, and where estimates are adjusted `ESTIMATES` for each test. Claims, rejection rates and stopping times are read from it and from nothing else.
 */
export const DECISION = {
  /** 1 if rejected in favour of the experimental arm, else 0. */
  rejected: 0,
  /** 1 if it says that the experimental arm is worse, else 0. */
  harm: 1,
  /** Look of the rejection, from 1; NaN without one. */
  rejectedAt: 2,
  /** 1 if dropped for futility or not selected, else 0. */
  dropped: 3,
  /** 1 if it went on after the selection of populations, 0 if not; NaN where none took place. */
  selected: 4,
} as const;

export const DECISIONS = 5;

/** Offsets after the tests'. */
export const CONDUCT = {
  /** Look of the final analysis, from 1. */
  stopLook: 0,
  /** The same where the trial stopped before the last look with a rejection, else NaN. */
  efficacyAt: 1,
  /** The same where it stopped before the last look without one, else NaN. */
  futilityAt: 2,
} as const;

export const CONDUCTS = 3;

/** Estimates that allow for looks or for a selection, by offset; each but the repeated interval with the limits of its 95 % interval after it. */
export const ESTIMATE = {
  /** Median-unbiased; after a selection that of all stages at fixed weights. */
  median: 0,
  lower: 1,
  upper: 2,
  /** Limits of the repeated interval. */
  repeatedLower: 3,
  repeatedUpper: 4,
  /** Of the stages after a selection alone. */
  later: 5,
  laterLower: 6,
  laterUpper: 7,
  /** Drawn towards the estimate of a wider population. */
  shrunken: 8,
  shrunkenLower: 9,
  shrunkenUpper: 10,
  /** Less what being the best of several adds to an estimate. */
  corrected: 11,
  correctedLower: 12,
  correctedUpper: 13,
} as const;

export const ESTIMATES = 14;

/** Where levels are closed, in place of the estimates, by offset. */
export const CLOSING = {
  /** Month in which the level was claimed or closed for good; of the final analysis for the others. */
  month: 0,
  /** Look, from 1, at which it was closed without a claim; NaN where it was not, or was opened again. */
  closedAt: 1,
  /** 1 if it was opened again. */
  reOpened: 2,
} as const;

/** Length of the block. @param adjusted whether it holds estimates that allow for something */
export const decisionsLength = (tests: number, adjusted: boolean): number =>
  tests * (DECISIONS + (adjusted ? ESTIMATES : 0)) + CONDUCTS;

/** Whether a trial has estimates that allow for its looks or for a selection. */
export const isAdjusted = ({ monitoring, estimates }: TrialDesign): boolean =>
  monitoring !== null || estimates !== undefined;
