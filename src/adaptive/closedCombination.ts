import type { Combination } from './combination.ts';
import type { PairBounds } from './pairBounds.ts';
import type { StageIntersection } from './stageIntersection.ts';

/** The intersection of two populations. */
const PAIR = 0b11;

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
 * No allocation in a call: 2^size - 1 intersections, those of hypotheses that are not rejected by themselves passed over.
 *
 * @param size populations, 1 to 4
 * @param bounds of the z of the intersection of two populations, which save it in most trials; null: always the test itself
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
  bounds: PairBounds | null = null,
): ClosedCombination {
  if (!(size >= 1 && size <= MOST_POPULATIONS))
    throw new RangeError(`size: got ${size}; 1 to ${MOST_POPULATIONS} populations`);
  const { stages } = combination;
  const masks = 1 << size;
  const stageZ = new Float64Array(masks * stages);
  /** By intersection: looks of which its z is known, looks at which it has been tested, and whether it has been rejected. */
  const known = new Uint8Array(masks);
  const asked = new Uint8Array(masks);
  const rejected = new Uint8Array(masks);
  const z = new Float64Array(size * stages);
  const presentAt = new Int32Array(stages);
  const correlationAt = new Float64Array(stages);
  const own = new Float64Array(size);
  let decided = 0;

  /** Bounds of the z of the pair by look, where there are any. */
  const low = new Float64Array(bounds === null ? 0 : stages);
  const high = new Float64Array(bounds === null ? 0 : stages);

  /** Fills the z of an intersection for the looks up to one. */
  function fill(mask: number, look: number): void {
    for (let k = known[mask]; k <= look; k++) {
      for (let j = 0; j < size; j++) own[j] = z[k * size + j];
      stageZ[mask * stages + k] = intersection(own, mask & presentAt[k], correlationAt[k]);
    }
    if (look >= known[mask]) known[mask] = look + 1;
  }

  /** Of the pair: 1 it is rejected at a look, 0 it is not, -1 the bounds do not tell. */
  function byBounds(by: PairBounds, look: number): -1 | 0 | 1 {
    for (let k = 0; k <= look; k++) {
      const both = presentAt[k] === PAIR;
      const only = presentAt[k] === 0b01 ? z[2 * k] : z[2 * k + 1];
      const greatest = Math.max(z[2 * k], z[2 * k + 1]);
      // A z that could not be had: left to the test itself.
      if ((!both && presentAt[k] === 0) || (both && Number.isNaN(greatest))) return -1;
      low[k] = both ? by.lower(greatest, correlationAt[k]) : only;
      high[k] = both ? by.upper(greatest, correlationAt[k]) : only;
    }
    if (combination.rejects(low, 0, look)) return 1;
    return combination.rejects(high, 0, look) ? -1 : 0;
  }

  /** Whether an intersection is rejected at a look or before; looked at only when it is asked for. */
  function isRejected(mask: number, look: number): boolean {
    for (let k = asked[mask]; rejected[mask] === 0 && k <= look; k++) {
      const quick = bounds !== null && mask === PAIR ? byBounds(bounds, k) : -1;
      if (quick < 0) fill(mask, k);
      if (quick === 1 || (quick < 0 && combination.rejects(stageZ, mask * stages, k))) rejected[mask] = 1;
      asked[mask] = k + 1;
    }
    return rejected[mask] === 1;
  }

  return {
    size,
    start() {
      // Not by `fill`: for a few numbers the call costs more than the loop.
      for (let mask = 0; mask < masks; mask++) {
        known[mask] = 0;
        asked[mask] = 0;
        rejected[mask] = 0;
      }
      decided = 0;
    },
    stage(look, values, present, correlation) {
      for (let j = 0; j < size; j++) z[look * size + j] = values[j];
      presentAt[look] = present;
      correlationAt[look] = correlation;
      // The hypotheses themselves first: most trials end here, and the intersections cost more.
      let open = present & ~decided;
      for (let j = 0; j < size; j++) if ((open >> j) & 1 && !isRejected(1 << j, look)) open &= ~(1 << j);
      for (let mask = masks - 1; mask > 0 && open !== 0; mask--) {
        if ((mask & open) !== 0 && !isRejected(mask, look)) open &= ~mask;
      }
      decided |= open;
      return decided;
    },
  };
}
