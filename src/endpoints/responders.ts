import type { Cell, TimeToEventEndpoint, Truth } from '../scenario/model.ts';
import { responseRate } from './laws.ts';

/** The response that a duration begins with. */
export interface Response {
  /** Months from entry to its assessment, which is where the time begins. */
  readonly assessedAt: number;
  /** P(response) of a kind of patient on an arm (1 = experimental). */
  rate(cell: Cell, arm: 0 | 1): number;
}

/**
 * The response at whose assessment a time begins, in those alone who have it.
 *
 * @returns null where the time begins at entry, in everybody
 */
export function responseOf(
  { after }: TimeToEventEndpoint,
  { endpoints }: Pick<Truth, 'endpoints'>,
): Response | null {
  const endpoint = after === undefined ? undefined : endpoints[after];
  if (endpoint?.kind !== 'binary') return null;
  return { assessedAt: endpoint.assessedAt, rate: (cell, arm) => responseRate(endpoint, cell, arm) };
}
