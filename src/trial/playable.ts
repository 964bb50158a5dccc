import type { EndpointData } from '../analyses/endpointData.ts';
import type { EnrolmentPlan } from '../designs/enrolmentPlan.ts';
import type { Expectations } from '../designs/expectations.ts';
import type { Population } from '../population/groups.ts';
import type { TrialDesign, Truth } from '../scenario/model.ts';
import type { Balance } from './balance.ts';
import type { Cohort } from './cohort.ts';
import type { Conduct } from './conduct/conduct.ts';
import type { Tally } from './trial.ts';

/** A trial as planned, with the columns that every run of it writes. */
export interface Playable {
  readonly design: TrialDesign;
  readonly plan: EnrolmentPlan;
  readonly expectations: Expectations;
  readonly truth: Truth;
  readonly population: Population;
  readonly cohort: Cohort;
  /** Data of the external cohorts, see `createExternalCohorts`. */
  readonly external: Readonly<Record<string, EndpointData>>;
  readonly tallies: readonly Tally[];
  /** Decides after every look, and whether it is the last. */
  readonly conduct: Conduct;
  readonly evenness: Balance | null;
  /** See `Trial`, as `facts`. */
  readonly results: Float64Array;
  readonly facts: Float64Array;
  /** How much levels take from each other, see `createTestPlan`; null where nobody reads it. */
  readonly borrowed: Float64Array | null;
}
