import { SLOT } from '../../analyses/analysis.ts';
import type { Bounds } from '../../group-sequential/bounds.ts';
import { chebyshevSum } from '../../group-sequential/chebyshev.ts';
import { stagewiseEffect } from '../../group-sequential/stagewiseOrdering.ts';
import { normalQuantile } from '../../numeric/normal.ts';
import { RESULTS } from '../trial.ts';
import { CONDUCTS, DECISIONS, ESTIMATE, ESTIMATES } from './decisions.ts';
import type { SequentialFamily } from './sequentialFamily.ts';

/** Points of z that a table rests on, and its ends; beyond them the correction is that of the end. */
const POINTS = 48;
const FARTHEST = 8;

const Z95 = normalQuantile(0.975);

/** What is added to z at a stop: to its median-unbiased value and to the limits of its 95 % interval. */
interface Correction {
  median(z: number): number;
  lower(z: number): number;
  upper(z: number): number;
}

const NONE: Correction = { median: () => 0, lower: () => -Z95, upper: () => Z95 };

/**
 * Estimates that allow for the looks, written when a trial has stopped: for a trial whose looks decide on one test the
 * median-unbiased estimate and 95 % interval of the stage-wise ordering (NaN for the others: when they stop depends on the
 * other tests too); for every test the repeated interval, of the level of its bounds.
 *
 * Estimate and limits are moved on the scale of z by what the ordering moves z at planned information, from tables: no quadrature
 * in a replicate. Error of the tables below 5e-4 of a standard error (measured for up to five looks).
 *
 * @param sign of each test: 1 where a larger estimate is better
 * @param tests of the trial
 */
export function adjustedEstimates(
  family: SequentialFamily,
  sign: Float64Array,
  tests: number,
  results: Float64Array,
  decisions: Float64Array,
): (final: number, look: number, fractions: readonly Float64Array[]) => void {
  const { places } = family;
  const corrections = places.length === 1 ? correctionsOf(family) : null;
  const last = family.bounds.map((byLevel) => byLevel[byLevel.length - 1]);
  return (final, look, fractions) => {
    for (let j = 0; j < places.length; j++) {
      const at = final + places[j] * RESULTS;
      const to = tests * DECISIONS + CONDUCTS + places[j] * ESTIMATES;
      const estimate = results[at + SLOT.estimate];
      const error = results[at + SLOT.standardError];
      const half = last[j] === undefined ? Number.NaN : last[j][look].bound(fractions[j]) * error;
      decisions[to + ESTIMATE.repeatedLower] = estimate - half;
      decisions[to + ESTIMATE.repeatedUpper] = estimate + half;
      if (corrections === null) continue;
      const z = results[at + SLOT.z];
      const { median, lower, upper } = corrections[look];
      const [down, up] = sign[j] > 0 ? [lower(z), upper(z)] : [-upper(z), -lower(z)];
      decisions[to + ESTIMATE.median] = estimate + sign[j] * median(z) * error;
      decisions[to + ESTIMATE.lower] = estimate + down * error;
      decisions[to + ESTIMATE.upper] = estimate + up * error;
    }
  };
}

/** By look at which the only test of a family stops. */
function correctionsOf({ planned, bounds, futility, other }: SequentialFamily): Correction[] {
  const [information] = planned;
  const fractions = Float64Array.from(information);
  const upper = bounds[0][0].map((bound) => bound.bound(fractions));
  const symmetric = other[0] === 'symmetric';
  const lower = information.map((_, k) =>
    symmetric ? -upper[k] : (futility[0][k]?.z ?? Number.NEGATIVE_INFINITY),
  );
  const key = JSON.stringify([information, upper.map(String), lower.map(String)]);
  const made = known.get(key) ?? stagewiseCorrections({ information, upper, lower });
  if (known.size === MOST_KNOWN) known.clear();
  known.set(key, made);
  return made;
}

/** Corrections made so far, by the bounds that they are made for: points of a sweep share them. */
const known = new Map<string, Correction[]>();
const MOST_KNOWN = 50;

/** By look at which a trial with these bounds stops. */
export function stagewiseCorrections(bounds: Bounds): Correction[] {
  const { information } = bounds;
  return information.map((_, look) => {
    if (look === 0) return NONE;
    const root = Math.sqrt(information[look]);
    const table = (probability: number) => {
      const moved = ([x]: readonly number[]) => {
        const z = x * FARTHEST;
        return stagewiseEffect(bounds, { look, z }, probability) * root - z;
      };
      const sum = chebyshevSum(moved, [POINTS]);
      const place = new Float64Array(1);
      return (z: number) => {
        place[0] = Math.max(-1, Math.min(1, z / FARTHEST));
        return sum.value(place);
      };
    };
    return { median: table(0.5), lower: table(0.025), upper: table(0.975) };
  });
}
