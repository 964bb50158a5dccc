import { betaQuantile } from '../numeric/beta.ts';
import type { BetaShapes } from '../single-arm/betaBinomial.ts';
import { clopperPearson } from '../single-arm/clopperPearson.ts';
import type { Analysis } from './analysis.ts';
import { type Better, directionSign } from './direction.ts';
import type { TwoByTwo } from './twoByTwo.ts';
import { criticalValue } from './waldInterval.ts';

/** Tables remembered: as many as the 14 bits of their place. */
const SLOTS_KEPT = 1 << 14;

/** What a test of one rate makes of x successes of n, success being what is better. */
export interface OneSampleRule {
  score(n: number, x: number): number;
  /** Limits of the rate of the outcome, in place of those of `confidence`. */
  interval?(n: number, x: number): { lower: number; upper: number };
  /** Estimate of the rate of the outcome, in place of the share observed. */
  estimate?(n: number, x: number): number;
}

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
export function oneSampleRate(table: TwoByTwo, options: OneSampleRateOptions, rule: OneSampleRule): Analysis {
  const { rate, better, confidence = 'clopper-pearson', prior = { a: 1, b: 1 }, level = 0.95 } = options;
  const higher = directionSign(better) === 1;
  const c = criticalValue(level);
  const tail = (1 - level) / 2;
  const wald = confidence === 'wald' && rule.interval === undefined;
  const keys = new Float64Array(SLOTS_KEPT).fill(-1);
  const values = new Float64Array(4 * SLOTS_KEPT);

  function limits(n: number, x: number): { lower: number; upper: number } {
    if (rule.interval !== undefined) return rule.interval(n, higher ? x : n - x);
    if (confidence !== 'credible') return clopperPearson(x, n, level);
    const [a, b] = [prior.a + x, prior.b + n - x];
    return { lower: betaQuantile(tail, a, b), upper: betaQuantile(1 - tail, a, b) };
  }

  /** z, estimate and limits of a table that is not remembered. */
  function remember(n: number, x: number, slot: number): void {
    const successes = higher ? x : n - x;
    values[slot] = rule.score(n, successes);
    values[slot + 3] = rule.estimate === undefined ? x / n : rule.estimate(n, successes);
    if (wald) return;
    const { lower, upper } = limits(n, x);
    values[slot + 1] = lower;
    values[slot + 2] = upper;
  }

  return (out, at) => {
    const n = table.n1 + table.n0;
    const x = table.x1 + table.x0;
    if (n === 0) {
      out.fill(Number.NaN, at, at + 5);
      return;
    }
    const observed = x / n;
    const se = Math.sqrt((observed * (1 - observed)) / n);
    const key = n * 65536 + x;
    const place = (Math.imul(x, 0x9e3779b1) ^ Math.imul(n, 0xc2b2ae35)) >>> 18;
    const slot = 4 * place;
    if (keys[place] !== key) {
      remember(n, x, slot);
      keys[place] = key;
    }
    out[at] = values[slot];
    out[at + 1] = values[slot + 3] - rate;
    out[at + 2] = se;
    out[at + 3] = (wald ? observed - c * se : values[slot + 1]) - rate;
    out[at + 4] = (wald ? observed + c * se : values[slot + 2]) - rate;
  };
}
