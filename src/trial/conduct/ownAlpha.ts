import { SLOT } from '../../analyses/analysis.ts';
import { normalQuantile } from '../../numeric/normal.ts';
import type { TestSpec } from '../../scenario/model.ts';
import { RESULTS } from '../trial.ts';
import { DECISION, DECISIONS } from './decisions.ts';

/** z that a test must reach at its own alpha. */
export function criticalValue(test: TestSpec): number {
  return normalQuantile(1 - test.alpha / test.sided);
}

/** Decides tests at their own alpha, and what is said of harm, on the results that stand from an offset on. */
export interface OwnAlpha {
  /** @param look from 1 */
  decide(at: number, look: number): void;
}

/** @param alone 1 for the tests that are rejected at their own alpha; of the others only harm is written */
export function ownAlpha(
  tests: readonly TestSpec[],
  alone: Uint8Array,
  results: Float64Array,
  decisions: Float64Array,
): OwnAlpha {
  const bounds = Float64Array.from(tests, criticalValue);
  return {
    decide(at, look) {
      for (let t = 0; t < bounds.length; t++) {
        const z = results[at + t * RESULTS + SLOT.z];
        const to = t * DECISIONS;
        decisions[to + DECISION.harm] = z <= -bounds[t] ? 1 : 0;
        if (alone[t] === 0) continue;
        const rejected = z >= bounds[t];
        decisions[to + DECISION.rejected] = rejected ? 1 : 0;
        decisions[to + DECISION.rejectedAt] = rejected ? look : Number.NaN;
        decisions[to + DECISION.dropped] = 0;
      }
    },
  };
}
