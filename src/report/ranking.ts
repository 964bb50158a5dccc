import type { DesignSummary, ScenarioResult } from '../operating-characteristics/result.ts';
import { beyondError, pairedDifference, rowOf, trulyBeneficial } from './lookup.ts';
import { lessIsBetter } from './metrics.ts';

/** A quantity on which designs can be ranked; the analysis is '' for the whole trial. */
export interface RankedQuantity {
  metric: string;
  analysis: string;
}

/** +1 where more is better, -1 where less is, 0 where neither can be said without a judgement. */
export function directionOf(
  result: ScenarioResult,
  point: number,
  { metric, analysis }: RankedQuantity,
  designs: DesignSummary[],
): -1 | 0 | 1 {
  if (lessIsBetter.has(metric)) return -1;
  if (metric !== 'power') return 0;
  const benefit = designs.map((design) => trulyBeneficial(result, point, design, analysis));
  if (benefit.every((value) => value === true)) return 1;
  return benefit.every((value) => value === false) ? -1 : 0;
}

/**
 * Designs that no other of `designs` beats beyond Monte Carlo error at a point; empty where fewer than two have the quantity, a
 * paired difference is missing, or it cannot be said what is better.
 */
export function unbeaten(
  result: ScenarioResult,
  point: number,
  quantity: RankedQuantity,
  designs = result.designs,
): DesignSummary[] {
  const { metric, analysis } = quantity;
  const having = designs.filter(
    ({ id }) => (rowOf(result, point, id, analysis, metric)?.estimate ?? null) !== null,
  );
  const sign = directionOf(result, point, quantity, having);
  if (having.length < 2 || sign === 0) return [];
  const beaten = new Set<DesignSummary>();
  for (const [i, a] of having.entries()) {
    for (const b of having.slice(i + 1)) {
      const row = pairedDifference(result, point, b.id, a.id, analysis, metric);
      if (row === undefined) return [];
      const direction = beyondError(row) * sign;
      if (direction > 0) beaten.add(a);
      if (direction < 0) beaten.add(b);
    }
  }
  return having.filter((design) => !beaten.has(design));
}
