/**
 * Right-censored times of one trial at one data cut, sorted by time, as every time-to-event analysis reads them.
 *
 * Stride 1, columns longer than `n`: only the first `n` entries count. The code of a patient packs what the
 * analyses may know about him: `code = group * 4 + arm * 2 + event`, with arm 1 = experimental, event 1 =
 * observed, group = index of the patient's cell in the design's list of groups (stratum levels, assay result
 * and true status of every marker).
 */
export interface SurvivalData {
  /** Patients at risk at some time > 0 before the cut. */
  n: number;
  /** Months from entry to event or censoring, ascending. */
  readonly time: Float64Array;
  readonly code: Uint16Array;
  /** Whether two times may be equal; false lets an analysis take the shorter way. */
  tied: boolean;
}

/** Columns for at most `capacity` patients, allocated once and refilled by every replicate. */
export function createSurvivalData(capacity: number): SurvivalData {
  return { n: 0, time: new Float64Array(capacity), code: new Uint16Array(capacity), tied: true };
}
