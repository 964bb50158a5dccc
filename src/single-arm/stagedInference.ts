import { findRoot } from '../numeric/roots.ts';
import { type Stage, stageLaws } from './stages.ts';

/** How a staged trial ended: after which stage (from 0), with how many responders in all. */
export interface StagedOutcome {
  stage: number;
  x: number;
}

const total = (law: Float64Array): number => law.reduce((sum, probability) => sum + probability, 0);

/**
 * P(this outcome or one that speaks more for the drug) at the rate p, by stage-wise ordering: a claim at an earlier stage is worth more
 * than any later end, an early end without one less; within a stage responders count. At the fixed rate it is the p-value of the trial, and
 * a trial claims where it is at most the exact level of its stages.
 *
 * Source: Jennison & Turnbull, Technometrics 1983;25:49-58; Jung & Kim, Stat Med 2004;23:881-896.
 *
 * @example
 * // Simon's optimal design for 0.1 against 0.3: the level of the design
 * stagedPValue([{ n: 10, stop: 1, claim: Infinity }, { n: 19, stop: 5, claim: 6 }], { stage: 1, x: 6 }, 0.1) // 0.0471
 */
export function stagedPValue(stages: readonly Stage[], { stage, x }: StagedOutcome, p: number): number {
  const laws = stageLaws(stages.slice(0, stage + 1), p);
  const before = laws.slice(0, stage).reduce((sum, law, k) => sum + total(law.slice(stages[k].claim)), 0);
  return before + total(laws[stage].slice(x));
}

/** P(this outcome or one that speaks less for the drug). */
function lessExtreme(stages: readonly Stage[], { stage, x }: StagedOutcome, p: number): number {
  const laws = stageLaws(stages.slice(0, stage + 1), p);
  const before = laws
    .slice(0, stage)
    .reduce((sum, law, k) => sum + total(law.slice(0, stages[k].stop + 1)), 0);
  return before + total(laws[stage].slice(0, x + 1));
}

/**
 * Exact interval of the rate after a staged trial: the rates at which neither tail of the stage-wise ordering is below (1 - level) / 2. Of one
 * stage it is the interval of Clopper & Pearson; unlike that it keeps its coverage where the trial may stop.
 *
 * Source: Jennison & Turnbull, Technometrics 1983;25:49-58; Koyama & Chen, Stat Med 2008;27:3145-3154.
 *
 * @param level two-sided confidence, in (0,1)
 * @example stagedInterval([{ n: 20, stop: 2, claim: 3 }], { stage: 0, x: 3 }, 0.95) // lower 0.032071, upper 0.378927
 */
export function stagedInterval(
  stages: readonly Stage[],
  outcome: StagedOutcome,
  level = 0.95,
): { lower: number; upper: number } {
  const tail = (1 - level) / 2;
  const above = (p: number) => stagedPValue(stages, outcome, p) - tail;
  const below = (p: number) => lessExtreme(stages, outcome, p) - tail;
  return {
    lower: above(0) >= 0 ? 0 : findRoot(above, 0, 1),
    upper: below(1) >= 0 ? 1 : findRoot(below, 0, 1),
  };
}
