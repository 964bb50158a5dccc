import type { PlannedInformation } from '../../designs/plannedInformation.ts';
import { familyPlaces, procedureSpec } from '../../designs/procedureSpec.ts';
import type { OtherSide } from '../../group-sequential/bounds.ts';
import { procedureWeights } from '../../multiplicity/procedureWeights.ts';
import type { Monitoring } from '../../scenario/conductModel.ts';
import type { TestSpec, TrialDesign } from '../../scenario/model.ts';
import { bindingBounds, type FutilityBound, futilityBounds } from './futility.ts';
import { type LookBound, lookBounds } from './lookBounds.ts';

/** A family that is tested at every look: its levels in every intersection, with the bounds that go with each. */
export interface SequentialFamily {
  /** Places of its tests in the trial. */
  readonly places: Int32Array;
  /** Whether a hypothesis is tested with |z|. */
  readonly twoSided: Uint8Array;
  /** Places among the levels of test j in an intersection: `levelOf[mask * stride + j]`; -1 without any alpha. */
  readonly levelOf: Int16Array;
  /** 0 where levels are the same in every intersection. */
  readonly stride: number;
  readonly monotone: boolean;
  /** Bounds by test, level, look. */
  readonly bounds: readonly (readonly (readonly LookBound[])[])[];
  /** Information that makes a fraction of 1, by test. */
  readonly most: Float64Array;
  /** By test, look before the last. */
  readonly futility: readonly (readonly FutilityBound[])[];
  /** One-sided level of each test when it is the last of its family. */
  readonly fullLevel: Float64Array;
  /** Planned fractions of information by test, look. */
  readonly planned: readonly (readonly number[])[];
  /** What bounds of a test take on their other side. */
  readonly other: readonly (OtherSide | undefined)[];
}

/** Levels nearer than this are one. */
const SAME_LEVEL = 1e-12;

/** The tests of a monitored trial that are decided look by look: those of its family, or all of them at their own alpha. */
export function sequentialFamily(
  { tests, multiplicity }: TrialDesign,
  monitoring: Monitoring,
  information: PlannedInformation,
): SequentialFamily {
  const places = multiplicity === null ? [...tests.keys()] : familyPlaces(multiplicity, tests);
  const size = places.length;
  const own = places.map((t) => tests[t]);
  const weighted =
    multiplicity === null ? null : procedureWeights(procedureSpec(multiplicity, places, information));
  if (multiplicity !== null && weighted === null)
    throw new TypeError(`${multiplicity.procedure.kind} cannot be used at several looks`);
  // On one side; as the file states it, for tables of spending.
  const alpha = own.map((test) =>
    multiplicity === null ? test.alpha / test.sided : multiplicity.alpha / multiplicity.sided,
  );
  const stated = own.map((test) => multiplicity?.alpha ?? test.alpha);
  const constant = multiplicity === null || multiplicity.procedure.kind === 'none';
  const weight = constant ? new Float64Array(size).fill(1) : weighted!.weights.weight;
  const levels = own.map((_, j) => {
    const all = [...weight].filter((w, at) => at % size === j && w > 0).map((w) => w * alpha[j]);
    return all.sort((a, b) => a - b).filter((level, i) => i === 0 || level - all[i - 1] > SAME_LEVEL);
  });
  const levelOf = Int16Array.from(weight, (w, at) => {
    const j = at % size;
    return w > 0 ? levels[j].findIndex((level) => Math.abs(level - w * alpha[j]) <= SAME_LEVEL) : -1;
  });
  const expected = own.map((_, j) => information.expected[places[j]]);
  // A test of nobody has no z: any plan does for it.
  const most = expected.map((row) => (row[row.length - 1] > 0 ? row[row.length - 1] : 1));
  const planned = expected.map((row, j) =>
    row[row.length - 1] > 0 ? row.map((value) => value / most[j]) : row.map((_, k) => (k + 1) / row.length),
  );
  const fullLevel = own.map((_, j) => (constant ? alpha[j] : (levels[j].at(-1) ?? alpha[j])));
  const rules = own.map((test) => monitoring.futility.filter(({ of }) => of.includes(test.name)));
  const other = own.map((test, j): OtherSide | undefined => {
    if (test.sided === 2) return 'symmetric';
    const level = { level: fullLevel[j], alpha: stated[j], other: undefined };
    return bindingBounds(rules[j], monitoring.bounds, planned[j], level);
  });
  return {
    places: Int32Array.from(places),
    twoSided: Uint8Array.from(own, (test: TestSpec) => (test.sided === 2 ? 1 : 0)),
    levelOf,
    stride: constant ? 0 : size,
    monotone: weighted?.monotone ?? true,
    most: Float64Array.from(most),
    bounds: own.map((_, j) => {
      const deviation = information.deviation[places[j]].map((value) => value / most[j]);
      return levels[j].map((level) =>
        lookBounds(monitoring, planned[j], deviation, { level, alpha: stated[j], other: other[j] }),
      );
    }),
    futility: own.map((_, j) => {
      const level = { level: fullLevel[j], alpha: stated[j], other: other[j] };
      return futilityBounds(rules[j], monitoring.bounds, planned[j], level);
    }),
    fullLevel: Float64Array.from(fullLevel),
    planned,
    other,
  };
}
