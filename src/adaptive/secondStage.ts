import { chebyshevSum } from '../group-sequential/chebyshev.ts';
import { normalUpperQuantile, normalUpperTail } from '../numeric/normal.ts';
import { findRoot } from '../numeric/roots.ts';
import { type StageTest, stageIntersection } from './stageIntersection.ts';

/**
 * What the z of a second stage must reach for the rejections of two populations' closed test, given the first stage.
 *
 * Their intersection is rejected where either z reaches its `either`, or both reach their `both`; a population where it also reaches its
 * `own`. Of a population alone `either` holds what its z must reach for the intersection. -Infinity: whatever it is; Infinity: never.
 */
export interface Needed {
  readonly own: Float64Array;
  readonly either: Float64Array;
  readonly both: Float64Array;
}

/** How the stages of two populations are put together. */
export interface TwoStageTest {
  /** Populations (bit j) rejected by the first stage: each by itself, and bit 2 their intersection. */
  early(z: Float64Array): number;
  /** @param left those who go on, as a mask @returns the same arrays at every call */
  needed(z: Float64Array, left: number): Needed;
}

/** The intersection of two z at a stage, and what it takes to reach a value. */
export interface PairTest {
  /** z of the intersection. */
  value(z: Float64Array): number;
  /** The greater z with which the intersection has the value. */
  either(value: number): number;
  /** What both z must reach, where that is less. */
  both(value: number): number;
}

const [LEAST, MOST, POINTS] = [-5, 9, 40];

/** A Bonferroni, Sidak, Simes or Spiessens-Debois test of two z with a known correlation. */
export function pairTest(test: StageTest, correlation: number): PairTest {
  const intersection = stageIntersection(test);
  const value = (z: Float64Array) => intersection(z, 0b11, correlation);
  // Simes's with the other z far below is Bonferroni's.
  const ofGreater = stageIntersection(test === 'simes' ? 'bonferroni' : test);
  const equal = new Float64Array(2);
  const greatest = (z: number) => {
    equal.fill(z);
    return ofGreater(equal, 0b11, correlation);
  };
  const [middle, half] = [(LEAST + MOST) / 2, (MOST - LEAST) / 2];
  // The cost is smooth in the value, so that it is tabulated: it is wanted at every point of an integral.
  const cost = chebyshevSum(
    ([x]) => {
      const wanted = middle + half * x;
      return findRoot((z) => greatest(z) - wanted, wanted - 1e-9, wanted + 8, 1e-12) - wanted;
    },
    [POINTS],
  );
  const at = new Float64Array(1);
  return {
    value,
    either(wanted) {
      if (!Number.isFinite(wanted)) return wanted;
      at[0] = (Math.max(LEAST, Math.min(MOST, wanted)) - middle) / half;
      return wanted + cost.value(at);
    },
    both: (wanted) => (test === 'simes' ? wanted : Number.POSITIVE_INFINITY),
  };
}

/** What two stages are put together of. */
interface TwoStages {
  readonly first: PairTest;
  /** Of the second stage's own z; of the pooled test that of all data. */
  readonly second: PairTest;
}

/**
 * The inverse-normal combination.
 *
 * @param weights of the stages
 * @param upper bounds of the two looks
 */
export function inverseNormalStages(
  { first, second }: TwoStages,
  weights: ArrayLike<number>,
  upper: readonly number[],
): TwoStageTest {
  const whole = Math.hypot(weights[0], weights[1]) * upper[1];
  return combined(first, second, upper[0], (z) => (whole - weights[0] * z) / weights[1]);
}

/** Fisher's product of the p-values against critical products. */
export function fisherStages({ first, second }: TwoStages, product: readonly number[]): TwoStageTest {
  const early = product[0] > 0 ? normalUpperQuantile(product[0]) : Number.POSITIVE_INFINITY;
  return combined(first, second, early, (z) => {
    const p = product[1] / normalUpperTail(z);
    return p >= 1 ? Number.NEGATIVE_INFINITY : normalUpperQuantile(p);
  });
}

/** @param wanted of the second stage, given the z of a hypothesis in the first */
function combined(
  first: PairTest,
  second: PairTest,
  bound: number,
  wanted: (z: number) => number,
): TwoStageTest {
  const needed = places();
  return {
    early: (z) => earlyMask(z, bound, first),
    needed(z, left) {
      for (let j = 0; j < 2; j++) needed.own[j] = wanted(z[j]);
      const pair = wanted(first.value(z));
      needed.either.fill(left === 0b11 ? second.either(pair) : pair);
      needed.both.fill(left === 0b11 ? second.both(pair) : Number.POSITIVE_INFINITY);
      return needed;
    },
  };
}

/**
 * Conditional errors of the Spiessens-Debois test of the final data.
 *
 * @param bounds of one population by itself, and of the greater z of two
 * @param tail P(either z of a stage without effects reaches its limit), as `unionTail` of two
 */
export function conditionalErrorStages(
  fraction: number,
  bounds: readonly [number, number],
  tail: (limits: Float64Array) => number,
): TwoStageTest {
  const [before, after] = [Math.sqrt(fraction), Math.sqrt(1 - fraction)];
  const needed = places();
  return {
    early: () => 0,
    needed(z, left) {
      needed.both.fill(Number.POSITIVE_INFINITY);
      for (let j = 0; j < 2; j++) {
        needed.own[j] = (bounds[0] - before * z[j]) / after;
        needed.either[j] = (bounds[1] - before * z[j]) / after;
      }
      if (left !== 0b11) needed.either.fill(normalUpperQuantile(tail(needed.either)));
      return needed;
    },
  };
}

/**
 * The naive test of the pooled data of those who are left, as if nobody had been chosen.
 *
 * @param share of the first look in the final information of population j, where those of a mask go on
 */
export function pooledStages(
  { first, second }: TwoStages,
  upper: readonly number[],
  share: (left: number, j: number) => number,
): TwoStageTest {
  const needed = places();
  return {
    early: (z) => earlyMask(z, upper[0], first),
    needed(z, left) {
      for (let j = 0; j < 2; j++) {
        const f = share(left, j);
        const ofSecond = (value: number) => (value - Math.sqrt(f) * z[j]) / Math.sqrt(1 - f);
        needed.own[j] = ofSecond(upper[1]);
        needed.either[j] = left === 0b11 ? ofSecond(second.either(upper[1])) : needed.own[j];
        needed.both[j] = left === 0b11 ? ofSecond(second.both(upper[1])) : Number.POSITIVE_INFINITY;
      }
      return needed;
    },
  };
}

const places = (): Needed => ({
  own: new Float64Array(2),
  either: new Float64Array(2),
  both: new Float64Array(2),
});

function earlyMask(z: Float64Array, bound: number, pair: PairTest): number {
  if (bound === Number.POSITIVE_INFINITY) return 0;
  return Number(z[0] >= bound) | (Number(z[1] >= bound) << 1) | (Number(pair.value(z) >= bound) << 2);
}
