import { createIntensity, inverseIntensity } from '../../population/arrivals.ts';
import type { Population } from '../../population/groups.ts';
import { evaluatePopulation, resolveByCell } from '../../scenario/cells.ts';
import type { ByCell, Periods, TestSpec, TrialDesign, Truth } from '../../scenario/model.ts';
import type { EnrolmentPlan } from '../enrolmentPlan.ts';
import { type EntryLaw, screenedBy } from './entryLaw.ts';
import { dependsOnArrivals, expectedEnrolment } from './expectedEnrolment.ts';
import { fluidEnrolment } from './fluidEnrolment.ts';

/**
 * The patients that a trial enrols, as they are expected: how many of each group, when they enter, how they are split.
 *
 * A quota of n patients with share p of the screened is full when n / p have been screened, and until then its patients enter at the
 * rate of screening (fluid limit). Who takes the last place when, with several quotas or a mix that varies between trials or in
 * time, is `expectedEnrolment`.
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
  /** Whether sizes and months are those of `expectedEnrolment`; else they are those of the fluid limit. */
  readonly ofArrivals: boolean;
}

export function enrolledMix(
  trial: TrialDesign,
  plan: EnrolmentPlan,
  truth: Truth,
  population: Population,
): PatientMix {
  if (!plan.fixed || population.mixes.length > 1) return boundedMix(trial, plan, population);
  const { groups } = population;
  const shares = Array.from(plan.quotas, (_, q) =>
    groups.reduce((sum, group, g) => sum + (plan.quotaOf[g] === q ? group.probability : 0), 0),
  );
  const needed = shares.map((share, q) => (plan.everybody ? plan.n : plan.quotas[q] / share));
  const rate = population.screening;
  const staged = plan.stages.length > 1;
  const ofArrivals = dependsOnArrivals(plan, population);
  const expected = ofArrivals ? byStage(plan).map((stage) => expectedEnrolment(stage, population)) : [];
  const screened = ofArrivals ? expected.reduce((sum, one) => sum + one.screened, 0) : needed[0];
  // Uniform arrivals spread everybody over the whole time of screening.
  const own = truth.enrolment.arrivals !== 'uniform' && shares.length > 1 && !staged;
  const [r, s] = trial.randomise.ratio;
  return {
    patients:
      ofArrivals && shares.length === 1
        ? expected[0].patients
        : Float64Array.from(groups, (group, g) => {
            const q = plan.quotaOf[g];
            return q < 0 ? 0 : plan.quotas[q] * (group.probability / shares[q]);
          }),
    entry: groups.map((_, g) => {
      const q = plan.quotaOf[g];
      return { rate, screened: own && q >= 0 ? needed[q] : screened, delay: plan.turnaround[g] };
    }),
    screened,
    end: ofArrivals && !staged ? expected[0].end : inverseIntensity(createIntensity(rate), screened),
    experimental: r / (r + s),
    ofArrivals,
  };
}

/** Fixed numbers by quota as plans of their own: a stage begins when the one before it is full. */
function byStage(plan: EnrolmentPlan): EnrolmentPlan[] {
  if (plan.stages.length === 1) return [plan];
  return plan.stages.map((sizes) => ({
    ...plan,
    n: sizes.reduce((sum, size) => sum + size, 0),
    quotas: sizes,
    floors: sizes,
  }));
}

/** The patients of one arm alone, as if the others had not been enrolled. */
export function armMix(mix: PatientMix, arm: 0 | 1): PatientMix {
  const share = arm === 1 ? mix.experimental : 1 - mix.experimental;
  return { ...mix, patients: mix.patients.map((n) => n * share), experimental: arm };
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

/** The same where numbers by quota are bounds, or the mix of the screened changes in time. */
function boundedMix(trial: TrialDesign, plan: EnrolmentPlan, population: Population): PatientMix {
  const ofArrivals = dependsOnArrivals(plan, population);
  const enrolment = ofArrivals ? expectedEnrolment : fluidEnrolment;
  const { patients, screened, end, closes } = enrolment(plan, population);
  const [r, s] = trial.randomise.ratio;
  return {
    patients,
    entry: population.groups.map((_, g) => {
      const q = plan.quotaOf[g];
      const rate = openedAt(groupRate(population, g), q >= 0 ? plan.opensAt[q] : 0);
      return { rate, screened: screenedBy(rate, q >= 0 ? closes[q] : end), delay: plan.turnaround[g] };
    }),
    screened,
    end,
    experimental: r / (r + s),
    ofArrivals,
  };
}

/** Patients of a group screened per month. */
function groupRate({ screening, mixes }: Population, g: number): Periods {
  const value = (periods: { until: number }[], month: number) =>
    periods.findIndex(({ until }) => month <= until);
  const untils = [...new Set([...screening, ...mixes].map(({ until }) => until))].sort((a, b) => a - b);
  return untils.map((until) => ({
    until,
    value: screening[value([...screening], until)].value * mixes[value([...mixes], until)].shares[g],
  }));
}

/** A rate that is 0 before a month. */
function openedAt(rate: Periods, from: number): Periods {
  if (from === 0) return rate;
  const later = rate.filter(({ until }) => until > from);
  return [{ until: from, value: 0 }, ...later];
}

/** Share of each group in the population. */
export function populationMix({ groups }: Population): Float64Array {
  return Float64Array.from(groups, (group) => group.incidence);
}

/** Weights by group in the mix that the treatment is meant for: the target mix, or that of the population, times the need. */
export function targetWeights(truth: Truth, population: Population): Float64Array {
  const need = Float64Array.from(population.groups, (group) => resolveByCell(truth.treatmentNeed, group));
  const weights = populationMix(population).map((share, g) => share * need[g]);
  return truth.targetMix === null ? weights : targetMix(truth.targetMix, weights, population);
}

/**
 * Weights by group that give each population of a table its weight in all, shared out among its groups by weights of their own.
 *
 * @example {EGFR+: 0.3, EGFR-: 0.7}: the truly positive groups have weight 0.3 together, whatever the prevalence
 */
function targetMix(table: ByCell<number>, weights: Float64Array, { groups }: Population): Float64Array {
  const entryOf = groups.map((group) =>
    table.find(({ population }) => evaluatePopulation(population, group)),
  );
  return Float64Array.from(groups, (_, g) => {
    const entry = entryOf[g];
    if (entry === undefined) return 0;
    const all = groups.reduce((sum, _, h) => sum + (entryOf[h] === entry ? weights[h] : 0), 0);
    return all === 0 ? 0 : (entry.value * weights[g]) / all;
  });
}

/**
 * Weight of each stratum of a test in the target mix of the test's patients.
 *
 * @param selections of the strata, 0/1 by group
 */
export function stratumWeights(
  { target, stratifyBy }: Pick<TestSpec, 'target' | 'stratifyBy'>,
  selections: readonly Uint8Array[],
  truth: Truth,
  population: Population,
): number[] {
  const weights = within(targetWeights(truth, population), population, target ?? { kind: 'all' });
  const label = (g: number) => stratifyBy.map((name) => population.groups[g].levels[name]).join('|');
  return selections.map((selection) => {
    const own = label(selection.indexOf(1));
    return weights.reduce((sum, w, g) => sum + (label(g) === own ? w : 0), 0);
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
