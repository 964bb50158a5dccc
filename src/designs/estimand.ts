/** A true value that a test's estimate can be held against. */
export interface Estimand {
  /** Whose effect, e.g. `EGFR+ (assay)`, `true EGFR+`, `all (population mix)`. */
  name: string;
  /** On the scale of the test's estimate: log hazard ratio, difference of months, rates or means, log ratio. */
  value: number;
}
