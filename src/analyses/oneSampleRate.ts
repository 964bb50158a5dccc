import { betaQuantile } from '../numeric/beta.ts';
import type { BetaShapes } from '../single-arm/betaBinomial.ts';
import { clopperPearson } from '../single-arm/clopperPearson.ts';
import { type Analysis, SLOT, SLOTS } from './analysis.ts';
import { type Better, directionSign } from './direction.ts';
import type { TwoByTwo } from './twoByTwo.ts';
import { criticalValue } from './waldInterval.ts';

/** Tables remembered: as many as the 14 bits of their place. */
const SLOTS_KEPT = 1 << 14;

/** Numbers of a table: what an analysis writes, and which table it is, 1 more than its key so that 0 is none. */
const KEPT = SLOTS + 1;
/** Places from n to n + 1: tables that a trial gives lie near each other, so that few pages of memory hold them. */
const ROW = 64;

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
  const kept = new Float64Array(KEPT * SLOTS_KEPT);

  function limits(n: number, x: number): { lower: number; upper: number } {
    if (rule.interval !== undefined) return rule.interval(n, higher ? x : n - x);
    if (confidence !== 'credible') return clopperPearson(x, n, level);
    const [a, b] = [prior.a + x, prior.b + n - x];
    return { lower: betaQuantile(tail, a, b), upper: betaQuantile(1 - tail, a, b) };
  }

  /** What is said of a table. */
  function remember(n: number, x: number, key: number, slot: number): void {
    const successes = higher ? x : n - x;
    const observed = x / n;
    const se = Math.sqrt((observed * (1 - observed)) / n);
    const { lower, upper } = wald ? { lower: observed - c * se, upper: observed + c * se } : limits(n, x);
    kept[slot + SLOT.z] = rule.score(n, successes);
    kept[slot + SLOT.estimate] =
      (rule.estimate === undefined ? observed : rule.estimate(n, successes)) - rate;
    kept[slot + SLOT.standardError] = se;
    kept[slot + SLOT.lower] = lower - rate;
    kept[slot + SLOT.upper] = upper - rate;
    kept[slot + SLOTS] = key;
  }

  return (out, at) => {
    const n = table.n1 + table.n0;
    const x = table.x1 + table.x0;
    if (n === 0) {
      out.fill(Number.NaN, at, at + SLOTS);
      return;
    }
    const key = n * 65536 + x + 1;
    const slot = KEPT * ((n * ROW + x) & (SLOTS_KEPT - 1));
    if (kept[slot + SLOTS] !== key) remember(n, x, key, slot);
    for (let i = 0; i < SLOTS; i++) out[at + i] = kept[slot + i];
  };
}
