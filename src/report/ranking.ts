import type { DesignSummary, ScenarioResult } from '../operating-characteristics/result.ts';
import { comparisonOf, type RankedQuantity } from './comparison.ts';
import { sameHypothesis, testedIn } from './hypothesis.ts';
import { beyondError, pairedDifference, rowOf, testOf, trulyBeneficial } from './lookup.ts';
import { lessIsBetter } from './metrics.ts';

/** Quantities of which more is better beyond doubt, and of which less is. */
const more = new Set([
  'right claim probability',
  'right class probability',
  'right set',
  'disjunctive power',
]);
const less = new Set(['false claim probability', 'missed benefit probability', 'false pan-tumour claim']);

/** Whether it is what the scenario compares by: then a judgement has been made. */
function isCriterion(result: ScenarioResult, { metric, analysis }: RankedQuantity): boolean {
  const { by } = comparisonOf(result);
  return by?.metric === metric && by.analysis === analysis;
}

/**
 * +1 where more is better, -1 where less is, 0 where neither can be said without a judgement: so of tests of one name that are of other
 * patients in another design, unless the designs are compared by just that, which the answer then tells.
 */
export function directionOf(
  result: ScenarioResult,
  point: number,
  { metric, analysis }: RankedQuantity,
  among: Pick<DesignSummary, 'id'>[],
): -1 | 0 | 1 {
  if (lessIsBetter.has(metric) || less.has(metric)) return -1;
  if (more.has(metric)) return 1;
  if (metric !== 'power') return 0;
  if (!isCriterion(result, { metric, analysis }) && !sameHypothesis(testedIn(result, analysis, among)))
    return 0;
  const benefit = result.designs
    .filter((design) => testOf(design, analysis) !== undefined && among.some(({ id }) => id === design.id))
    .map((design) => trulyBeneficial(result, point, design, analysis));
  if (benefit.every((value) => value === true)) return 1;
  return benefit.every((value) => value === false) ? -1 : 0;
}

/**
 * Designs (or programs) that no other of `designs` beats beyond Monte Carlo error at a point; empty where fewer than two have the quantity, a
 * paired difference is missing, or it cannot be said what is better.
 */
export function unbeaten<T extends Pick<DesignSummary, 'id'>>(
  result: ScenarioResult,
  point: number,
  quantity: RankedQuantity,
  designs: T[],
): T[] {
  const { metric, analysis } = quantity;
  const having = designs.filter(
    ({ id }) => (rowOf(result, point, id, analysis, metric)?.estimate ?? null) !== null,
  );
  const sign = directionOf(result, point, quantity, having);
  if (having.length < 2 || sign === 0) return [];
  const beaten = new Set<T>();
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
