import { createIntensity, inverseIntensity } from '../../population/arrivals.ts';
import type { Population } from '../../population/groups.ts';
import { evaluatePopulation } from '../../scenario/cells.ts';
import type { ByCell, TrialDesign, Truth } from '../../scenario/model.ts';
import type { EnrolmentPlan } from '../enrolmentPlan.ts';
import type { EntryLaw } from './entryLaw.ts';

/**
 * The patients that a trial enrols, as they are expected: how many of each group, when they enter, how they are split.
 *
 * Fluid limit: a quota of n patients with share p of the screened is full when n / p have been screened, and until then
 * its patients enter at the rate of screening. Left out: the spread of the last entry, and that a random number has to be
 * screened (relative size 1 / sqrt(n)).
 */
export interface PatientMix {
  /** Expected patients by group. */
  readonly patients: Float64Array;
  /** By group; for a group that is not enrolled, that of the trial. */
  readonly entry: readonly EntryLaw[];
  /** Expected screened patients when the last place is taken. */
  readonly screened: number;
  /** Calendar month of it. */
  readonly end: number;
  /** Share of the experimental arm. */
  readonly experimental: number;
}

export function enrolledMix(
  trial: TrialDesign,
  plan: EnrolmentPlan,
  truth: Truth,
  { groups }: Population,
): PatientMix {
  const shares = Array.from(plan.quotas, (_, q) =>
    groups.reduce((sum, group, g) => sum + (plan.quotaOf[g] === q ? group.probability : 0), 0),
  );
  const needed = shares.map((share, q) => (plan.everybody ? plan.n : plan.quotas[q] / share));
  const screened = Math.max(...needed);
  const rate = truth.enrolment.screenedPerMonth;
  // Uniform arrivals spread everybody over the whole time of screening.
  const own = truth.enrolment.arrivals !== 'uniform';
  const [r, s] = trial.randomise.ratio;
  return {
    patients: Float64Array.from(groups, (group, g) => {
      const q = plan.quotaOf[g];
      return q < 0 ? 0 : plan.quotas[q] * (group.probability / shares[q]);
    }),
    entry: groups.map((_, g) => {
      const q = plan.quotaOf[g];
      return { rate, screened: own && q >= 0 ? needed[q] : screened, delay: plan.turnaround[g] };
    }),
    screened,
    end: inverseIntensity(createIntensity(rate), screened),
    experimental: r / (r + s),
  };
}

/** The same enrolment with `factor` times the patients. */
export function scaledMix(mix: PatientMix, factor: number): PatientMix {
  const screened = mix.screened * factor;
  return {
    ...mix,
    patients: mix.patients.map((n) => n * factor),
    entry: mix.entry.map((law) => ({ ...law, screened: law.screened * factor })),
    screened,
    end: inverseIntensity(createIntensity(mix.entry[0].rate), screened),
  };
}

/** Share of each group among the screened. */
export function populationMix({ groups }: Population): Float64Array {
  return Float64Array.from(groups, (group) => group.probability);
}

/**
 * Weights by group that give each population of a table its weight in all, shared out among its groups as they occur.
 *
 * @example {EGFR+: 0.3, EGFR-: 0.7}: the truly positive groups have weight 0.3 together, whatever the prevalence
 */
export function intendedMix(table: ByCell<number>, { groups }: Population): Float64Array {
  const entryOf = groups.map((group) =>
    table.find(({ population }) => evaluatePopulation(population, group)),
  );
  return Float64Array.from(groups, (group, g) => {
    const entry = entryOf[g];
    if (entry === undefined) return 0;
    const share = groups.reduce((sum, other, h) => sum + (entryOf[h] === entry ? other.probability : 0), 0);
    return (entry.value * group.probability) / share;
  });
}

/** Weights of the members of a population, 0 for the others. */
export function within(
  weights: Float64Array,
  population: Population,
  expression: Parameters<typeof evaluatePopulation>[0],
): Float64Array {
  return weights.map((w, g) => (evaluatePopulation(expression, population.groups[g]) ? w : 0));
}
