import { SLOT } from '../../analyses/analysis.ts';
import type { Bounds } from '../../group-sequential/bounds.ts';
import { chebyshevSum } from '../../group-sequential/chebyshev.ts';
import { stagewiseEffect } from '../../group-sequential/stagewiseOrdering.ts';
import { normalQuantile } from '../../numeric/normal.ts';
import { remembered } from '../../numeric/remembered.ts';
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
 * Estimates that allow for the looks, written when a trial has stopped: for every test the median-unbiased estimate and 95 % interval of
 * the stage-wise ordering, and the repeated interval, of the level of its bounds.
 *
 * A test of a family is taken where its own data stop it: at the first look at which it reaches the bound of the highest level that it can
 * come to, or its futility bound. The trial has that look, since at a lower level a test is decided no earlier; and when it comes depends
 * on no other test, so that half of the estimates lie above the truth whatever the procedure. What is seen later is not used. Only where the
 * trial stops before (`stop when`, or because other tests leave no alpha) does the stop depend on other tests, and the ordering is
 * that of a stop at that look.
 *
 * Estimate and limits are moved on the scale of z by what the ordering moves z at planned information, from tables: no quadrature
 * in a replicate. Error of the tables below 5e-4 of a standard error (measured for up to five looks).
 *
 * Source: Tsiatis, Rosner & Mehta, Biometrics 1984;40:797-803 (one test).
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
  const { places, twoSided } = family;
  const width = tests * RESULTS;
  const corrections = family.bounds.map((_, j) => correctionsOf(family, j));
  const last = family.bounds.map((byLevel) => byLevel[byLevel.length - 1]);

  /** The look at which a test's own data stop it, at the latest that of the trial. */
  function ownStop(j: number, look: number, fractions: Float64Array): number {
    for (let k = 0; k < look; k++) {
      const at = k * width + places[j] * RESULTS;
      const value = results[at + SLOT.z];
      const z = twoSided[j] === 1 ? Math.abs(value) : value;
      const { z: lowest, effect } = family.futility[j][k];
      // Bounds are above 0; a z that could not be had stops nothing.
      if (z > 0 && last[j][k].reaches(z, fractions)) return k;
      if (value <= lowest || sign[j] * results[at + SLOT.estimate] <= effect) return k;
    }
    return look;
  }

  return (final, look, fractions) => {
    for (let j = 0; j < places.length; j++) {
      const at = final + places[j] * RESULTS;
      const to = tests * DECISIONS + CONDUCTS + places[j] * ESTIMATES;
      const half =
        last[j] === undefined
          ? Number.NaN
          : last[j][look].bound(fractions[j]) * results[at + SLOT.standardError];
      decisions[to + ESTIMATE.repeatedLower] = results[at + SLOT.estimate] - half;
      decisions[to + ESTIMATE.repeatedUpper] = results[at + SLOT.estimate] + half;
      if (last[j] === undefined) continue;
      const own = ownStop(j, look, fractions[j]);
      const there = own === look ? at : own * width + places[j] * RESULTS;
      const estimate = results[there + SLOT.estimate];
      const error = results[there + SLOT.standardError];
      const z = results[there + SLOT.z];
      const { median, lower, upper } = corrections[j][own];
      const [down, up] = sign[j] > 0 ? [lower(z), upper(z)] : [-upper(z), -lower(z)];
      decisions[to + ESTIMATE.median] = estimate + sign[j] * median(z) * error;
      decisions[to + ESTIMATE.lower] = estimate + down * error;
      decisions[to + ESTIMATE.upper] = estimate + up * error;
    }
  };
}

/** By look at which a test of a family stops: with the bounds of the highest level that it can come to. */
function correctionsOf({ planned, bounds, futility, other }: SequentialFamily, j: number): Correction[] {
  const highest = bounds[j].at(-1);
  if (highest === undefined) return [];
  const information = planned[j];
  const fractions = Float64Array.from(information);
  const upper = highest.map((bound) => bound.bound(fractions));
  const symmetric = other[j] === 'symmetric';
  const lower = information.map((_, k) =>
    symmetric ? -upper[k] : (futility[j][k]?.z ?? Number.NEGATIVE_INFINITY),
  );
  const key = JSON.stringify([information, upper.map(String), lower.map(String)]);
  return corrections(key, () => stagewiseCorrections({ information, upper, lower }));
}

/** By the bounds that they are made for: points of a sweep share them. */
const corrections = remembered<Correction[]>(200);

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
