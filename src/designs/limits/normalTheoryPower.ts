import { normalCdf, normalQuantile } from '../../numeric/normal.ts';
import { studentTQuantile } from '../../numeric/studentT.ts';
import type { Population } from '../../population/groups.ts';
import type { TestSpec, TrialDesign, Truth } from '../../scenario/model.ts';
import { isJoint } from '../basketTests.ts';
import { armOf } from '../contrast.ts';
import type { EnrolmentPlan } from '../enrolmentPlan.ts';
import { readsCurves } from '../measureOf.ts';
import { isAdjusted } from './adjustedRateLaw.ts';
import { allocationOf } from './allocation.ts';
import { cohortPower } from './cohortPower.ts';
import { coxLimit } from './coxLimit.ts';
import { dataCutLimit } from './dataCutLimit.ts';
import { entryProbability } from './entryLaw.ts';
import { exactPower } from './exactPower.ts';
import { exactQuotaPower, exactSingleArm } from './exactSingleArm.ts';
import { armMix, enrolledMix, type PatientMix, within } from './patientMix.ts';
import { expectedTables } from './rateLimit.ts';
import { riskRows } from './riskRows.ts';
import { testLaw } from './testLaw.ts';
import { testContext } from './zLaw.ts';

/** A computed power and how it was computed. */
export interface ComputedPower {
  /** Probability that z reaches its bound in favour of the experimental arm. */
  readonly power: number;
  readonly kind: 'limiting score' | 'Schoenfeld' | 'exact binomial' | 'normal theory';
}

/** z that a test must reach. */
const boundOf = (test: TestSpec) => normalQuantile(1 - test.alpha / test.sided);

/**
 * Power of a test as the design enrols, allocates and censors: exact for one table of fixed arm sizes, otherwise from the normal
 * law that z tends to under the alternative (mean and spread), at the expected subgroup sizes and month of the cut.
 *
 * @param month of the data cut
 * @returns null where z has no such law (nobody to compare, infinite effect)
 */
export function normalTheoryPower(
  test: TestSpec,
  trial: TrialDesign,
  plan: EnrolmentPlan,
  truth: Truth,
  population: Population,
  month: number,
): ComputedPower | null {
  // Other levels and other weights than the trial's have their part in the decision.
  if (isJoint(test) || test.target !== null) return null;
  // Sizes of subgroups then have a law that no formula here knows.
  if (!plan.fixed || population.mixes.length > 1 || population.variation !== null) return null;
  const exact = exactBinomial(test, trial, plan, truth, population, month);
  if (exact !== null) return exact;
  const mix = enrolledMix(trial, plan, truth, population);
  if (test.against?.kind === 'cohort') {
    const { kind } = truth.endpoints[test.of];
    const assessed = kind === 'time-to-event' || allAssessed(mix, month - assessmentOf(truth, test));
    const single = mix.experimental === 0 || mix.experimental === 1;
    if (!assessed || !single) return null;
    return cohortPower(test, test.against, dataCutLimit(truth, population, mix, month), boundOf(test));
  }
  const power = normalCdf(powerMargin(test, trial, plan, truth, population, mix, month));
  if (Number.isNaN(power)) return null;
  const score =
    truth.endpoints[test.of].kind === 'time-to-event' &&
    test.interaction === null &&
    !readsCurves(test) &&
    (test.against === null || test.against.kind === 'population');
  return { power, kind: score ? 'limiting score' : 'normal theory' };
}

/** Standard deviations by which the mean of z is beyond its bound: the normal quantile of the power. NaN where there is none. */
export function powerMargin(
  test: TestSpec,
  trial: TrialDesign,
  plan: EnrolmentPlan,
  truth: Truth,
  population: Population,
  mix: PatientMix,
  month: number,
): number {
  const arm = armOf(test);
  // One arm of a randomised trial is taken as a single arm: how its number is fixed within strata is left out.
  const own = arm === null ? mix : armMix(mix, arm);
  const single = { ...trial, randomise: { ...trial.randomise, method: 'simple' as const } };
  const cut = dataCutLimit(truth, population, own, month);
  const { mean, sd, df } = testLaw(test, cut, allocationOf(arm === null ? trial : single, plan, own));
  const bound =
    Number.isFinite(df) && df > 1 ? studentTQuantile(1 - test.alpha / test.sided, df) : boundOf(test);
  return (mean - bound) / sd;
}

