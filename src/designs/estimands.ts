import type { Population } from '../population/groups.ts';
import type { PopulationExpression, TestSpec, TrialDesign, Truth } from '../scenario/model.ts';
import { populationText } from '../scenario/populationText.ts';
import type { EnrolmentPlan } from './enrolmentPlan.ts';
import type { Estimand } from './estimand.ts';
import { labelOf, type Voice } from './limits/comparison.ts';
import { dataCutLimit } from './limits/dataCutLimit.ts';
import { estimateLimit } from './limits/estimateLimit.ts';
import { enrolledMix, type PatientMix, populationMix, targetWeights, within } from './limits/patientMix.ts';
import { singleArmTruth } from './singleArmEstimands.ts';
import { isGiven, truthOfTreatments } from './treatmentGiven.ts';

/**
 * The values that a test's estimator tends to as patients become many, with the design's enrolment, allocation and
 * censoring at a data cut: computed, never simulated.
 *
 * - `EGFR+ (assay)`, `all (enrolled mix)`: among the patients that this trial randomises, in the test's own population;
 * - `true EGFR+`: in the same population by the true status, among all screened patients of that status. Where the assay makes no
 *   difference the two are one, `EGFR+`;
 * - `all (population mix)`: in all screened patients, where enrolment changes the mix;
 * - `all (target mix)`: with the weights of `truth.targetMix`;
 * - `EGFR interaction (assay)`, ...: effect in + minus effect in -, named in the same way;
 * - of a trial of strategies, last: `treatment effect in EGFR+`, of the treatments among the enrolled who are guided to the experimental one; what
 *   the strategies show is less, in means and rates by the share of these patients;
 * - in a single-arm trial what is compared, and what it is read as: see `singleArmTruth`.
 *
 * Patients whom the trial does not enrol are imagined to enter over the same months as those it does. A value is NaN where
 * nobody is to be seen, and infinite where an arm never has an event.
 *
 * @param month of the data cut (`expectationsOf(...).monthsToAnalysis`); Infinity when everybody is followed to the end
 * @example IPASS-like mixture of hazard ratios 0.48 (EGFR+) and 2.85 (EGFR-): `all (enrolled mix)` is the log hazard ratio that the
 * Cox model of all patients tends to
 */
export function estimandsOf(
  test: TestSpec,
  trial: TrialDesign,
  plan: EnrolmentPlan,
  truth: Truth,
  population: Population,
  month: number,
): Estimand[] {
  // Borrowing beside a control arm estimates what the arms do.
  if (test.against?.kind === 'cohort' && trial.randomise.ratio[0] * trial.randomise.ratio[1] > 0)
    return estimandsOf({ ...test, against: null }, trial, plan, truth, population, month);
  if (test.against !== null) return singleArmTruth(test, trial, plan, truth, population, month).estimands;
  const mix = enrolledMix(trial, plan, truth, population);
  const cut = dataCutLimit(truth, population, mix, month);
  const screened = populationMix(population);
  const estimand = (name: string, { weights, voice }: Patients): Estimand => ({
    name,
    value: estimateLimit(test, cut, weights, voice),
  });
  const { strategy } = trial;
  if (strategy !== undefined && test.interaction === null) {
    const plain = estimandsOf(test, { ...trial, strategy: undefined }, plan, truth, population, month);
    const treated = dataCutLimit(truthOfTreatments(truth), population, mix, month);
    const guided = within(within(mix.patients, population, test.in), population, strategy.guided);
    if (guided.every((weight) => weight === 0)) return plain;
    const value = estimateLimit(test, treated, guided, 'assay');
    return [...plain, { name: `treatment effect in ${populationText(strategy.guided)}`, value }];
  }
  const own: Patients = { weights: within(mix.patients, population, test.in), voice: 'assay' };
  const subject = subjectOf(test.in, test.interaction);
  const everyone = (weights: Float64Array): Patients => ({
    weights: within(weights, population, test.in),
    voice: 'assay',
  });

  if (named(test).some(({ by }) => by === 'assay')) {
    const inTruth = byTruth(test.in);
    if (inTruth === null) return [estimand(`${subject} (assay)`, own)];
    const real: Patients = { weights: within(screened, population, inTruth), voice: 'truth' };
    if (same(own, real, test, truth, mix, population)) return [estimand(subject, own)];
    return [
      estimand(`${subject} (assay)`, own),
      estimand(subjectOf(inTruth, test.interaction, 'true '), real),
    ];
  }
  const changed = !same(own, everyone(screened), test, truth, mix, population);
  if (named(test).length > 0 && !changed) return [estimand(subject, own)];
  const estimands = [estimand(`${subject} (enrolled mix)`, own)];
  if (changed) {
    const name = named(test).length > 0 ? subject : `${subject} (population mix)`;
    estimands.push(estimand(name, everyone(screened)));
  }
  if (truth.targetMix !== null && named(test).length === 0) {
    estimands.push(estimand(`${subject} (target mix)`, everyone(targetWeights(truth, population))));
  }
  return estimands;
}

