import type { Population } from '../population/groups.ts';
import type { CohortShift, PopulationExpression, TestSpec, TrialDesign, Truth } from '../scenario/model.ts';
import { populationText } from '../scenario/populationText.ts';
import { targetPopulation } from '../scenario/targetPopulation.ts';
import type { CohortComparator } from './cohortComparison.ts';
import { noShift } from './cohortTruth.ts';
import { armOf, patientsRead } from './contrast.ts';
import type { EnrolmentPlan } from './enrolmentPlan.ts';
import type { Estimand } from './estimand.ts';
import { cohortPatients, type Side, sidesLimit } from './limits/cohortLimit.ts';
import type { Voice } from './limits/comparison.ts';
import { type DataCutLimit, dataCutLimit } from './limits/dataCutLimit.ts';
import { entryProbability } from './limits/entryLaw.ts';
import { estimateLimit } from './limits/estimateLimit.ts';
import { oneSampleLimit } from './limits/oneSampleLimit.ts';
import { armMix, enrolledMix, populationMix, targetWeights, within } from './limits/patientMix.ts';

/** A part of what a single-arm comparison shows, on the scale of its estimate; the parts sum to the estimand. */
interface ContrastPart {
  part: 'treatment effect' | 'prognostic shift' | 'history' | 'mix shift' | 'drift' | 'unmeasured shift';
  value: number;
}

/** What a single-arm comparison shows in truth, what it is mistaken for, and what it is made of. */
export interface SingleArmTruth {
  /** First what the estimator tends to, then the effect of treatment that it is read as, if any. */
  estimands: Estimand[];
  parts: ContrastPart[];
}

/**
 * True values of a test of a single-arm trial, all computed.
 *
 * - against a fixed value, in M+: the contrast c1(M+), where c is the difference from the fixed value in the treated; it is read as the
 *   treatment effect in M+, c1(M+) - c0(M+), with c0 what the same patients would show under control. The rest is prognostic shift,
 *   c0(M+) - c0(all screened), and history: how far the fixed value is from the unselected under control, c0(all screened).
 * - a duration of response against a fixed curve: among those who respond, who on another treatment would be other patients, so that nothing
 *   more is read out of it.
 * - M+ against M- within the control arm of a randomised trial: the contrast, which is the prognostic shift between them.
 * - M+ against M-: the contrast is read as predictive, that is as the interaction (effect in M+ minus effect in M-); the rest is the
 *   prognostic shift between them.
 * - against an external cohort: the rest is prognostic shift as above, mix shift, c0(all screened) minus what the cohort as it is compared would
 *   show without drift, drift, and what nobody measured. An adjustment for the marker makes prognostic and mix shift cancel. Of hazard ratios
 *   all that follow-up of its own does to the cohort is in the mix shift.
 *
 * @param month of the data cut
 * @example
 * // rates 0.3 (M+) and 0.15 (M-) under either arm: contrast 0.15, treatment effect 0, prognostic shift 0.15
 */
export function singleArmTruth(
  test: TestSpec,
  trial: TrialDesign,
  plan: EnrolmentPlan,
  truth: Truth,
  population: Population,
  month: number,
): SingleArmTruth {
  const within = armOf(test);
  const whole = enrolledMix(trial, plan, truth, population);
  const mix = within === null ? whole : armMix(whole, within);
  const cut = dataCutLimit(truth, population, mix, month);
  const arm = mix.experimental === 1 ? 1 : 0;
  if (test.against?.kind === 'cohort') return cohortTruth(test, test.against, cut, arm);
  return test.against?.kind === 'population'
    ? contrastTruth(test, test.against.population, cut)
    : fixedTruth(test, trial, cut, arm);
}

function fixedTruth(test: TestSpec, trial: TrialDesign, cut: DataCutLimit, arm: 0 | 1): SingleArmTruth {
  const { population, truth } = cut;
  const own = within(assessedPatients(test, cut), population, test.in);
  const contrast = oneSampleLimit(test, cut, own, arm);
  const endpoint = truth.endpoints[test.of];
  if (endpoint.kind === 'time-to-event' && endpoint.after !== undefined) {
    const text = `responders in ${populationText(test.in)}`;
    const enrolled = { name: `${text} against the fixed value`, value: contrast };
    const target = targetEstimand(test, trial, cut, arm, text);
    return { estimands: test.target === null ? [enrolled, ...target] : [...target, enrolled], parts: [] };
  }
  const untreated = oneSampleLimit(test, cut, own, 0);
  const unselected = oneSampleLimit(test, cut, populationMix(population), 0);
  const text = populationText(test.in);
  const target = targetEstimand(test, trial, cut, arm, text);
  const enrolled = { name: `${text} against the fixed value`, value: contrast };
  return {
    estimands: [
      ...(test.target === null ? [enrolled, ...target] : [...target, enrolled]),
      { name: `treatment effect in ${text}`, value: contrast - untreated },
    ],
    parts: [
      { part: 'treatment effect', value: contrast - untreated },
      { part: 'prognostic shift', value: untreated - unselected },
      { part: 'history', value: unselected },
    ],
  };
}

