import { createIntensity, inverseIntensity } from '../population/arrivals.ts';
import type { Population } from '../population/groups.ts';
import type { BinaryEndpoint, TestSpec, TrialDesign, Truth } from '../scenario/model.ts';
import { patientsBy, type StagedCharacteristics, stagedCharacteristics } from '../single-arm/stages.ts';
import { type EnrolmentPlan, resized } from './enrolmentPlan.ts';
import { type Expectations, expectationsOf } from './expectations.ts';
import { screenedBy } from './limits/entryLaw.ts';
import { rateOf } from './limits/oneSampleLimit.ts';
import { enrolledMix, within } from './limits/patientMix.ts';
import { stagedTest, stagesOf } from './stagedRule.ts';

/** True rate of what is better among the patients of a test of one rate. */
function successRate(
  test: TestSpec,
  design: TrialDesign,
  plan: EnrolmentPlan,
  truth: Truth,
  population: Population,
): number {
  const endpoint = truth.endpoints[test.of] as BinaryEndpoint;
  const mix = enrolledMix(design, plan, truth, population);
  const arm = mix.experimental === 1 ? 1 : 0;
  const rate = rateOf(endpoint, population, within(mix.patients, population, test.in), arm);
  return endpoint.better === 'higher' ? rate : 1 - rate;
}

/** Exact operating characteristics of a trial of stages; null of any other. */
export function stagedExits(
  design: TrialDesign,
  plan: EnrolmentPlan,
  truth: Truth,
  population: Population,
): StagedCharacteristics | null {
  const test = stagedTest(design);
  if (test === undefined) return null;
  return stagedCharacteristics(stagesOf(test), successRate(test, design, plan, truth, population));
}

/**
 * Expectations of a trial that may end at an early stage: those of the trials of so many stages, weighed with the exact probabilities to end
 * there. Where screening rests, every later stage waits for the assessment of the one before, while the calendar goes on.
 */
export function plannedExpectations(
  design: TrialDesign,
  plan: EnrolmentPlan,
  truth: Truth,
  population: Population,
): Expectations {
  const whole = expectationsOf(design, plan, truth, population);
  const test = stagedTest(design);
  if (test === undefined) return whole;
  const stages = stagesOf(test);
  const { stopped, claimed } = stagedCharacteristics(
    stages,
    successRate(test, design, plan, truth, population),
  );
  const rest = test.stages?.rests ? whole.monthsToAnalysis - whole.monthsToLastPatient : 0;
  const { screening } = population;
  const intensity = createIntensity(screening);
  /** Patients expected by the month in which a stage's screening begins, were there no rests; screened before it. */
  let resumed = 0;
  let before = 0;
  const ends = patientsBy(stages).map((n, k) => {
    const own = k === stages.length - 1 ? whole : expectationsOf(design, resized(plan, n), truth, population);
    const month = inverseIntensity(intensity, resumed + own.screened - before);
    resumed = screenedBy(screening, month + rest);
    before = own.screened;
    const rested = month - inverseIntensity(intensity, own.screened);
    return { probability: stopped[k] + claimed[k], rested, own };
  });
  const weighed = (value: (own: Expectations, rested: number) => number) =>
    ends.reduce((sum, { probability, own, rested }) => sum + probability * value(own, rested), 0);
  return {
    screened: weighed((own) => own.screened),
    randomised: weighed((own) => own.randomised),
    monthsToLastPatient: weighed((own, rested) => own.monthsToLastPatient + rested),
    lookMonths: whole.lookMonths.map((_, l) => weighed((own, rested) => own.lookMonths[l] + rested)),
    monthsToAnalysis: weighed((own, rested) => own.monthsToAnalysis + rested),
    ofArrivals: whole.ofArrivals,
    cost: weighed((own, rested) => own.cost + truth.costs.month * rested),
    events: (month, of, name) => weighed((own) => own.events(month, of, name)),
  };
}
