import type { Population } from '../population/groups.ts';
import type { TrialDesign, Truth } from '../scenario/model.ts';
import type { Adaptation } from './conduct/conduct.ts';
import type { Enrolment } from './enrolment.ts';
import type { LookTime } from './lookTimes.ts';
import type { Restriction } from './restriction.ts';
import { createStagePatients, type StagePatients } from './stagePatients.ts';
import { RESULTS } from './trial.ts';

/** The part of a trial on patients that an adaptive conduct asks for. */
export interface AdaptiveTrial {
  /** Begins a replicate. */
  start(): void;
  /** Writes to the one place of `out` the month of a look; Infinity if what it waits for never comes. */
  month(look: number, out: Float64Array): void;
  /** Refills the stages' results, after the whole has been analysed. */
  analyse(look: number, month: number): void;
  /** Restricts recruitment after a look, if it is the one; returns whether anything changed. */
  adapt(look: number, month: number): boolean;
}

/**
 * @param restriction read by `looks`, written here
 * @param looks months of the looks, under the restriction
 * @param assessedAt months from randomisation to the latest assessment
 * @param horizon month by which most events have happened
 */
export function createAdaptiveTrial(
  design: TrialDesign,
  truth: Truth,
  population: Population,
  enrolment: Enrolment,
  adaptation: Adaptation,
  restriction: Restriction,
  looks: readonly LookTime[],
  assessedAt: number,
  horizon: number,
): AdaptiveTrial {
  const { after, recruited, stageResults, firstStageEvents, reassessment } = adaptation;
  const { enrolled } = enrolment;
  const part = () => createStagePatients(design, enrolled, truth, population, assessedAt, horizon);
  const stages =
    stageResults === null
      ? plainStages()
      : firstStageEvents === null
        ? assessedStages(part(), stageResults, design.tests.length * RESULTS)
        : followedStages(design, part(), part(), stageResults, firstStageEvents, restriction);
  return {
    start() {
      restriction.recruited = null;
      restriction.further = null;
      stages.start();
    },
    month(look, out) {
      const own = stages.month(look);
      if (own === null) looks[look](out);
      else out[0] = own;
    },
    analyse: stages.analyse,
    adapt(look, month) {
      if (look !== after) return false;
      restriction.month = month;
      if (reassessment !== null) {
        restriction.further = reassessment.further();
        restriction.most = reassessment.most;
      }
      restriction.recruited = recruited === null ? null : recruited();
      if (restriction.recruited === null) return false;
      enrolment.restrict(restriction.recruited, month);
      return true;
    },
  };
}

interface Stages {
  start(): void;
  /** Month of a look where the stages decide it, else null. */
  month(look: number): number | null;
  analyse(look: number, month: number): void;
}

/** The results of the looks say all. */
function plainStages(): Stages {
  return { start() {}, month: () => null, analyse() {} };
}

/** A stage's patients are those assessed since the look before: who waits for his assessment at a look is of the next. */
function assessedStages(part: StagePatients, out: Float64Array, width: number): Stages {
  let before = Number.NEGATIVE_INFINITY;
  return {
    start() {
      before = Number.NEGATIVE_INFINITY;
    },
    month: () => null,
    analyse(look, month) {
      part.take(before, month);
      part.analyse(month, out, look * width);
      before = month;
    },
  };
}

/**
 * Two stages of a time-to-event trial: who was randomised by the first look, followed to a number of events fixed before;
 * and the others, followed to theirs. The trial ends with the later of the two.
 *
 * Source: Jenkins, Stone & Jennison, Pharmaceutical Statistics 2011;10:347-356.
 */
function followedStages(
  { looks, tests }: TrialDesign,
  first: StagePatients,
  later: StagePatients,
  out: Float64Array,
  firstEvents: number,
  restriction: Restriction,
): Stages {
  const width = tests.length * RESULTS;
  const final = looks[1];
  const laterEvents = final.kind === 'events' ? final.n - firstEvents : Number.NaN;
  let split = 0;
  let firstMonth = 0;
  let laterMonth = 0;
  return {
    start() {},
    month(look) {
      if (look === 0) return null;
      first.take(Number.NEGATIVE_INFINITY, split);
      later.take(split, Number.POSITIVE_INFINITY);
      firstMonth = first.monthOfEvents(firstEvents, null);
      laterMonth = later.monthOfEvents(laterEvents, restriction.recruited);
      return Math.max(firstMonth, laterMonth);
    },
    analyse(look, month) {
      if (look === 0) split = month;
      else {
        first.analyse(Math.min(firstMonth, month), out, 0);
        later.analyse(Math.min(laterMonth, month), out, width);
      }
    },
  };
}
