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
const KINDS = ['claim', 'bias', 'error', 'cover'] as const;
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
  private readonly active: Uint8Array;

  constructor(truth: BasketTruth) {
    this.truth = truth;
    this.active = Uint8Array.from(truth.rates, (rate, j) => (rate > truth.nullRates[j] ? 1 : 0));
    const places = KINDS.length * truth.rates.length + 4;
    this.sum = new Float64Array(places);
    this.square = new Float64Array(places);
  }

  /** One trial, with what was claimed in it: 1 or 0 by basket. */
  add(weight: number, claimed: ArrayLike<number>, { mean, lower, upper }: BasketPosteriors): void {
    const { sum, square, active } = this;
    const { rates } = this.truth;
    const k = active.length;
    let anyFalse = 0;
    let anyTrue = 0;
    let correct = 0;
    for (let j = 0; j < k; j++) {
      const claim = claimed[j];
      anyTrue |= claim & active[j];
      anyFalse |= claim & ~active[j];
      correct += claim === active[j] ? 1 : 0;
      const error = mean[j] - rates[j];
      const part = weight * error;
      // Of a number that is 0 or 1 the square is the number: it is filled in when they are read.
      sum[j] += weight * claim;
      sum[k + j] += part;
      square[k + j] += part * error;
      sum[2 * k + j] += part * error;
      square[2 * k + j] += part * error * error * error;
      const from = lower[j];
      sum[3 * k + j] += from <= rates[j] && rates[j] <= upper[j] ? weight : Number.isNaN(from) ? from : 0;
    }
    const whole = KINDS.length * k;
    sum[whole + FALSE] += weight * (anyFalse & 1);
    sum[whole + TRUE] += weight * anyTrue;
    sum[whole + CORRECT] += weight * correct;
    square[whole + CORRECT] += weight * correct * correct;
    sum[whole + RIGHT] += correct === k ? weight : 0;
    this.weight += weight;
    this.trials++;
  }

  /** @param simulated whether the trials were drawn, and their numbers have Monte Carlo errors */
  read(simulated: boolean): BasketCharacteristics {
    const { rates, nullRates } = this.truth;
    const k = rates.length;
    const at = (place: number, squares: Float64Array): Estimated => {
      const value = this.sum[place] / this.weight;
      const variance = Math.max(0, squares[place] / this.weight - value * value);
      return { value, mcse: simulated ? Math.sqrt(variance / Math.max(1, this.trials - 1)) : 0 };
    };
    const row = (kind: (typeof KINDS)[number]) => {
      const squares = kind === 'claim' || kind === 'cover' ? this.sum : this.square;
      return rates.map((_, j) => at(KINDS.indexOf(kind) * k + j, squares));
    };
    const whole = (place: number) => at(KINDS.length * k + place, place === CORRECT ? this.square : this.sum);
    const active = rates.filter((rate, j) => rate > nullRates[j]).length;
    return {
      claim: row('claim'),
      anyFalse: active === k ? null : whole(FALSE),
      anyTrue: active === 0 ? null : whole(TRUE),
      correct: whole(CORRECT),
      rightSet: whole(RIGHT),
      mean: row('bias').map(({ value, mcse }, j) => ({ value: value + rates[j], mcse })),
      bias: row('bias'),
      mse: row('error'),
      coverage: row('cover').map((cover) => (Number.isNaN(cover.value) ? null : cover)),
    };
  }
}
