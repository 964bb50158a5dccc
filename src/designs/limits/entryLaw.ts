import type { Periods } from '../../scenario/model.ts';

/**
 * When the patients of a kind enter: at the rate of screening until `screened` patients are expected to have been
 * screened, each `delay` months (the turnaround of the assay) after his screening.
 */
export interface EntryLaw {
  /** Patients screened per month, by calendar period. */
  readonly rate: Periods;
  readonly screened: number;
  readonly delay: number;
}

/**
 * Patients expected to be screened by a calendar month.
 *
 * @example screenedBy([{ until: 6, value: 10 }, { until: Infinity, value: 20 }], 7) // 80
 */
export function screenedBy(rate: Periods, month: number): number {
  let count = 0;
  let begin = 0;
  for (const { until, value } of rate) {
    if (month <= begin) break;
    if (value > 0) count += value * (Math.min(month, until) - begin);
    begin = until;
  }
  return count;
}

/** P(entered by a calendar month), 1 at Infinity; 0 of a kind that would come only after screening has ended. */
export function entryProbability({ rate, screened, delay }: EntryLaw, month: number): number {
  return screened === 0 ? 0 : Math.min(1, screenedBy(rate, month - delay) / screened);
}

/** Calendar months at which the entry rate may change; `end` is the month of the last screening. */
export function entryBreaks({ rate, delay }: EntryLaw, end: number): number[] {
  return [0, ...rate.map((period) => period.until).filter((until) => until < end), end].map((m) => m + delay);
}
