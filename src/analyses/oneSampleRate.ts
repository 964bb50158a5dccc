import { betaQuantile } from '../numeric/beta.ts';
import type { BetaShapes } from '../single-arm/betaBinomial.ts';
import { clopperPearson } from '../single-arm/clopperPearson.ts';
import type { Analysis } from './analysis.ts';
import { type Better, directionSign } from './direction.ts';
import { cachedByTable } from './tableCache.ts';
import type { TwoByTwo } from './twoByTwo.ts';
import { criticalValue } from './waldInterval.ts';

/** z of x successes of n, success being what is better. */
export type OneSampleScore = (n: number, x: number) => number;

export interface OneSampleRateOptions {
  /** Rate that the arm is held against, in (0,1). */
  rate: number;
  /** Default `higher`. */
  better?: Better;
  /** Default `clopper-pearson`; `credible` needs the prior. */
  confidence?: 'clopper-pearson' | 'wald' | 'credible';
  /** Of the credible interval, on the rate of the outcome. */
  prior?: BetaShapes;
  /** Default 0.95. */
  level?: number;
}

/**
 * The frame of the tests of one rate: reads all patients of a table (in a single-arm trial one side is empty), reports rate minus the fixed rate with its standard
 * error and interval, and a z of the test's own, remembered by table.
 *
 * Nobody in the arm: all NaN.
 */
export function oneSampleRate(
  table: TwoByTwo,
  options: OneSampleRateOptions,
  score: OneSampleScore,
): Analysis {
  const { rate, better, confidence = 'clopper-pearson', prior = { a: 1, b: 1 }, level = 0.95 } = options;
  const higher = directionSign(better) === 1;
  const c = criticalValue(level);
  const tail = (1 - level) / 2;
  const z = cachedByTable((n, x) => score(n, higher ? x : n - x));
  const limit = (side: 0 | 1) =>
    cachedByTable((n, x) => {
      if (confidence === 'credible')
        return betaQuantile(side ? 1 - tail : tail, prior.a + x, prior.b + n - x);
      const { lower, upper } = clopperPearson(x, n, level);
      return side ? upper : lower;
    });
  const lower = limit(0);
  const upper = limit(1);
  return (out, at) => {
    const n = table.n1 + table.n0;
    const x = table.x1 + table.x0;
    if (n === 0) {
      out.fill(Number.NaN, at, at + 5);
      return;
    }
    const observed = x / n;
    const se = Math.sqrt((observed * (1 - observed)) / n);
    const wald = confidence === 'wald';
    out[at] = z(n, x, 0, 0);
    out[at + 1] = observed - rate;
    out[at + 2] = se;
    out[at + 3] = (wald ? observed - c * se : lower(n, x, 0, 0)) - rate;
    out[at + 4] = (wald ? observed + c * se : upper(n, x, 0, 0)) - rate;
  };
}
