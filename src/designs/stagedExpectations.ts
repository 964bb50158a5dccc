import type { Population } from '../population/groups.ts';
import type { BinaryEndpoint, TrialDesign, Truth } from '../scenario/model.ts';
import { twoStages } from '../single-arm/simon.ts';
import { stagedCharacteristics } from '../single-arm/stages.ts';
import { type EnrolmentPlan, resized } from './enrolmentPlan.ts';
import { type Expectations, expectationsOf } from './expectations.ts';
import { rateOf } from './limits/oneSampleLimit.ts';
import { enrolledMix, within } from './limits/patientMix.ts';
import { stagedTest, twoStageOf } from './twoStage.ts';

/**
 * Expectations of a trial that may end at its first stage: those of the first stage and of both, weighed with the exact
 * probability to end there. Both stages wait for the assessment of the first.
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
  const rule = twoStageOf(test);
  const endpoint = truth.endpoints[test.of] as BinaryEndpoint;
  const mix = enrolledMix(design, plan, truth, population);
  const arm = mix.experimental === 1 ? 1 : 0;
  const rate = rateOf(endpoint, population, within(mix.patients, population, test.in), arm);
  const success = endpoint.better === 'higher' ? rate : 1 - rate;
  const [early] = stagedCharacteristics(twoStages(rule), success).stopped;
  const first = expectationsOf(design, resized(plan, rule.n1), truth, population);
  const rest = first.monthsToAnalysis - first.monthsToLastPatient;
  const weighed = (one: number, both: number) => early * one + (1 - early) * both;
  return {
    screened: weighed(first.screened, whole.screened),
    randomised: weighed(first.randomised, whole.randomised),
    monthsToLastPatient: weighed(first.monthsToLastPatient, whole.monthsToLastPatient + rest),
    lookMonths: whole.lookMonths.map((month, l) => weighed(first.lookMonths[l], month + rest)),
    monthsToAnalysis: weighed(first.monthsToAnalysis, whole.monthsToAnalysis + rest),
    cost: weighed(first.cost, whole.cost + truth.costs.month * rest),
    events: (month, of, name) => weighed(first.events(month, of, name), whole.events(month, of, name)),
  };
}
