import type { Analysis } from '../analyses/analysis.ts';
import { tailScore } from '../analyses/tailScore.ts';
import type { TwoByTwo } from '../analyses/twoByTwo.ts';
import { criticalValue } from '../analyses/waldInterval.ts';
import { type BasketSetting, basketPosteriors } from '../baskets/basketAnalysis.ts';
import { type BasketSpec, createBasketAnalysis, tellsBorrowing } from '../baskets/methods.ts';
import { isBasketMethod } from '../scenario/basketMethods.ts';
import type { TestSpec } from '../scenario/model.ts';
import { predictiveWriter } from './predictiveLevels.ts';

/** The tests of all levels of one `in: each FACTOR`, analysed together. */
export interface BasketTests {
  /** Analyses the levels from their tables as they stand. */
  refresh(): void;
  /** What the analysis says of each level, in the order of the tests. */
  readonly analyses: readonly Analysis[];
  /** By level, refreshed with the rest; null where no look asks for it. */
  readonly predictive: Float64Array | null;
}

/** Whether a test is one of those that a basket analysis makes together. */
export function isJoint({ basket, by }: TestSpec): boolean {
  return basket !== null && isBasketMethod(by);
}

/** The basket analysis of the tests of one group, as its room knows it: donors by place, sources by the outcome that is better. */
export function basketSpecOf(tests: readonly TestSpec[], better: 'higher' | 'lower'): BasketSpec {
  const [{ by, basket }] = tests;
  const { donors, sources, ...options } = basket?.options ?? {};
  const places = (donors as string[] | undefined)?.map((name) =>
    tests.findIndex((test) => test.basket?.level === name),
  );
  const outside = (sources as { n: number; x: number }[] | undefined)?.map(({ n, x }) => ({
    n,
    x: better === 'higher' ? x : n - x,
  }));
  return {
    ...options,
    ...(places === undefined ? {} : { donors: places }),
    ...(outside === undefined ? {} : { sources: outside }),
    by,
  } as BasketSpec;
}

/** Rates that the levels are held against, in terms of what is better. */
function nullRatesOf(tests: readonly TestSpec[], better: 'higher' | 'lower'): number[] {
  return tests.map(({ against }) => {
    if (against?.kind !== 'rate') throw new TypeError('a basket without a rate to be held against');
    return better === 'higher' ? against.value : 1 - against.value;
  });
}

/**
 * What a basket analysis must know of a trial. While a cut-off is still to be found, nobody reads intervals.
 *
 * @param mostPatients of the trial: all may be of one level
 */
export function basketSetting(
  tests: readonly TestSpec[],
  better: 'higher' | 'lower',
  mostPatients: number,
): BasketSetting {
  const nullRates = nullRatesOf(tests, better);
  const level = tests[0].basket?.calibrate ? null : 0.95;
  return { nullRates, mostPatients, mostInAll: mostPatients, level };
}

/** Tests that one basket analysis makes together, family by family. */
export function basketFamilies(tests: readonly TestSpec[]): TestSpec[][] {
  const joint = tests.filter(isJoint);
  const names = [...new Set(joint.map((test) => test.basket?.test))];
  return names.map((name) => joint.filter((test) => test.basket?.test === name));
}

/** Tests of the levels of one factor whose cut-off is calibrated, family by family. */
export function calibratedFamilies(tests: readonly TestSpec[]): TestSpec[][] {
  const names = [...new Set(tests.flatMap(({ basket }) => (basket?.calibrate ? [basket.test] : [])))];
  return names.map((name) => tests.filter(({ basket }) => basket?.test === name));
}

/** Families whose levels say how much they take from each other, each a block of (levels)^2 numbers, one after the other. */
export function borrowingFamilies(tests: readonly TestSpec[]): TestSpec[][] {
  return basketFamilies(tests).filter(([{ by }]) => tellsBorrowing(by));
}

/** Distance between the limits of a 95 % interval in standard errors. */
const WIDTH = 2 * criticalValue();

/**
 * z is the normal quantile of the posterior probability of being better than the fixed rate, the estimate the posterior mean less
 * the fixed rate, the standard error that of a normal law with the interval's limits.
 *
 * @param tables of each level
 * @param mostPatients of the trial
 * @param borrowed receives how much each level takes from each other, see `BasketPosteriors`; null where nobody reads it
 */
export function createBasketTests(
  tests: readonly TestSpec[],
  tables: readonly TwoByTwo[],
  better: 'higher' | 'lower',
  mostPatients: number,
  borrowed: Float64Array | null = null,
): BasketTests {
  const setting = { ...basketSetting(tests, better, mostPatients), borrowing: borrowed !== null };
  const rates = setting.nullRates;
  const analysis = createBasketAnalysis(basketSpecOf(tests, better), setting);
  const posteriors = {
    ...basketPosteriors(tests.length),
    ...(borrowed === null ? {} : { borrowed }),
  };
  const n = new Int32Array(tests.length);
  const x = new Int32Array(tests.length);
  const sign = better === 'higher' ? 1 : -1;
  /** The last probability of which a score was taken, and that. */
  const last = new Float64Array(2).fill(Number.NaN);
  const writePredictive = predictiveWriter(tests, rates);
  const predictive = writePredictive === null ? null : new Float64Array(tests.length);
  return {
    predictive,
    refresh() {
      for (let b = 0; b < tables.length; b++) {
        const table = tables[b];
        n[b] = table.n1 + table.n0;
        x[b] = table.x1 + table.x0;
        if (sign < 0) x[b] = n[b] - x[b];
      }
      analysis.analyse(n, x, posteriors);
      if (predictive !== null) writePredictive?.(n, x, posteriors, predictive);
    },
    analyses: tests.map((_, b): Analysis => {
      const { mean, above, lower, upper } = posteriors;
      const [low, high] = sign > 0 ? [lower, upper] : [upper, lower];
      return (out, at) => {
        // Of a pooled rate all levels say the same.
        if (above[b] !== last[0]) {
          last[0] = above[b];
          last[1] = tailScore(1 - above[b], above[b]);
        }
        out[at] = last[1];
        out[at + 1] = sign * (mean[b] - rates[b]);
        out[at + 2] = (upper[b] - lower[b]) / WIDTH;
        out[at + 3] = sign * (low[b] - rates[b]);
        out[at + 4] = sign * (high[b] - rates[b]);
      };
    }),
  };
}
