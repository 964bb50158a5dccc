/** The cut-off of one test, found from null trials. */
export interface CalibratedCutoff {
  /** Level that the test has by it, as sided. */
  readonly level: number;
  /** Smallest posterior probability that rejects; limits of its 95 % Monte Carlo interval. */
  readonly cutoff: number;
  readonly lower: number;
  readonly upper: number;
  /** Error that was asked for: of the level, or of any of the levels. */
  readonly wanted: number;
  /** Share of errors at the cut-off in null trials that it was not found from. */
  readonly error: number;
  /** Null trials of each kind. */
  readonly trials: number;
}

/** Cut-offs by design, trial and test: plain numbers, which may be sent to a thread. */
export type Calibrations = Readonly<Record<string, CalibratedCutoff>>;
