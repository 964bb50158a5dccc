import { SLOT } from '../../analyses/analysis.ts';
import { normalQuantile } from '../../numeric/normal.ts';
import type { TestSpec, TrialDesign } from '../../scenario/model.ts';
import { RESULTS } from '../trial.ts';
import { CONDUCT, DECISION, DECISIONS, REASON } from './decisions.ts';

/** How a trial decides: set up once, asked after the analyses of every look. */
export interface Conduct {
  /** Clears the decisions: call it before the first look of a replicate. */
  start(): void;
  /**
   * Decides on the results of looks 0..look and writes it to the decisions block.
   *
   * @returns whether the trial stops here; at the last look always
   */
  decide(look: number): boolean;
}

/** z that a test must reach at its own alpha. */
export function criticalValue(test: TestSpec): number {
  return normalQuantile(1 - test.alpha / test.sided);
}

/**
 * The conduct of a trial.
 *
 * @param results of the trial, laid out as `Trial` says
 * @param decisions its decisions block
 */
export function createConduct(design: TrialDesign, results: Float64Array, decisions: Float64Array): Conduct {
  return plainConduct(design, results, decisions);
}

/** Every test at its own alpha at the last look; no look stops the trial. */
function plainConduct(
  { tests, looks }: TrialDesign,
  results: Float64Array,
  decisions: Float64Array,
): Conduct {
  const bounds = Float64Array.from(tests, criticalValue);
  const last = looks.length - 1;
  const whole = tests.length * DECISIONS;
  return {
    start() {},
    decide(look) {
      if (look < last) return false;
      for (let t = 0; t < bounds.length; t++) {
        const z = results[(last * bounds.length + t) * RESULTS + SLOT.z];
        const at = t * DECISIONS;
        const rejected = z >= bounds[t];
        decisions[at + DECISION.rejected] = rejected ? 1 : 0;
        decisions[at + DECISION.harm] = z <= -bounds[t] ? 1 : 0;
        decisions[at + DECISION.rejectedAt] = rejected ? last + 1 : Number.NaN;
        decisions[at + DECISION.dropped] = 0;
      }
      decisions[whole + CONDUCT.stopLook] = last + 1;
      decisions[whole + CONDUCT.reason] = REASON.end;
      return true;
    },
  };
}
