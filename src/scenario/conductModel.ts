/** How a trial decides: multiple tests together, and looks that may stop it. Part of the normalised scenario. */

import type { ClaimExpression } from './claimModel.ts';

/** Share of alpha that a rejected hypothesis passes on; `epsilon` is the coefficient of a vanishing share. */
export type Transition = number | { value: number; epsilon: number };

/** How the intersection hypotheses of a closed test are tested. */
type IntersectionMethod = 'bonferroni' | 'simes' | 'parametric';

/** A multiple testing procedure. Hypotheses are numbered as in `Multiplicity.of`. */
export type MultipleProcedure =
  | { kind: 'none' | 'hochberg' | 'hommel' }
  /** The last three are closed tests: Simes, Sidak, and with the known correlation (Dunnett, Spiessens & Debois). */
  | { kind: 'bonferroni' | 'holm' | 'simes' | 'sidak' | 'parametric'; weights: number[] }
  | { kind: 'fixed-sequence'; order: number[] }
  | { kind: 'fallback'; order: number[]; weights: number[]; exhaustive: boolean }
  | { kind: 'graph'; weights: number[]; transitions: Transition[][]; test: IntersectionMethod }
  | {
      kind: 'closed';
      intersections: { members: number[]; weights: number[] }[];
      test: IntersectionMethod;
    }
  /** Of overall, subgroup. */
  | {
      kind: 'overall-subgroup';
      split: { overall: number } | { weights: [number, number] };
      step: 'closed' | 'single';
    }
  /** Of M+, M-, overall. */
  | { kind: 'mast'; alphaPositive: number }
  /** Of overall, M+, interaction. */
  | { kind: 'interaction-gated'; gate: number; unadjusted: boolean };

/** Combination of the p-values of stages. */
export type Combination = 'inverse-normal' | 'fisher' | 'conditional-error';

/** The family of tests that share an alpha. Tests outside it keep their own. */
export interface Multiplicity {
  /** Names of the tests. */
  of: string[];
  procedure: MultipleProcedure;
  /** Of the family, as sided. */
  alpha: number;
  sided: 1 | 2;
  /** Stage-wise p-values of the intersections are combined; null where the tests use all data of a look. */
  combine: Combination | null;
  /** Data of a stage: of its own patients, or what it adds to the statistics. Not read without `combine`. */
  stages: 'patients' | 'increments';
  /** Events to which the patients of the first stage are followed, where a time-to-event endpoint has stages of patients. */
  firstStageEvents: number | null;
  /** Planned shares of the information by look, for weights and bounds of combined stages; without, by what the looks wait for. */
  fractions?: number[];
  /** Run although an assumption fails or is not shown. */
  insist: boolean;
}

/** How alpha (or beta) is spent over the looks. */
export type Spending =
  | { kind: 'lan-demets-obrien-fleming' | 'lan-demets-pocock' }
  | { kind: 'hwang-shih-decani'; gamma: number }
  | { kind: 'kim-demets'; rho: number }
  /** Cumulative alpha by look. */
  | { kind: 'user'; spent: number[] };

/** Bounds for planned information. */
export type ClassicalBounds =
  | { kind: 'obrien-fleming' | 'pocock' }
  | { kind: 'wang-tsiatis'; shape: number }
  | { kind: 'haybittle-peto'; z: number }
  /** Posterior probability of benefit at every look before the last; at the last the level of the test. */
  | { kind: 'posterior probability'; reaches: number }
  /** Of levels that are closed: see the criterion of the same name. */
  | { kind: 'predictive probability'; reaches: number };

/** When a test is dropped at a look. */
export type FutilityCriterion =
  | { kind: 'z'; below: number }
  /** Of rejecting at a later look, at the trend of the data, at full alpha. */
  | { kind: 'conditional power'; below: number }
  /** The same averaged over a flat prior. */
  | { kind: 'predictive power'; below: number }
  /** Estimated hazard ratio. */
  | { kind: 'hazard ratio'; above: number }
  /** Estimated difference (log ratio), counted positive where the experimental arm is better. */
  | { kind: 'effect'; below: number }
  /** Of benefit; of a test without one the normal distribution function of its z. */
  | { kind: 'posterior probability'; below: number }
  /** Of a level's having in the end the responders that it would be claimed with alone, given all data at the look. */
  | { kind: 'predictive probability'; below: number }
  | { kind: 'beta spending'; spending: Spending; beta: number };

export interface FutilityRule {
  criterion: FutilityCriterion;
  /** Names of the tests. */
  of: string[];
  /** Looks from 1, without the last. */
  at: number[];
  /** Whether alpha counts on its being obeyed. */
  binding: boolean;
}

export type SelectionMeasure =
  | 'estimate'
  | 'z'
  | 'conditional power'
  | 'predictive power'
  | 'posterior probability';

/** Which tests go on after the look; the populations of the others are not recruited any more. */
export interface Selection {
  /** Look from 1, before the last. */
  after: number;
  /** Names of the tests among which is chosen; one outside the family stands for the family's test of its population. */
  from: string[];
  by: SelectionMeasure;
  rule:
    | { kind: 'best' | 'all' }
    | { kind: 'r best'; r: number }
    | { kind: 'epsilon' | 'threshold'; value: number };
  recruit: 'selected' | 'all';
  /** Moves the number that the final look waits for, up to `most`, to where conditional power is `power`; null leaves it. */
  reassess: { power: number; most: number } | null;
}

/** Levels of a factor that are recruited until their own test is decided. */
export interface Closing {
  /** Name of the test `in: each FACTOR` as written. */
  tests: string;
  /** Places of a closed level: `lost`, its patients are not replaced; `to others`, as far as quotas allow. */
  places: 'lost' | 'to others';
  /** Whether a level that was dropped is recruited again where a later look would not drop it. */
  reOpens: boolean;
  /** Whether recruitment rests from the patient that a look waits for until the look. */
  pauses: boolean;
}

/** What looks do. Without it they are analysed and stop nothing. */
export interface Monitoring {
  /** Null: no rejection before the final look, and all of alpha there. */
  bounds: Spending | ClassicalBounds | null;
  /** Whether fractions of information are those seen or those planned. */
  information: 'actual' | 'planned';
  futility: FutilityRule[];
  /** Stops the trial besides the rule that every hypothesis is rejected or dropped; null for that rule alone. */
  stopWhen: ClaimExpression | null;
  select: Selection | null;
  close: Closing | null;
}
