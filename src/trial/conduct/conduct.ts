import type { PlannedInformation } from '../../designs/plannedInformation.ts';
import type { TrialDesign, Truth } from '../../scenario/model.ts';
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
}

/**
 * The conduct of a trial.
 *
 * @param information as planned; asked only where tests share an alpha or looks stop the trial
 * @param results of the trial, laid out as `Trial` says
 * @param decisions its decisions block
 */
export function createConduct(
  design: TrialDesign,
  truth: Truth,
  information: () => PlannedInformation,
  results: Float64Array,
  decisions: Float64Array,
): Conduct {
  return design.monitoring === null
    ? fixedConduct(design, information, results, decisions)
    : sequentialConduct(design, design.monitoring, truth, information(), results, decisions);
}
