import type { BasketRefusal } from './refusals.ts';

/** What an analysis must know of the trial before it sees data. */
export interface BasketSetting {
  /** Rate that a basket has to exceed, in (0, 1), by basket: one number a basket. */
  readonly nullRates: readonly number[];
  /** The most patients that a basket can have: what is tabulated is tabulated up to there. */
  readonly mostPatients: number;
  /** The most patients of the trial; baskets x mostPatients where not given. The fewer, the faster hierarchical models. */
  readonly mostInAll?: number;
  /** Level of the intervals, in (0, 1); null leaves them NaN and saves their time. */
  readonly level: number | null;
  /** Whether somebody reads `borrowed`; false where not given. */
  readonly borrowing?: boolean;
}

/** What is said of each basket: four numbers a basket, written by `analyse`. */
export interface BasketPosteriors {
  /** Posterior mean of the rate; the observed rate for the exact binomial (NaN without a patient). */
  readonly mean: Float64Array;
  /** Posterior probability that the rate exceeds the null rate; 1 - one-sided p for the exact binomial. */
  readonly above: Float64Array;
  /** Limits of the equal-tailed interval; of Clopper and Pearson for the exact binomial; NaN without a level. */
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /**
   * Where it is given and the analysis borrows pair by pair (`tellsBorrowing`): at [j k + i] of k baskets how much j takes from i, in [0, 1]:
   * the weight of its data, or the posterior probability that the two are exchangeable.
   */
  readonly borrowed?: Float64Array;
  /** Sum of the shapes where the posterior is a beta law, prior and borrowed patients included; NaN where it is none. */
  readonly size: Float64Array;
}

/**
 * The one form of every basket analysis: set up once (priors, parameters, null rates), then called in every replicate.
 *
 * A basket is claimed where `above` >= the cut-off, at equality too.
 */
export interface BasketAnalysis {
  readonly baskets: number;
  /**
   * Reads n[0..baskets) and x[0..baskets), writes the posteriors. Allocates nothing but entries of its tables, each
   * made when its (n, x) is first seen.
   *
   * @param n patients assessed, by basket: whole, 0..mostPatients; a basket may be empty
   * @param x responders, by basket: whole, 0..n
   */
  readonly analyse: (n: ArrayLike<number>, x: ArrayLike<number>, out: BasketPosteriors) => void;
}

/** What a file of this room gives: the reasons to refuse, and the analysis for options without one. */
export interface BasketMethod<Options> {
  /** The options with what is not given filled in: what `build` goes by, and what a report tells. */
  readonly filled: (options: Options, setting: BasketSetting) => Options;
  readonly check: (options: Options, setting: BasketSetting) => BasketRefusal[];
  readonly build: (options: Options, setting: BasketSetting) => BasketAnalysis;
}

/** Room for the posteriors of so many baskets. @example basketPosteriors(4).mean.length // 4 */
export function basketPosteriors(baskets: number): BasketPosteriors {
  return {
    mean: new Float64Array(baskets),
    above: new Float64Array(baskets),
    lower: new Float64Array(baskets).fill(Number.NaN),
    upper: new Float64Array(baskets).fill(Number.NaN),
    size: new Float64Array(baskets).fill(Number.NaN),
  };
}
