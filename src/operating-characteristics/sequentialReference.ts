import { isAdaptive } from '../designs/isAdaptive.ts';
import { allocationOf } from '../designs/limits/allocation.ts';
import { dataCutLimit } from '../designs/limits/dataCutLimit.ts';
import { exactLooks } from '../designs/limits/exactSingleArm.ts';
import { rateOf } from '../designs/limits/oneSampleLimit.ts';
import { enrolledMix, within } from '../designs/limits/patientMix.ts';
import { testLaw } from '../designs/limits/testLaw.ts';
import { readsCurves } from '../designs/measureOf.ts';
import { plannedInformation } from '../designs/plannedInformation.ts';
import { responseRate } from '../endpoints/laws.ts';
import type { PointRun } from '../engine/engineOptions.ts';
import { exitProbabilities } from '../group-sequential/exitProbabilities.ts';
import type { TestSpec } from '../scenario/model.ts';
import { boundsFor } from '../trial/conduct/boundsFor.ts';
import { bindingBounds, futilityBounds } from '../trial/conduct/futility.ts';
import type { PlannedTrial } from '../trial/plannedTrial.ts';

/** Patients or events at a look below which normal theory says nothing: z is seldom there, or takes few values. */
const LEAST_INFORMATION = 10;

/** Where a trial of one group-sequential test stops, computed. */
export interface SequentialReference {
  /** Of rejecting at each look. */
  readonly reject: readonly number[];
  /** Of being dropped at each look before the last. */
  readonly drop: readonly number[];
  /** Whether it is an enumeration and no limit. */
  readonly exact: boolean;
}

/**
 * Exit probabilities of a trial whose looks decide on one one-sided test: by recursive quadrature, with the bounds of the planned
 * information and the test's limiting law at each look, or of one rate by enumeration. Null for other trials, for futility on the scale of the estimate, and for looks at next
 * to nothing.
 */
export function sequentialReference(run: PointRun, trial: PlannedTrial): SequentialReference | null {
  const { design, plan, expectations, truth } = trial;
  const { monitoring, multiplicity, tests } = design;
  const names = multiplicity?.of ?? tests.map((test) => test.name);
  const index = tests.findIndex((test) => test.name === names[0]);
  if (
    monitoring === null ||
    isAdaptive(design) ||
    names.length !== 1 ||
    tests[index].sided === 2 ||
    // Their information is the inverse of their variance, not the share of the events.
    readsCurves(tests[index]) ||
    tests[index].target !== null
  )
    return null;
  const { population } = run.compiled.point;
  const mix = enrolledMix(design, plan, truth, population);
  const allocation = allocationOf(design, plan, mix);
  const laws = expectations.lookMonths.map((month) =>
    testLaw(tests[index], dataCutLimit(truth, population, mix, month), allocation),
  );
  const { expected } = plannedInformation(design, plan, population, expectations);
  if (expected[index].some((value) => value < LEAST_INFORMATION)) return null;
  const most = expected[index].at(-1) as number;
  const information = expected[index].map((value) => value / most);
  const alpha = multiplicity?.alpha ?? tests[index].alpha;
  const rules = monitoring.futility.filter(({ of }) => of.includes(names[0]));
  const own = { level: alpha, alpha, other: undefined };
  const level = { ...own, other: bindingBounds(rules, monitoring.bounds, information, own) };
  const futility = futilityBounds(rules, monitoring.bounds, information, level);
  if (futility.some(({ effect }) => effect > Number.NEGATIVE_INFINITY)) return null;
  const { upper } = boundsFor(monitoring.bounds, information, level, true);
  const lower = [...futility.map(({ z }) => z), Number.NEGATIVE_INFINITY];
  const exact = exactExits(trial, tests[index], expected[index], run, upper, lower);
  if (exact !== null) return exact;
  // About its own mean at each look z has the canonical law of no effect.
  const centred = (bounds: readonly number[]) =>
    bounds.map((bound, k) => (bound - laws[k].mean) / laws[k].sd);
  const exits = exitProbabilities({ information, upper: centred(upper), lower: centred(lower) }, 0);
  return Number.isNaN(exits.beyond)
    ? null
    : { reject: exits.upper, drop: exits.lower.slice(0, -1), exact: false };
}

/** Where a test of one rate ends whose looks wait for fixed numbers of patients, all of one rate or drawn from one mix; null elsewhere. */
function exactExits(
  { design, plan, truth }: PlannedTrial,
  test: TestSpec,
  expected: readonly number[],
  { compiled }: PointRun,
  upper: readonly number[],
  lower: readonly number[],
): SequentialReference | null {
  const endpoint = truth.endpoints[test.of];
  if (endpoint.kind !== 'binary' || test.against?.kind !== 'rate' || test.stages !== null) return null;
  const { population } = compiled.point;
  const patients = design.looks.map((look) =>
    look.kind === 'patients' ? look.n : look.kind === 'follow-up' ? plan.n : Number.NaN,
  );
  if (!patients.every((n, k) => Math.abs(n - expected[k]) < 1e-6)) return null;
  const mix = enrolledMix(design, plan, truth, population);
  const arm = mix.experimental === 1 ? 1 : 0;
  const weights = within(mix.patients, population, test.in);
  const rate = rateOf(endpoint, population, weights, arm);
  // Else the mix of a look's patients is not that of all, or not the same in every trial.
  const alike = population.groups.every(
    (group, g) => weights[g] === 0 || Math.abs(responseRate(endpoint, group, arm) - rate) < 1e-12,
  );
  const oneMix = plan.quotas.length === 1 && population.mixes.length === 1 && population.variation === null;
  if (!alike && !oneMix) return null;
  return { ...exactLooks(test, test.against, endpoint, rate, patients, upper, lower), exact: true };
}
