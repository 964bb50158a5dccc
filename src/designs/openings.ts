import type { Population } from '../population/groups.ts';
import { evaluatePopulation } from '../scenario/cells.ts';
import type { Quota, TestSpec, TrialDesign, Truth } from '../scenario/model.ts';
import { createEnrolmentPlan, type EnrolmentPlan } from './enrolmentPlan.ts';
import { expectationsOf } from './expectations.ts';

/** Look (from 1) after which the level of a test is recruited; 0 = from the start. */
export function openingLook({ quotas }: TrialDesign, { basket }: Pick<TestSpec, 'basket'>): number {
  const own = quotas.find(
    ({ population }) =>
      population.kind === 'level' &&
      population.factor === basket?.factor &&
      population.level === basket.level,
  );
  return own?.afterLook ?? 0;
}

/**
 * The plan of a trial whose levels are partly added after looks: the months at which these looks are expected, of the trial without the
 * levels that come later, stand for the openings in whatever is computed; the trial itself opens them when a look has come.
 */
export function withOpenings(
  plan: EnrolmentPlan,
  trial: TrialDesign,
  truth: Truth,
  population: Population,
): EnrolmentPlan {
  const looks = [...new Set(trial.quotas.flatMap(({ afterLook }) => afterLook ?? []))].sort((a, b) => a - b);
  if (looks.length === 0) return plan;
  let { quotas } = trial;
  let { mostScreened } = plan;
  const rate = Math.max(...population.screening.map(({ value }) => value));
  for (const look of looks) {
    const before = trialBefore({ ...trial, quotas }, look, plan.n, population);
    const own = createEnrolmentPlan(before.trial, truth, population, before.n);
    const { lookMonths, monthsToLastPatient } = expectationsOf(before.trial, own, truth, population);
    const month = lookMonths[look - 1];
    quotas = quotas.map((quota) => (quota.afterLook === look ? { ...quota, from: month } : quota));
    // Whoever comes while the look waits for its assessments is screened too.
    const unseen = rate * Math.max(0, month - monthsToLastPatient + 1);
    mostScreened += own.mostScreened + Math.ceil(unseen + 9 * Math.sqrt(unseen) + 60);
  }
  const opensAt = plan.opensAt.map((from, q) => quotas[q]?.from ?? from);
  return { ...plan, opensAt, mostScreened: Math.ceil(mostScreened / plan.chunk) * plan.chunk };
}

/** The trial as far as it has come by a look: without the levels that it opens, or a later one does. */
function trialBefore(
  trial: TrialDesign,
  look: number,
  n: number,
  population: Population,
): { trial: TrialDesign; n: number } {
  const waits = ({ afterLook = 0 }: Quota) => afterLook >= look;
  const others = trial.quotas.filter((quota) => !waits(quota)).map(({ afterLook, ...quota }) => quota);
  const absent = trial.quotas.filter(waits);
  const enrol = {
    kind: 'and' as const,
    of: [trial.enrol, ...absent.map((quota) => ({ kind: 'not' as const, of: quota.population }))],
  };
  const free = n - absent.reduce((sum, { least }) => sum + least, 0);
  const covered = population.groups.every(
    (group) =>
      !evaluatePopulation(enrol, group) ||
      others.some((quota) => evaluatePopulation(quota.population, group)),
  );
  const room = others.reduce((sum, { most }) => sum + most, 0);
  return {
    trial: { ...trial, enrol, quotas: others, looks: trial.looks.slice(0, look), monitoring: null },
    n: covered ? Math.min(free, room) : free,
  };
}
