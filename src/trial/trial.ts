import type { TableRow } from './patientRows.ts';

/**
 * One trial of a design: `run()` plays it on the cohort's current replicate, from screening to the last analysis.
 *
 * It leaves what happened in two columns that it was given: `results`, where test t at look l has its numbers from
 * `(l * tests + t) * RESULTS` on, and `facts`, by `FACT` and then the tallies.
 */
export interface Trial {
  run(): void;
  /** The patients (or, on cell counts, the cells) of the replicate last run. */
  table(): TableRow[];
}

/** Numbers a test leaves at a look: z, estimate, standard error, interval, and the events or patients it rests on. */
export const RESULTS = 6;

/** Offset of the events (time-to-event) or patients (otherwise) that a test rests on. */
export const INFORMATION = 5;

/** Offsets in `facts`. */
export const FACT = {
  screened: 0,
  randomised: 1,
  /** Events of the first time-to-event endpoint at the final look; NaN where there is none. */
  events: 2,
  monthsToLastPatient: 3,
  monthsToAnalysis: 4,
  /** 1 if a look waited for events that never came. */
  unreached: 5,
  /** Written for a whole design, see `createTotals`. */
  cost: 6,
  /** Of a trial of stages: the stage at which it ended early, from 1; negative where it ended without the claim. */
  endedAt: 7,
  tallies: 8,
} as const;

/**
 * Counts patients of some classes = group * 2 + arm among those randomised by the final look, e.g. the truly negative
 * on the experimental arm.
 */
export interface Tally {
  readonly name: string;
  readonly marker: string;
  readonly classes: Uint8Array;
}
