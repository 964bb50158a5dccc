import type { SurvivalData } from '../subjects/survivalData.ts';

/**
 * The Kaplan-Meier curve of some patients of a data cut: a step at each event time, ascending; beyond `steps` steps: stale.
 * Allocated once and refilled by every replicate.
 */
export interface SurvivalSteps {
  steps: number;
  readonly time: Float64Array;
  /** From the time on. */
  readonly survival: Float64Array;
  /** Greenwood's sum: the variance of log survival. */
  readonly sum: Float64Array;
}

/** @param capacity most patients of the data */
export function createSurvivalSteps(capacity: number): SurvivalSteps {
  const column = () => new Float64Array(capacity);
  return { steps: 0, time: column(), survival: column(), sum: column() };
}

/** Refills the curve with the patients whose group is in `include`. */
export function fillSurvivalSteps(data: SurvivalData, include: Uint8Array, curve: SurvivalSteps): void {
  const { n, time, code } = data;
  let atRisk = followedTo(data, include, 0);
  let survival = 1;
  let sum = 0;
  let steps = 0;
  for (let i = 0; i < n; ) {
    const t = time[i];
    let events = 0;
    let leaving = 0;
    for (; i < n && time[i] === t; i++) {
      const counted = include[code[i] >> 2];
      leaving += counted;
      events += counted & code[i];
    }
    if (events > 0) {
      survival *= (atRisk - events) / atRisk;
      sum += events / (atRisk * (atRisk - events));
      curve.time[steps] = t;
      curve.survival[steps] = survival;
      curve.sum[steps++] = sum;
    }
    atRisk -= leaving;
  }
  curve.steps = steps;
}

/** Included patients who were followed to a time or beyond. */
export function followedTo({ n, time, code }: SurvivalData, include: Uint8Array, month: number): number {
  let followed = 0;
  for (let i = n - 1; i >= 0 && time[i] >= month; i--) followed += include[code[i] >> 2];
  return followed;
}
