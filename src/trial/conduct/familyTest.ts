import { SLOT } from '../../analyses/analysis.ts';
import type { PlannedInformation } from '../../designs/plannedInformation.ts';
import { familyPlaces, procedureSpec } from '../../designs/procedureSpec.ts';
import { interactionGated } from '../../multiplicity/interactionGated.ts';
import { mast } from '../../multiplicity/mast.ts';
import { overallSubgroup } from '../../multiplicity/overallSubgroup.ts';
import { createProcedure, type ProcedureSpec } from '../../multiplicity/procedures.ts';
import type { Multiplicity } from '../../scenario/conductModel.ts';
import type { TestSpec } from '../../scenario/model.ts';
import { INFORMATION, RESULTS } from '../trial.ts';

/** A family tested on the results of one look: by its procedure, all data together. */
export interface FamilyTest {
  /** Places of its tests in the trial. */
  readonly places: Int32Array;
  /** 1 where the last call rejected, in either direction. */
  readonly rejected: Uint8Array;
  /** z of the last call: a two-sided family decides on |z|. */
  readonly z: Float64Array;
  /** @param at offset of the look's results */
  test(at: number): void;
}

/** Procedures for a whole and a part read the information share of every replicate; the others the planned correlation. */
export function createFamilyTest(
  multiplicity: Multiplicity,
  tests: readonly TestSpec[],
  information: PlannedInformation,
  results: Float64Array,
): FamilyTest {
  const places = Int32Array.from(familyPlaces(multiplicity, tests));
  const size = places.length;
  const spec = procedureSpec(multiplicity, [...places], information);
  const { insist, sided } = multiplicity;
  const procedure = createProcedure(spec, { insist });
  const z = new Float64Array(size);
  const signed = new Float64Array(size);
  const rejected = new Uint8Array(size);
  const observed = observedProcedure(spec, information, [...places]);
  const read = (at: number) => {
    for (let j = 0; j < size; j++) {
      const value = results[at + places[j] * RESULTS + SLOT.z];
      signed[j] = value;
      z[j] = sided === 2 ? Math.abs(value) : value;
    }
  };
  if (observed === null) {
    return {
      places,
      rejected,
      z: signed,
      test(at) {
        read(at);
        procedure.reject(z, rejected);
      },
    };
  }
  const { part, whole, order } = observed;
  const partAt = places[part] * RESULTS + INFORMATION;
  const wholeAt = places[whole] * RESULTS + INFORMATION;
  const ordered = new Float64Array(size);
  const decided = new Uint8Array(size);
  return {
    places,
    rejected,
    z: signed,
    test(at) {
      read(at);
      for (let j = 0; j < size; j++) ordered[j] = z[order[j]];
      observed.reject(ordered, results[at + partAt] / results[at + wholeAt], decided);
      for (let j = 0; j < size; j++) rejected[order[j]] = decided[j];
    },
  };
}

interface Observed {
  readonly reject: (z: Float64Array, informationShare: number, rejected: Uint8Array) => void;
  /** Places in the family of the part and of the whole. */
  readonly part: number;
  readonly whole: number;
  /** Places in the family in the order that the procedure takes them. */
  readonly order: readonly number[];
}

/** The procedure with the information share that is seen, for those that have one. */
function observedProcedure(
  spec: ProcedureSpec,
  information: PlannedInformation,
  places: readonly number[],
): Observed | null {
  switch (spec.kind) {
    case 'overall-subgroup':
      return { ...overallSubgroup.buildObserved(spec), part: 1, whole: 0, order: [0, 1] };
    case 'mast':
      return { ...mast.buildObserved(spec), part: 0, whole: 2, order: [0, 1, 2] };
    case 'interaction-gated':
      return { ...interactionGated.buildObserved(spec), part: 1, whole: 0, order: [0, 1, 2] };
    case 'parametric': {
      if (places.length !== 2) return null;
      const whole = information.share(places[1], places[0]) !== undefined ? 0 : 1;
      const part = 1 - whole;
      if (information.share(places[part], places[whole]) === undefined) return null;
      const weights: [number, number] = [spec.weights[whole], spec.weights[part]];
      const { alpha, sides } = spec;
      const pair = overallSubgroup.buildObserved({ alpha, sides, split: { weights } });
      return { ...pair, part, whole, order: [whole, part] };
    }
    default:
      return null;
  }
}
