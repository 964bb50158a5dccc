import type { Combination } from './combination.ts';
import type { StageIntersection } from './stageIntersection.ts';

/** 15 intersections. */
const MOST_POPULATIONS = 4;

/** The closed combination test of one trial; keeps the stages of the replicate at hand. */
export interface ClosedCombination {
  /** Number of populations. */
  readonly size: number;
  /** Begins a replicate. */
  start(): void;
  /**
   * Adds a stage and decides.
   *
   * @param look from 0, in order
   * @param z of every population from this stage's data alone
   * @param present populations that are still tested: bit j is population j
   * @param correlation see `StageIntersection`
   * @returns the populations rejected so far, as a mask
   */
  stage(look: number, z: Float64Array, present: number, correlation: number): number;
}

/**
 * Closed test of several populations over stages between which populations may be dropped: a population is rejected where
 * every intersection that holds it is, at this look or before. The intersections of a dropped population are tested by
 * those that are left, and it is rejected itself no more.
 *
 * It keeps the familywise error rate at the level of the combination whatever the rule of selection was, if the stages'
 * z are independent given the selection and standard normal (or smaller) under each hypothesis.
 *
 * Source: Bretz, Schmidli, Koenig, Racine & Maurer, Biometrical Journal 2006;48:623-634; Brannath et al., Statistics
 * in Medicine 2009;28:1445-1463; Jenkins, Stone & Jennison, Pharmaceutical Statistics 2011;10:347-356.
 *
 * No allocation in a call: 2^size - 1 intersections.
 *
 * @param size populations, 1 to 4
 * @throws RangeError for another size
 *
 * @example
 * const test = closedCombination(2, stageIntersection('simes'), inverseNormalCombination([0.7, 0.7], [Infinity, 1.96]));
 * test.start();
 * test.stage(0, Float64Array.of(1.5, 1), 0b11, 0); // 0: nothing at the first look
 * test.stage(1, Float64Array.of(2.5, NaN), 0b01, 0); // 0b01: population 0
 */
export function closedCombination(
  size: number,
  intersection: StageIntersection,
  combination: Combination,
): ClosedCombination {
  if (!(size >= 1 && size <= MOST_POPULATIONS))
    throw new RangeError(`size: got ${size}; 1 to ${MOST_POPULATIONS} populations`);
  const { stages } = combination;
  const masks = 1 << size;
  const stageZ = new Float64Array(masks * stages);
  const rejected = new Uint8Array(masks);
  let decided = 0;
  return {
    size,
    start() {
      rejected.fill(0);
      decided = 0;
    },
    stage(look, z, present, correlation) {
      let open = masks - 1;
      for (let mask = masks - 1; mask > 0; mask--) {
        const at = mask * stages;
        stageZ[at + look] = intersection(z, mask & present, correlation);
        if (rejected[mask] === 0 && combination.rejects(stageZ, at, look)) rejected[mask] = 1;
        if (rejected[mask] === 0) open &= ~mask;
      }
      decided |= open & present;
      return decided;
    },
  };
}
