import type { Endpoint, TestSpec } from '../scenario/model.ts';
import { armOf } from './contrast.ts';
import type { Estimand } from './estimand.ts';
import { largerIsBetter } from './measureOf.ts';

/** What a rejection is read as, and whether that is so. */
export interface Reading {
  /** `predictive`: the marker changes the effect of treatment; `effect`: treatment works in the test's population. */
  kind: 'predictive' | 'effect';
  /** True value of the effect that is read out of the test, on the scale of its estimate. */
  value: number;
  /** Whether it is there, in the direction that is benefit. */
  holds: boolean;
}

/** Limits are computed to about 1e-10: less than this is no effect. */
const NOTHING = 1e-7;

/**
 * How a test is read that says more, or less, than it shows: an interaction or a contrast of two populations of one arm as a predictive
 * marker, a single arm against a fixed value as an effect of treatment. Null for a duration of response, which shows none, for a comparison of randomised arms, or of populations
 * within the control arm, which is what it is read as.
 *
 * @param estimands of the test, see `estimandsOf`
 */
export function readingOf(
  test: TestSpec,
  endpoint: Endpoint,
  estimands: readonly Estimand[],
): Reading | null {
  if ((test.against === null && test.interaction === null) || armOf(test) === 0) return null;
  if (endpoint.kind === 'time-to-event' && endpoint.after !== undefined) return null;
  // Of a single arm the effect that is read comes last, of an interaction its own value first.
  const value = (test.against === null ? estimands[0] : estimands[estimands.length - 1]).value;
  const predictive = test.interaction !== null || test.against?.kind === 'population';
  const kind = predictive ? 'predictive' : 'effect';
  return { kind, value, holds: (largerIsBetter(test, endpoint) ? value : -value) > NOTHING };
}
