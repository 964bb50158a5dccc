/**
 * The sufficient reduction of a binary endpoint in two arms: patients and responders of one selection (or of one
 * stratum of it). The trial refills it for every replicate; arm 1 is experimental, arm 0 control.
 */
export interface TwoByTwo {
  /** Patients and responders of the experimental arm. */
  n1: number;
  x1: number;
  /** Patients and responders of the control arm. */
  n0: number;
  x0: number;
}

/** An empty table, allocated once and refilled by every replicate. */
export function createTwoByTwo(): TwoByTwo {
  return { n1: 0, x1: 0, n0: 0, x0: 0 };
}
