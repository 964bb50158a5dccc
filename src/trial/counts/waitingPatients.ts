import type { EnrolmentPlan } from '../../designs/enrolmentPlan.ts';
import { DiscreteSampler } from '../../distributions/discreteSampler.ts';
import type { Population } from '../../population/groups.ts';
import type { Stream } from '../../rng/stream.ts';
import type { OpenBlocks } from './openBlocks.ts';
import type { ScreeningClock } from './screeningClock.ts';

const WORDS = 4294967296;

/** Patients who come while the last of a look wait to be assessed, one by one. */
export interface WaitingPatients {
  /** Those randomised, by class; refilled by `come`. */
  readonly cells: Int32Array;
  randomised: number;
  /** Calendar month at which the last of the randomised had come; NaN where there is none. */
  month: number;
  /**
   * @param places left in the trial
   * @param next stage of the fixed numbers whose places are open: that of the next look
   * @param enters whoever came by this calendar month is randomised by the look
   * @param look the month by which they come
   * @param recruited by group: who is randomised up to the look
   * @param later by group: who of those in screening at the look is randomised after it; null where nobody is
   */
  come(
    places: number,
    next: number,
    enters: number,
    look: number,
    recruited: Uint8Array,
    later: Uint8Array | null,
    clock: ScreeningClock,
    stream: Stream,
  ): void;
}

/** @param blocks of the whole trial; null where patients are allocated each by himself */
export function createWaitingPatients(
  { arms, quotaOf, stages, stratumOf }: EnrolmentPlan,
  population: Population,
  blocks: OpenBlocks | null,
): WaitingPatients {
  const probability = Float64Array.from(population.groups, (group) => group.probability);
  const group = new DiscreteSampler([{ lowest: 0, probability }]);
  const limit = (arms.experimental / (arms.experimental + arms.control)) * WORDS;
  const cells = new Int32Array(2 * probability.length);
  const arm = (g: number, stream: Stream) =>
    blocks === null ? Number(stream.next() >>> 0 < limit) : blocks.next(stratumOf[g], stream);
  /** Places of the stage at hand, where numbers are fixed. */
  const left = new Int32Array(stages[0].length);
  let stage = 0;
  let open = 0;

  function begin(next: number): void {
    stage = next;
    open = 0;
    for (let q = 0; q < left.length; q++) {
      left[q] = stages[next][q];
      open += left[q];
    }
  }

  /** Whether there is a place for a quota's patient, who then takes it. */
  function takes(quota: number): boolean {
    if (left[quota] === 0) return false;
    left[quota]--;
    if (--open === 0 && stage + 1 < stages.length) begin(stage + 1);
    return true;
  }

  return {
    cells,
    randomised: 0,
    month: Number.NaN,
    come(places, next, enters, look, recruited, later, clock, stream) {
      cells.fill(0);
      this.randomised = 0;
      this.month = Number.NaN;
      let free = places;
      if (left.length > 1 && free > 0) begin(next);
      while (free > 0 && clock.next(look, stream)) {
        const g = group.draw(0, stream.next());
        if (recruited[g] === 0 || (left.length > 1 && !takes(quotaOf[g]))) continue;
        free--;
        if (clock.month > enters && (later === null || later[g] === 0)) continue;
        cells[2 * g + arm(g, stream)]++;
        this.randomised++;
        this.month = clock.month;
      }
      // Whoever takes a place that is given up comes after the look.
      if (free > 0 || this.randomised < places) clock.rest(look);
    },
  };
}
