import { isAdaptive } from '../designs/isAdaptive.ts';
import { allocationOf } from '../designs/limits/allocation.ts';
import { dataCutLimit } from '../designs/limits/dataCutLimit.ts';
import { enrolledMix } from '../designs/limits/patientMix.ts';
import { testLaw } from '../designs/limits/testLaw.ts';
import { readsCurves } from '../designs/measureOf.ts';
import { plannedInformation } from '../designs/plannedInformation.ts';
import type { PointRun } from '../engine/engineOptions.ts';
import { exitProbabilities } from '../group-sequential/exitProbabilities.ts';
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
}

/**
 * Exit probabilities of a trial whose looks decide on one one-sided test: by recursive quadrature, with the bounds of the planned
 * information and the test's limiting law at each look. Null for other trials, for futility on the scale of the estimate, and for looks at next
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
  // About its own mean at each look z has the canonical law of no effect.
  const centred = (bounds: readonly number[]) =>
    bounds.map((bound, k) => (bound - laws[k].mean) / laws[k].sd);
  const exits = exitProbabilities({ information, upper: centred(upper), lower: centred(lower) }, 0);
  return Number.isNaN(exits.beyond) ? null : { reject: exits.upper, drop: exits.lower.slice(0, -1) };
}
