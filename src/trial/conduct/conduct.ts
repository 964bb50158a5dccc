import { isAdaptive } from '../../designs/isAdaptive.ts';
import { plannedInformation } from '../../designs/plannedInformation.ts';
import type { Population } from '../../population/groups.ts';
import type { Truth } from '../../scenario/model.ts';
import type { PlannedTrial } from '../plannedTrial.ts';
import { createAdaptiveConduct } from './adaptiveConduct.ts';
import { fixedConduct } from './fixedConduct.ts';
import { sequentialConduct } from './sequentialConduct.ts';

/** How a trial decides: set up once, asked after the analyses of every look. */
export interface Conduct {
  /** Clears the decisions: call it before the first look of a replicate. */
  start(): void;
  /**
   * Decides on the results of looks 0..look and writes it to the decisions block. Where the trial stops, its final results
   * (those of the last look) become the results of this look, and those of looks that never came NaN.
   *
   * @returns whether the trial stops here; at the last look always
   */
  decide(look: number): boolean;
  /** What the trial must do besides being analysed; null where the looks only decide. */
  readonly adaptation: Adaptation | null;
}

/** How a trial changes after a look. */
export interface Adaptation {
  /** The look, from 0. */
  readonly after: number;
  /** Groups that are recruited after it, null while that is everybody; null altogether where recruitment goes on as it was. */
  readonly recruited: (() => Uint8Array | null) | null;
  /**
   * Wanted from the trial before `decide`, in the form of `results`: the tests of each stage's own patients; null where
   * the results say enough.
   */
  readonly stageResults: Float64Array | null;
  /** Events to which the first stage's patients are followed, of a time-to-event endpoint with stages of patients. */
  readonly firstStageEvents: number | null;
}

/** What a conduct knows of the trial's plan. */
export type ConductPlan = Pick<PlannedTrial, 'design' | 'plan' | 'expectations'>;

/**
 * The conduct of a trial.
 *
 * @param results of the trial, laid out as `Trial` says
 * @param decisions its decisions block
 */
export function createConduct(
  planned: ConductPlan,
  truth: Truth,
  population: Population,
  results: Float64Array,
  decisions: Float64Array,
): Conduct {
  const { design, plan, expectations } = planned;
  // Asked only where tests share an alpha or looks stop the trial.
  const information = () => plannedInformation(design, plan, population, expectations);
  if (isAdaptive(design)) return createAdaptiveConduct(planned, truth, population, results, decisions);
  return design.monitoring === null
    ? fixedConduct(design, information, results, decisions)
    : sequentialConduct(design, design.monitoring, truth, information(), results, decisions);
}
