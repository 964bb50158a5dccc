import { type StagedOutcome, stagedInterval, stagedPValue } from '../single-arm/stagedInference.ts';
import { patientsBy, type Stage } from '../single-arm/stages.ts';
import { umvue } from '../single-arm/umvue.ts';
import type { Analysis } from './analysis.ts';
import { type OneSampleRateOptions, oneSampleRate } from './oneSampleRate.ts';
import { tailScore } from './tailScore.ts';
import type { TwoByTwo } from './twoByTwo.ts';

export interface StagedRateOptions extends Omit<OneSampleRateOptions, 'confidence'> {
  /** Default `stage-wise`. */
  confidence?: 'stage-wise' | 'clopper-pearson' | 'wald';
  /** Default `naive`: the share of responders among all treated, which the early ends bias. */
  estimate?: 'naive' | 'umvue';
}

/** Limits by ends of a trial, kept for its stages: they cost milliseconds and no truth changes them. */
const limitsOf = new WeakMap<readonly Stage[], Map<string, { lower: number; upper: number }>>();

function keptInterval(stages: readonly Stage[], end: StagedOutcome, level: number) {
  const kept = limitsOf.get(stages) ?? new Map<string, { lower: number; upper: number }>();
  limitsOf.set(stages, kept);
  const key = `${end.stage} ${end.x} ${level}`;
  const limits = kept.get(key) ?? stagedInterval(stages, end, level);
  kept.set(key, limits);
  return limits;
}

/**
 * Test of one rate in a trial of stages: z is the normal quantile of the stage-wise p-value, so it rejects at the exact level of the stages
 * where these make the claim.
 *
 * @example
 * // Simon's optimal design for 0.1 against 0.3: 6 responders of 29
 * stagedRate({ n1: 29, x1: 6, n0: 0, x0: 0 }, [{ n: 10, stop: 1, claim: Infinity }, { n: 19, stop: 5, claim: 6 }], { rate: 0.1 }) // p = 0.0471
 */
export function stagedRate(table: TwoByTwo, stages: readonly Stage[], options: StagedRateOptions): Analysis {
  const { rate, better, level = 0.95, confidence = 'stage-wise', estimate = 'naive', ...rest } = options;
  const higher = better !== 'lower';
  const success = higher ? rate : 1 - rate;
  const by = patientsBy(stages);
  // A trial ends with the patients of a whole number of stages.
  const outcome = (n: number, x: number) => ({ stage: by.indexOf(n), x });
  const interval = (n: number, x: number) => {
    const { lower, upper } = keptInterval(stages, outcome(n, x), level);
    return higher ? { lower, upper } : { lower: 1 - upper, upper: 1 - lower };
  };
  const unbiased = (n: number, x: number) => {
    const value = umvue(stages, outcome(n, x));
    return higher ? value : 1 - value;
  };
  return oneSampleRate(
    table,
    { ...rest, rate, better, level, ...(confidence === 'stage-wise' ? {} : { confidence }) },
    {
      score(n, x) {
        const p = stagedPValue(stages, outcome(n, x), success);
        return tailScore(p, 1 - p);
      },
      ...(confidence === 'stage-wise' ? { interval } : {}),
      ...(estimate === 'umvue' ? { estimate: unbiased } : {}),
    },
  );
}
