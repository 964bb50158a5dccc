import type { Population } from '../population/groups.ts';
import type { TrialDesign, Truth } from '../scenario/model.ts';
import type { EnrolmentPlan } from './enrolmentPlan.ts';
import { fluidEnrolment } from './limits/fluidEnrolment.ts';
import { stagedTest } from './stagedRule.ts';

/** Patients of a trial over calendar time, every random number replaced by its expectation. */
export interface EnrolmentCurve {
  /** Calendar months between which the curves are straight, from 0 on. */
  readonly months: readonly number[];
  /** Patients expected to have entered by a calendar month, of the groups that are marked with 1. */
  patientsBy(month: number, members: Uint8Array): number;
}

/**
 * Expected enrolment of a trial by calendar month (fluid limit): quotas, floors, late opening and the turnaround of assays as planned, up
 * to the final analysis.
 *
 * @param last month of the final analysis; nobody enters later
 * @returns null where the plan alone does not say who enters when: looks or stages may end, close or pause recruitment, or patients
 *   enter at uniform times, whoever was screened first
 * @example 20 a month of whom half are M+, quotas of 30 M+ and 60 M-: 30 and 30 by month 3, 30 and 60 by month 6
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
  const { path } = fluidEnrolment(plan, population);
  const enrols = (g: number) => plan.quotaOf[g] >= 0;
  const delays = [...new Set(plan.turnaround.filter((_, g) => enrols(g)))];
  const halts = path.flatMap(({ month }) => delays.map((delay) => Math.min(last, month + delay)));
  return {
    months: [...new Set([0, ...halts])].sort((a, b) => a - b),
    patientsBy(month, members) {
      const by = Math.min(last, month);
      return members.reduce(
        (sum, member, g) => (member === 1 && enrols(g) ? sum + along(path, g, by - plan.turnaround[g]) : sum),
        0,
      );
    },
  };
}

/** Patients of a group by a month, between the halts of the walk. */
function along(path: ReturnType<typeof fluidEnrolment>['path'], g: number, month: number): number {
  const next = path.findIndex((halt) => halt.month >= month);
  if (next < 0) return path[path.length - 1].patients[g];
  if (next === 0) return 0;
  const [from, to] = [path[next - 1], path[next]];
  const part = (month - from.month) / (to.month - from.month);
  return from.patients[g] + part * (to.patients[g] - from.patients[g]);
}