/** Patients by group who are read at the cut: of a rate those who have been assessed, who are another mix where tumours come at other times. */
function assessedPatients(test: TestSpec, { truth, mix, month }: DataCutLimit): Float64Array {
  const endpoint = truth.endpoints[test.of];
  if (endpoint.kind === 'time-to-event') return mix.patients;
  const by = month - endpoint.assessedAt;
  return mix.patients.map((n, g) => {
    const share = n === 0 ? 1 : entryProbability(mix.entry[g], by);
    return share > 1 - 1e-9 ? n : n * share;
  });
}

/** The same in the patients of the target mix: those of the test among the enrolled, by the truth. None without a mix that is told or strata that make one. */
function targetEstimand(
  test: TestSpec,
  trial: TrialDesign,
  cut: DataCutLimit,
  arm: 0 | 1,
  text: string,
): Estimand[] {
  const { truth, population } = cut;
  if (test.basket !== null) return [];
  if (truth.targetMix === null && Object.keys(truth.strata).length === 0) return [];
  const weights = within(
    targetWeights(truth, population),
    population,
    targetPopulation(test.in, trial.enrol),
  );
  return [{ name: `${text} at the target mix`, value: oneSampleLimit(test, cut, weights, arm) }];
}

function cohortTruth(
  test: TestSpec,
  against: CohortComparator,
  cut: DataCutLimit,
  arm: 0 | 1,
): SingleArmTruth {
  const { population, mix, truth } = cut;
  const endpoint = truth.endpoints[test.of];
  const cohort = truth.externalCohorts?.[against.cohort];
  if (cohort === undefined) throw new TypeError(`${test.name} has no cohort`);
  const own = within(mix.patients, population, test.in);
  const treated: Side = { weights: own, arm };
  const untreated: Side = { weights: own, arm: 0 };
  const unselected: Side = { weights: populationMix(population), arm: 0 };
  const patients = cohortPatients(test, against, cohort, own, cut);
  const contrastWith = (shift: CohortShift) =>
    sidesLimit(test, cut, treated, {
      weights: patients,
      arm: 0,
      cohort: { shift, followUp: cohort.followUp },
    });
  const none = noShift(endpoint);
  const shift = cohort.shifts[test.of];
  const contrast = contrastWith(shift);
  const recorded = contrastWith({ ...shift, unmeasured: none.unmeasured });
  const undrifted = contrastWith(none);
  // Effect and prognosis of the marker are marginal: covariates have nothing to tell apart within one population.
  const plain = { ...test, covariates: [] };
  const effect = sidesLimit(plain, cut, treated, untreated);
  const prognostic = sidesLimit(plain, cut, untreated, unselected);
  const text = populationText(test.in);
  return {
    estimands: [
      { name: `${text} against ${against.cohort}`, value: contrast },
      { name: `treatment effect in ${text}`, value: effect },
    ],
    parts: [
      { part: 'treatment effect', value: effect },
      { part: 'prognostic shift', value: prognostic },
      { part: 'mix shift', value: undrifted - effect - prognostic },
      { part: 'drift', value: recorded - undrifted },
      ...(shift.unmeasured === none.unmeasured
        ? []
        : [{ part: 'unmeasured shift' as const, value: contrast - recorded }]),
    ],
  };
}

function contrastTruth(test: TestSpec, other: PopulationExpression, cut: DataCutLimit): SingleArmTruth {
  const { population, mix } = cut;
  const contrast = estimateLimit(test, cut, within(mix.patients, population, patientsRead(test)), 'assay');
  const interaction = interactionLimit(test, other, cut, mix.patients, 'assay');
  const text = `${populationText(test.in)} and ${populationText(other)}`;
  // Within the control arm the contrast is what it is read as.
  if (armOf(test) === 0)
    return {
      estimands: [{ name: `difference between ${text} under control`, value: contrast }],
      parts: [{ part: 'prognostic shift', value: contrast }],
    };
  return {
    estimands: [
      { name: `difference between ${text}`, value: contrast },
      { name: `interaction between ${text}`, value: interaction },
    ],
    parts: [
      { part: 'treatment effect', value: interaction },
      { part: 'prognostic shift', value: contrast - interaction },
    ],
  };
}

/** Effect of treatment in one population minus that in the other, as the same estimator would find it in a 1:1 randomised trial. */
function interactionLimit(
  test: TestSpec,
  other: PopulationExpression,
  { truth, population, mix, month }: DataCutLimit,
  weights: Float64Array,
  voice: Voice,
): number {
  const randomised = dataCutLimit(truth, population, { ...mix, experimental: 0.5 }, month);
  const [a, b] = [test.in, other].map((of) =>
    estimateLimit({ ...test, in: of, against: null }, randomised, within(weights, population, of), voice),
  );
  return a - b;
}
