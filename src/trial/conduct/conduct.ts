import type { PlannedTrial } from '../plannedTrial.ts';

/** How a trial decides: set up once, asked after the analyses of every look. */
export interface Conduct {
  /** Clears the decisions: call it before the first look of a replicate. */
  start(): void;
  /**
   * Decides on the results of looks 0..look and writes it to the decisions block. Where the trial stops, its final results
   * (those of the last look) become the results of this look, and those of looks that never came NaN.
   *
   * @returns whether the trial stops here; at the last look always
   */
  decide(look: number): boolean;
  /** What the trial must do besides being analysed; null where the looks only decide. */
  readonly adaptation: Adaptation | null;
  /** Levels that it closes; the trial then asks for `judge` at looks before the last, and for `decide` at the last alone. */
  readonly closing?: LevelClosing;
}

/** Levels of a factor, each recruited until its own test is decided. */
export interface LevelClosing {
  /** Tests of the levels, by their place in the design. */
  readonly tests: Int32Array;
  /** 1 where a level is recruited. */
  readonly open: Uint8Array;
  /**
   * Decides on levels from the results of a look.
   *
   * @param look from 0
   * @param level the one that the look is of, -1 where it is of all
   * @param predictive by test: predictive probability, NaN where no look asks for it
   * @returns whether what is recruited has changed
   */
  judge(look: number, level: number, month: number, predictive: Float64Array): boolean;
  /** Writes the month of the final analysis for levels that nothing before it decided. */
  end(month: number): void;
}

/** How a trial changes after a look. */
export interface Adaptation {
  /** The look, from 0. */
  readonly after: number;
  /** Groups that are recruited after it, null while that is everybody; null altogether where recruitment goes on as it was. */
  readonly recruited: (() => Uint8Array | null) | null;
  /**
   * Wanted from the trial before `decide`, in the form of `results`: the tests of each stage's own patients; null where
   * the results say enough.
   */
  readonly stageResults: Float64Array | null;
  /** How the final look is moved after it; null where it stays as planned. */
  readonly reassessment: Reassessment | null;
  /** Events to which the first stage's patients are followed, of a time-to-event endpoint with stages of patients. */
  readonly firstStageEvents: number | null;
}

/** A final look that waits for what conditional power needs. */
interface Reassessment {
  /** Events or patients that the final look should add, as wanted after the look of the adaptation. */
  readonly further: () => number;
  /** Limit of the final number. */
  readonly most: number;
}

/** What a conduct knows of the trial's plan. */
export type ConductPlan = Pick<PlannedTrial, 'design' | 'plan' | 'expectations'>;