/**
 * Power of a log-rank or Cox test by Schoenfeld's formula, with the events expected and the hazard ratio that the
 * Cox estimator tends to. Null for other tests, weighted log-rank tests among them.
 *
 * Source: Schoenfeld, Biometrika 1981;68:316-319.
 */
export function schoenfeldPower(
  test: TestSpec,
  trial: TrialDesign,
  plan: EnrolmentPlan,
  truth: Truth,
  population: Population,
  month: number,
): ComputedPower | null {
  const { kind } = truth.endpoints[test.of];
  if (test.reRandomise !== undefined || test.weights !== null) return null;
  if (kind !== 'time-to-event' || readsCurves(test) || test.interaction !== null || test.against !== null)
    return null;
  const mix = enrolledMix(trial, plan, truth, population);
  const cut = dataCutLimit(truth, population, mix, month);
  const { rows } = testContext(
    test,
    cut,
    allocationOf(trial, plan, mix),
    within(mix.patients, population, test.in),
  );
  const risk = riskRows(cut.process(test.of), rows);
  const events = risk.reduce((sum, row) => row.events.reduce((all, value) => all + value, sum), 0);
  const information = events * mix.experimental * (1 - mix.experimental);
  const beyond = coxLimit(risk).beta[0] - (test.margin ?? 0);
  const power = normalCdf(-beyond * Math.sqrt(information) - boundOf(test));
  return Number.isNaN(power) ? null : { power, kind: 'Schoenfeld' };
}

/** Where one table has fixed arm sizes and every patient of an arm the same chance: everybody randomised, in one list of full blocks. */
function exactBinomial(
  test: TestSpec,
  trial: TrialDesign,
  plan: EnrolmentPlan,
  truth: Truth,
  population: Population,
  month: number,
): ComputedPower | null {
  const endpoint = truth.endpoints[test.of];
  if (endpoint.kind === 'binary' && test.against !== null && armOf(test) === null) {
    const mix = enrolledMix(trial, plan, truth, population);
    // In one arm alone: of the others a part is on the other arm.
    const single = mix.experimental === 0 || mix.experimental === 1;
    if (!single || !allAssessed(mix, month - endpoint.assessedAt)) return null;
    if (test.against.kind === 'cohort') return null;
    const power =
      plan.quotas.length === 1
        ? exactSingleArm(test, endpoint, truth, population, mix, plan.n, boundOf(test))
        : exactQuotaPower(test, endpoint, population, mix, plan, boundOf(test));
    return power === null ? null : { power, kind: 'exact binomial' };
  }
  const { method, block } = trial.randomise;
  const oneList =
    method === 'blocks' && plan.strata === 1 && plan.quotas.length === 1 && plan.n % block === 0;
  if (
    endpoint.kind !== 'binary' ||
    test.interaction !== null ||
    isAdjusted(test) ||
    test.reRandomise !== undefined ||
    !oneList
  )
    return null;
  const mix = enrolledMix(trial, plan, truth, population);
  const everybody = allAssessed(mix, month - endpoint.assessedAt);
  const weights = within(mix.patients, population, test.in);
  if (!everybody || weights.some((n, g) => n !== mix.patients[g])) return null;
  const cut = dataCutLimit(truth, population, mix, month);
  const { rows } = testContext(test, cut, allocationOf(trial, plan, mix), weights);
  const [table, ...others] = expectedTables(endpoint, cut, rows);
  if (others.length > 0) return null;
  const arms = {
    n1: Math.round(table.n1),
    p1: table.x1 / table.n1,
    n0: Math.round(table.n0),
    p0: table.x0 / table.n0,
  };
  return {
    power: exactPower(test, endpoint, truth, population, arms, boundOf(test)),
    kind: 'exact binomial',
  };
}

function assessmentOf(truth: Truth, { of }: TestSpec): number {
  const endpoint = truth.endpoints[of];
  return endpoint.kind === 'time-to-event' ? 0 : endpoint.assessedAt;
}

/** Whether everybody enrolled has entered by a month. */
function allAssessed(mix: PatientMix, month: number): boolean {
  return mix.patients.every((n, g) => n === 0 || entryProbability(mix.entry[g], month) >= 1 - 1e-9);
}
