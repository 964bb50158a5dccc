import type { EndpointData } from '../analyses/endpointData.ts';
import type { EnrolmentPlan } from '../designs/enrolmentPlan.ts';
import type { Expectations } from '../designs/expectations.ts';
import type { Population } from '../population/groups.ts';
import type { TrialDesign, Truth } from '../scenario/model.ts';
import type { Balance } from './balance.ts';
import type { Cohort } from './cohort.ts';
import type { Conduct } from './conduct/conduct.ts';
import { canCount, countedLooks, isPlain } from './counts/canCount.ts';
import { createCountTrial } from './counts/countTrial.ts';
import { createLookTrial } from './counts/lookTrial.ts';
import { createPatientTrial } from './patientTrial.ts';
import type { Tally, Trial } from './trial.ts';

/** A trial as planned, with the columns that it writes. */
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
  readonly conduct: Conduct;
  readonly evenness: Balance | null;
  readonly results: Float64Array;
  readonly facts: Float64Array;
  /** How much levels take from each other, see `createTestPlan`; null where nobody reads it. */
  readonly borrowed: Float64Array | null;
}

/** A trial ready to run, on cell counts where it can be. */
export function createTrial(playable: Playable): Trial {
  const {
    design,
    plan,
    expectations,
    truth,
    population,
    cohort,
    external,
    tallies,
    conduct,
    evenness,
    results,
    facts,
    borrowed,
  } = playable;
  if (canCount(design, plan, truth, population)) {
    const { purposeStream: streams, replicate } = cohort;
    const rest = [external, tallies, conduct, evenness, results, facts, borrowed] as const;
    const looks = isPlain(design, truth) ? null : countedLooks(design, plan, truth, population);
    return looks === null
      ? createCountTrial(design, plan, truth, population, streams, replicate, ...rest)
      : createLookTrial(design, looks, plan, truth, population, streams, replicate, ...rest);
  }
  const horizon = horizonOf(expectations);
  return createPatientTrial(
    design,
    plan,
    truth,
    population,
    cohort,
    external,
    tallies,
    horizon,
    conduct,
    evenness,
    results,
    facts,
    borrowed,
  );
}

/** Month by which nearly all that is to be seen has been seen: tunes the sorting, never a result. */
function horizonOf({ monthsToAnalysis, monthsToLastPatient }: Expectations): number {
  return Number.isFinite(monthsToAnalysis) ? 1.25 * monthsToAnalysis : 4 * monthsToLastPatient;
}
