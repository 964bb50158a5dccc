import type { Population } from '../population/groups.ts';
import type { TrialDesign, Truth } from '../scenario/model.ts';
import type { EnrolmentPlan } from './enrolmentPlan.ts';
import { dependsOnArrivals, expectedEnrolment } from './limits/expectedEnrolment.ts';
import { alongPath, fluidEnrolment } from './limits/fluidEnrolment.ts';
import { stagedTest } from './stagedRule.ts';

/** Expected patients of a trial over calendar time. */
export interface EnrolmentCurve {
  /** Calendar months between which the curves are straight, from 0 on. */
  readonly months: readonly number[];
  /** Patients expected to have entered by a calendar month, of the groups that are marked with 1. */
  patientsBy(month: number, members: Uint8Array): number;
}

/** Stretches of a curve, times those that the means of a trial need: straight lines between their ends are then hardly seen to bend. */
const DETAIL = 12;

/** Share of the patients that is too small to be seen in a curve. */
const UNSEEN = 0.001;

/**
 * Expected enrolment of a trial by calendar month, as of `PatientMix`: quotas, floors, late opening and the turnaround of assays as
 * planned. It ends where hardly a trial has places left, or at a final analysis that comes before.
 *
 * @param last expected month of the final analysis
 * @returns null where the plan alone does not say who enters when: looks or stages may end, close or pause recruitment, or patients
 *   enter at uniform times, whoever was screened first
 * @example 20 a month of whom half are M+, quotas of 30 M+ and 60 M-: 27.8 and 30 by month 3, 30 and 57 by month 6
 */
export function enrolmentCurve(
  trial: TrialDesign,
  plan: EnrolmentPlan,
  truth: Truth,
  population: Population,
  last: number,
): EnrolmentCurve | null {
  const planned = trial.monitoring === null && stagedTest(trial) === undefined && plan.stages.length === 1;
  if (!planned || truth.enrolment.arrivals === 'uniform') return null;
  const { path, end } = dependsOnArrivals(plan, population)
    ? expectedEnrolment(plan, population, DETAIL)
    : fluidEnrolment(plan, population);
  const enrols = (g: number) => plan.quotaOf[g] >= 0;
  const delays = [...new Set(plan.turnaround.filter((_, g) => enrols(g)))];
  // The analysis of a trial that is full waits for the last patient, however late.
  const until = last < end ? last : Number.POSITIVE_INFINITY;
  const told = path.filter((_, k) => k === 0 || rest(path[k - 1].patients, plan.n) > UNSEEN * plan.n);
  const halts = told.flatMap(({ month }) => delays.map((delay) => Math.min(until, month + delay)));
  return {
    months: [...new Set([0, ...halts])].sort((a, b) => a - b),
    patientsBy(month, members) {
      const by = Math.min(until, month);
      return members.reduce(
        (sum, member, g) =>
          member === 1 && enrols(g) ? sum + alongPath(path, g, by - plan.turnaround[g]) : sum,
        0,
      );
    },
  };
}

/** Places that are expected to be left. */
function rest(patients: Float64Array, n: number): number {
  return n - patients.reduce((sum, count) => sum + count, 0);
}
