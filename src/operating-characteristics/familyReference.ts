import { isAdaptive } from '../designs/isAdaptive.ts';
import { plannedInformation } from '../designs/plannedInformation.ts';
import { procedureSpec } from '../designs/procedureSpec.ts';
import type { PointRun } from '../engine/engineOptions.ts';
import { createProcedure } from '../multiplicity/procedures.ts';
import { normalPlane } from '../numeric/normalPlane.ts';
import type { Column } from '../trial/columns.ts';
import { benefits, familyTruth } from '../trial/conduct/familySummary.ts';
import type { PlannedTrial } from '../trial/plannedTrial.ts';
import { planeLaws } from './planeLaws.ts';
import type { Reference } from './rows.ts';
import { type TwoStageReference, twoStageReference } from './twoStageReference.ts';
import type { Uncomputed } from './uncomputed.ts';

/** Tests of a family of which all sets are told apart. */
const MOST = 6;

/** Probabilities of the sets of a family that are rejected. */
interface FamilyReference {
  /** Places of the tests in the trial; bit j of a mask is the j-th of them. */
  readonly places: readonly number[];
  /** By mask. */
  readonly rejected: Float64Array;
  readonly kind: string;
}

const known = new WeakMap<PlannedTrial, FamilyReference | Uncomputed | null>();

/**
 * The joint law of the rejections of a family of tests, at one look or in two stages that are combined: why there is none, or null of a
 * trial without such a family.
 */
function familyReference(run: PointRun, trial: PlannedTrial): FamilyReference | Uncomputed | null {
  const found = known.get(trial);
  if (found !== undefined) return found;
  const made = computed(run, trial);
  known.set(trial, made);
  return made;
}

/** What is computed of an adaptive trial; null of another, and where it is not known. */
function adaptiveReference(run: PointRun, trial: PlannedTrial): TwoStageReference | null {
  if (trial.design.multiplicity === null || !isAdaptive(trial.design)) return null;
  const found = twoStageReference(run, trial);
  return typeof found === 'string' ? null : found;
}

function computed(run: PointRun, trial: PlannedTrial): FamilyReference | Uncomputed | null {
  const { design } = trial;
  const { multiplicity, monitoring } = design;
  if (multiplicity === null || (monitoring?.close ?? null) !== null) return null;
  if (isAdaptive(design)) {
    const found = twoStageReference(run, trial);
    if (typeof found === 'string') return found;
    return { places: found.places, rejected: found.probabilities.rejected, kind: 'two-stage quadrature' };
  }
  if (multiplicity.of.length < 2) return null;
  if (monitoring !== null) return 'looks';
  return multiplicity.of.length > MOST ? 'populations' : oneLook(run, trial);
}

/** A procedure on the z of one look, which are combinations of two independent ones: regions of the plane by quadrature. */
function oneLook(run: PointRun, trial: PlannedTrial): FamilyReference | Uncomputed {
  const { design, plan, expectations } = trial;
  const { population } = run.compiled.point;
  const multiplicity = design.multiplicity!;
  const places = multiplicity.of.map((name) => design.tests.findIndex((test) => test.name === name));
  const tests = places.map((place) => design.tests[place]);
  if (multiplicity.sided === 2) return 'two-sided';
  const laws = planeLaws(trial, population, tests);
  if (typeof laws === 'string') return laws;
  const information = plannedInformation(design, plan, population, expectations);
  const { insist } = multiplicity;
  const procedure = createProcedure(procedureSpec(multiplicity, places, information), { insist });
  const z = new Float64Array(tests.length);
  const decided = new Uint8Array(tests.length);
  const region = (x: number, y: number) => {
    for (let t = 0; t < z.length; t++) {
      const { mean, sd, x: first, y: second } = laws[t];
      z[t] = mean + sd * (first * x + second * y);
    }
    procedure.reject(z, decided);
    return decided.reduce((mask, rejected, t) => mask | (rejected << t), 0);
  };
  const rejected = new Float64Array(2 ** tests.length);
  const add = (x: number, y: number, weight: number) => {
    rejected[region(x, y)] += weight;
  };
  const borders = laws.map(({ x, y }) => Math.atan2(x, -y));
  normalPlane(region, add, borders);
  return { places, rejected, kind: 'joint law, quadrature' };
}