/** Weights by group, and whose word on the markers sorts them. */
interface Patients {
  weights: Float64Array;
  voice: Voice;
}

type MarkerAtom = Extract<PopulationExpression, { kind: 'marker' }>;

/** The markers that the population of a test or its interaction names. */
function named({ in: population, interaction }: TestSpec): { by: Voice }[] {
  return [...markersIn(population), ...(interaction === null ? [] : [{ by: 'assay' as const }])];
}

function markersIn(expression: PopulationExpression): MarkerAtom[] {
  switch (expression.kind) {
    case 'marker':
      return [expression];
    case 'not':
      return markersIn(expression.of);
    case 'and':
    case 'or':
      return expression.of.flatMap(markersIn);
    default:
      return [];
  }
}

/** The population that the assay means; null where it speaks of results that are none. */
function byTruth(expression: PopulationExpression): PopulationExpression | null {
  switch (expression.kind) {
    case 'marker':
      return expression.status === '?' ? null : { ...expression, by: 'truth' };
    case 'not': {
      const of = byTruth(expression.of);
      return of && { kind: 'not', of };
    }
    case 'and':
    case 'or': {
      const of = expression.of.map(byTruth);
      return of.includes(null) ? null : { kind: expression.kind, of: of as PopulationExpression[] };
    }
    default:
      return expression;
  }
}

function subjectOf(population: PopulationExpression, interaction: string | null, prefix = ''): string {
  const text = populationText(population);
  if (interaction === null) return text;
  return `${prefix}${interaction} interaction${population.kind === 'all' ? '' : ` in ${text}`}`;
}

/**
 * Whether two sets of patients have the same truth, entry and place in the test, in the same proportions: for an interaction, in the
 * marker's positive and in its negative each.
 */
function same(
  a: Patients,
  b: Patients,
  test: TestSpec,
  { endpoints }: Truth,
  mix: PatientMix,
  population: Population,
): boolean {
  const names = [...test.stratifyBy, ...test.covariates.filter((name) => name !== 'baseline')];
  const shares = ({ weights, voice }: Patients) => {
    const counts = new Map<string, { part: string; weight: number }>();
    const parts = new Map<string, number>();
    population.groups.forEach((group, g) => {
      const part = test.interaction === null ? '' : labelOf(group, [test.interaction], voice);
      if (weights[g] === 0 || part === '?') return;
      const { screened, delay } = mix.entry[g];
      const key = JSON.stringify([
        part,
        group.levels,
        group.truth,
        screened,
        delay,
        labelOf(group, names, voice),
        [0, 1].map((arm) => isGiven(endpoints[test.of], group, arm)),
      ]);
      counts.set(key, { part, weight: (counts.get(key)?.weight ?? 0) + weights[g] });
      parts.set(part, (parts.get(part) ?? 0) + weights[g]);
    });
    return new Map([...counts].map(([key, { part, weight }]) => [key, weight / (parts.get(part) as number)]));
  };
  const one = shares(a);
  const two = shares(b);
  return (
    one.size === two.size && [...one].every(([key, share]) => Math.abs(share - (two.get(key) ?? 0)) < 1e-12)
  );
}
