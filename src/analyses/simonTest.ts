import { binomialUpperTail } from '../numeric/binomial.ts';
import { type TwoStageDesign, twoStages } from '../single-arm/simon.ts';
import { stagedCharacteristics } from '../single-arm/stages.ts';
import type { Analysis } from './analysis.ts';
import { type OneSampleRateOptions, oneSampleRate } from './oneSampleRate.ts';
import { tailScore } from './tailScore.ts';
import type { TwoByTwo } from './twoByTwo.ts';

/**
 * p-value of a two-stage trial by stage-wise ordering: whatever went on is more extreme than what stopped.
 *
 * Source: Jung, Owzar, George & Lee, Clin Trials 2006;3:499-505 (their ordering by the estimate differs where stages meet).
 *
 * @param x responders in all
 * @param n patients in all: n1 of a trial that stopped, or n
 * @example simonPValue({ r1: 1, n1: 10, r: 5, n: 29 }, 0.1, 29, 6) // 0.0471, the level of the design
 */
function simonPValue(design: TwoStageDesign, rate: number, n: number, x: number): number {
  if (n === design.n1) return binomialUpperTail(x, n, rate);
  return stagedCharacteristics(twoStages({ ...design, r: x - 1 }), rate).claim;
}

/**
 * Simon's two-stage test: z is the normal quantile of the stage-wise p-value, so it rejects at the design's exact level where more
 * than r responded. The rate is that of all patients treated, which the early end biases downward.
 */
export function simonTest(table: TwoByTwo, design: TwoStageDesign, options: OneSampleRateOptions): Analysis {
  const success = options.better === 'lower' ? 1 - options.rate : options.rate;
  return oneSampleRate(table, options, (n, x) => {
    const p = simonPValue(design, success, n, x);
    return tailScore(p, 1 - p);
  });
}
