import type { ResultRow, ScenarioResult } from '../operating-characteristics/result.ts';
import { burdensOf, type Comparison, comparisonOf, harmOf, type RankedQuantity } from './comparison.ts';
import { rowOf } from './lookup.ts';
import { lessIsBetter } from './metrics.ts';
import { unbeaten } from './ranking.ts';
import { type Dimension, dimensionsOf, pointsAlong } from './sweep.ts';

/** Who is best on a quantity from the first step of a dimension to its last. */
export interface Ranking {
  quantity: RankedQuantity;
  /** Ids of the designs that no other beats beyond Monte Carlo error, at each step; empty where the result cannot say. */
  best: string[][];
  /** Steps s at which the best are others than at s - 1: the answer tips between the two. */
  tips: number[];
}

/** A probability that is above levels for certain at one step and below them at the next. */
interface Crossing {
  design: string;
  levels: number[];
  /** Step after the crossing. */
  step: number;
  rises: boolean;
  before: ResultRow;
  after: ResultRow;
}

/** What changes along one dimension of the sweep, the others held at the base point. */
export interface Tipping {
  dimension: Dimension;
  /** Points from the first step to the last. */
  points: number[];
  rankings: Ranking[];
  crossings: Crossing[];
}

/** Probabilities at which trials are planned. */
const levels = [0.8, 0.9];

function crossingsOf(result: ScenarioResult, points: number[], { among, by }: Comparison): Crossing[] {
  if (by === null) return [];
  const side = (row: ResultRow, level: number) =>
    row.lower !== null && row.lower > level ? 1 : row.upper !== null && row.upper < level ? -1 : 0;
  const harmBy = (point: number) => by.metric === 'power' && harmOf(result, point, by.analysis);
  return among.flatMap(({ id }) => {
    const rows = points.map((point) => rowOf(result, point, id, by.analysis, by.metric));
    return rows.slice(1).flatMap((after, i): Crossing[] => {
      const before = rows[i];
      if (before === undefined || after === undefined) return [];
      // An error is held to no level of power.
      if ([i, i + 1].some((step) => harmBy(points[step]!))) return [];
      const crossed = levels.filter((level) => side(before, level) * side(after, level) < 0);
      if (crossed.length === 0) return [];
      const rises = side(after, crossed[0]!) > 0;
      return [{ design: id, levels: crossed, step: i + 1, rises, before, after }];
    });
  });
}

/**
 * What would change the answer: along each dimension of the sweep, with the others held at the base point, who is best by what
 * the answer compares by, on the power of the test that most designs have, and on each burden at each step, and between which computed steps that changes. Nothing is interpolated: a change
 * lies somewhere between two simulated values, and no more is said.
 */
export function tippingOf(result: ScenarioResult): Tipping[] {
  const comparison = comparisonOf(result);
  const { by, among, test } = comparison;
  const ranked: RankedQuantity[] = [
    ...(by === null ? [] : [by]),
    ...(by?.metric === 'right claim probability'
      ? [{ metric: 'false claim probability', analysis: '' }]
      : []),
    ...(test === null || by?.metric === 'power' ? [] : [{ metric: 'power', analysis: test }]),
    ...burdensOf(result).filter(({ metric }) => lessIsBetter.has(metric)),
  ];
  return dimensionsOf(result)
    .filter(({ length }) => length > 1)
    .map((dimension) => {
      const points = pointsAlong(dimension, result.base);
      const rankings = ranked.flatMap((quantity): Ranking[] => {
        const best = points.map((point) => unbeaten(result, point, quantity, among).map(({ id }) => id));
        if (best.every((designs) => designs.length === 0)) return [];
        // A cost of zero everywhere is a scenario without unit costs.
        if (best.every((designs) => designs.length === among.length) && quantity.metric === 'cost') return [];
        const tips = points
          .map((_, step) => step)
          .filter((step) => step > 0 && best[step]!.join('\n') !== best[step - 1]!.join('\n'));
        return [{ quantity, best, tips }];
      });
      const crossings = crossingsOf(result, points, comparison);
      return { dimension, points, rankings, crossings };
    });
}