/** Of rejecting one test of the family. */
export function rejectionReference(run: PointRun, trial: PlannedTrial, index: number): Reference | null {
  const found = familyReference(run, trial);
  if (found === null || typeof found === 'string') return null;
  const bit = found.places.indexOf(index);
  return bit < 0 ? null : { value: holding(found.rejected, bit), kind: found.kind };
}

/** Of going on after the selection. */
export function selectionReference(run: PointRun, trial: PlannedTrial, index: number): Reference | null {
  const found = adaptiveReference(run, trial);
  const bit = found?.places.indexOf(index) ?? -1;
  if (found === null || bit < 0) return null;
  const { selected } = found.probabilities;
  return {
    value: holding(selected, bit) / selected.reduce((sum, p) => sum + p, 0),
    kind: 'two-stage quadrature',
  };
}

/** Of what an adaptive trial decides at a look. */
export function stageReference(
  run: PointRun,
  trial: PlannedTrial,
  { quantity, look }: Column,
  index: number,
): Reference | null {
  const found = adaptiveReference(run, trial);
  if (found === null) return null;
  const { early, rejected, efficacy, futility } = found.probabilities;
  const reference = (value: number): Reference => ({ value, kind: 'two-stage quadrature' });
  if (quantity === 'stops for efficacy') return reference(efficacy);
  if (quantity === 'stops for futility') return reference(futility);
  const bit = found.places.indexOf(index);
  if (quantity !== 'rejected at' || bit < 0) return null;
  const first = holding(early, bit);
  return reference(look === 1 ? first : holding(rejected, bit) - first);
}

/** Probability of the sets that hold a test. */
const holding = (byMask: Float64Array, bit: number) =>
  byMask.reduce((sum, p, mask) => sum + ((mask >> bit) & 1 ? p : 0), 0);

/** What is said of the family as a whole. */
export function wholeFamilyReference(
  run: PointRun,
  trial: PlannedTrial,
  { quantity }: Column,
): Reference | null {
  const found = familyReference(run, trial);
  const truth = familyTruth(trial.design, trial.truth, trial.estimands);
  if (found === null || typeof found === 'string' || truth === null) return null;
  // What opens a gate is no hypothesis.
  const bits = truth.places.map((place) => found.places.indexOf(place));
  const real = truth.effect.map(benefits);
  const mean = (value: (set: boolean[]) => number) =>
    found.rejected.reduce((sum, p, mask) => sum + p * value(bits.map((bit) => ((mask >> bit) & 1) === 1)), 0);
  const count = (set: boolean[], of: boolean) => set.filter((one, j) => one && real[j] === of).length;
  const value = (): number | null => {
    switch (quantity) {
      case 'familywise error':
        return mean((set) => Math.min(1, count(set, false)));
      case 'disjunctive power':
        return mean((set) => Math.min(1, count(set, true)));
      case 'conjunctive power':
        return mean((set) => Number(count(set, true) === truth.effects));
      case 'average power':
        return mean((set) => count(set, true) / truth.effects);
      case 'rejections':
        return mean((set) => set.filter(Boolean).length);
      default:
        return null;
    }
  };
  const known = value();
  return known === null ? null : { value: known, kind: found.kind };
}

/** Mean of a size or month of an adaptive trial: what is expected where some go on, by their probabilities. */
export function adaptiveExpectation(
  run: PointRun,
  trial: PlannedTrial,
  { quantity }: Column,
): Reference | null {
  const of = EXPECTED[quantity as keyof typeof EXPECTED];
  const found = of === undefined ? null : adaptiveReference(run, trial);
  if (found === null) return null;
  const { left, efficacy, futility } = found.probabilities;
  const value = left.reduce(
    (sum, p, mask) => sum + (p > 0 ? p * found.laws.expected(mask)[of] : 0),
    (efficacy + futility) * found.laws.expected(0)[of],
  );
  return Number.isFinite(value) ? { value, kind: 'fluid limit' } : null;
}

const EXPECTED = {
  screened: 'screened',
  randomised: 'randomised',
  'months to analysis': 'monthsToAnalysis',
  cost: 'cost',
} as const;

/** Why a design has no computed rejections of its families; null where it has, or has no family. */
export function uncomputedOf(run: PointRun, trials: readonly PlannedTrial[]): Uncomputed | null {
  for (const trial of trials) {
    const found = familyReference(run, trial);
    if (typeof found === 'string') return found;
  }
  return null;
}
