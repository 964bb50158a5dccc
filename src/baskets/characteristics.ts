import type { BasketPosteriors } from './basketAnalysis.ts';

/** The truth of a trial and what is claimed in it. */
export interface BasketTruth {
  /** True rate, by basket. */
  readonly rates: readonly number[];
  /** Rate to exceed, by basket: a claim is false where rate <= null rate. */
  readonly nullRates: readonly number[];
}

/**
 * A number with its Monte Carlo standard error: 0 where it is enumerated, and where all simulated trials agree. An event
 * that none of R trials has seen has a probability below 3 / R, with 95 % confidence.
 */
export interface Estimated {
  readonly value: number;
  readonly mcse: number;
}

/** Operating characteristics of a basket trial under one truth. */
export interface BasketCharacteristics {
  /** Probability of a claim, by basket: type I error where the truth is null, power elsewhere. */
  readonly claim: readonly Estimated[];
  /** Probability of any false claim; null where every basket is active. */
  readonly anyFalse: Estimated | null;
  /** Probability of any true claim; null where every basket is null. */
  readonly anyTrue: Estimated | null;
  /** Expected number of baskets decided rightly. */
  readonly correct: Estimated;
  /** Probability that the baskets claimed are the active ones, no more and no fewer. */
  readonly rightSet: Estimated;
  /** Expected posterior mean, its bias and mean squared error against the true rate, by basket. */
  readonly mean: readonly Estimated[];
  readonly bias: readonly Estimated[];
  readonly mse: readonly Estimated[];
  /** Probability that the interval holds the true rate, by basket; null without intervals. */
  readonly coverage: readonly (Estimated | null)[];
}

/** Sums by kind, then basket; the last three kinds have one place. */
const KINDS = ['claim', 'mean', 'error', 'cover'] as const;
const FALSE = 0;
const TRUE = 1;
const CORRECT = 2;
const RIGHT = 3;

/** Weighted sums of decisions and estimates over trials: weights are probabilities (enumeration) or 1 (simulation). */
export class BasketTally {
  private readonly sum: Float64Array;
  private readonly square: Float64Array;
  private weight = 0;
  private trials = 0;
  private readonly truth: BasketTruth;

  constructor(truth: BasketTruth) {
    this.truth = truth;
    const places = KINDS.length * truth.rates.length + 4;
    this.sum = new Float64Array(places);
    this.square = new Float64Array(places);
  }

  /** One trial, with what was claimed in it: 1 or 0 by basket. */
  add(weight: number, claimed: ArrayLike<number>, posteriors: BasketPosteriors): void {
    const { rates, nullRates } = this.truth;
    const k = rates.length;
    let anyFalse = 0;
    let anyTrue = 0;
    let correct = 0;
    for (let j = 0; j < k; j++) {
      const active = rates[j] > nullRates[j] ? 1 : 0;
      if (claimed[j] === 1 && active === 1) anyTrue = 1;
      if (claimed[j] === 1 && active === 0) anyFalse = 1;
      if (claimed[j] === active) correct++;
      const error = posteriors.mean[j] - rates[j];
      const covers = posteriors.lower[j] <= rates[j] && rates[j] <= posteriors.upper[j] ? 1 : 0;
      this.count(j, weight, claimed[j]);
      this.count(k + j, weight, posteriors.mean[j]);
      this.count(2 * k + j, weight, error * error);
      this.count(3 * k + j, weight, Number.isNaN(posteriors.lower[j]) ? Number.NaN : covers);
    }
    this.count(KINDS.length * k + FALSE, weight, anyFalse);
    this.count(KINDS.length * k + TRUE, weight, anyTrue);
    this.count(KINDS.length * k + CORRECT, weight, correct);
    this.count(KINDS.length * k + RIGHT, weight, correct === k ? 1 : 0);
    this.weight += weight;
    this.trials++;
  }

  private count(place: number, weight: number, value: number): void {
    this.sum[place] += weight * value;
    this.square[place] += weight * value * value;
  }

  /** @param simulated whether the trials were drawn, and their numbers have Monte Carlo errors */
  read(simulated: boolean): BasketCharacteristics {
    const { rates, nullRates } = this.truth;
    const k = rates.length;
    const at = (place: number): Estimated => {
      const value = this.sum[place] / this.weight;
      const variance = Math.max(0, this.square[place] / this.weight - value * value);
      return { value, mcse: simulated ? Math.sqrt(variance / Math.max(1, this.trials - 1)) : 0 };
    };
    const row = (kind: (typeof KINDS)[number]) => rates.map((_, j) => at(KINDS.indexOf(kind) * k + j));
    const whole = (place: number) => at(KINDS.length * k + place);
    const active = rates.filter((rate, j) => rate > nullRates[j]).length;
    return {
      claim: row('claim'),
      anyFalse: active === k ? null : whole(FALSE),
      anyTrue: active === 0 ? null : whole(TRUE),
      correct: whole(CORRECT),
      rightSet: whole(RIGHT),
      mean: row('mean'),
      bias: row('mean').map(({ value, mcse }, j) => ({ value: value - rates[j], mcse })),
      mse: row('error'),
      coverage: row('cover').map((cover) => (Number.isNaN(cover.value) ? null : cover)),
    };
  }
}
