import { normalUpperQuantile } from '../numeric/normal.ts';
import type { ResultRow, ScenarioResult } from '../operating-characteristics/result.ts';
import { distance } from './distance.ts';

/** Chance that any row at all of two runs of one truth is called different. */
const FAMILY_ERROR = 0.05;
/** Computed values that differ by less, relatively, come from another order of the same sums or steps of a quadrature. */
const SAME_COMPUTED = 1e-6;

/** One quantity in two results. */
export interface ComparedRow {
  /** The swept values of the row, the same in both. */
  setting: Record<string, number | string>;
  a: ResultRow;
  b: ResultRow;
  /** b minus a. */
  difference: number;
  /** Monte Carlo standard error of the difference of independent runs; null where one has none. */
  mcse: number | null;
  /** Normal deviate of the difference (`report/distance.ts`): infinite where neither has an error and the values differ, null where one has none. */
  distance: number | null;
  beyondError: boolean;
  /** The two are held against different computed values. */
  computedDiffers: boolean;
}

/** Comparison of two results; `rows` has the farthest apart first. */
export interface Comparison {
  sameScenario: boolean;
  rows: ComparedRow[];
  /** Distance from which a row is beyond error: all rows together are wrong in one comparison of 20 (Bonferroni). */
  limit: number;
  beyond: number;
  /** Rows that only one of them has, or has a number for. */
  onlyInA: ResultRow[];
  onlyInB: ResultRow[];
}

/** Rows with a number, by what they are. */
function keysOf(result: ScenarioResult): Map<string, ResultRow> {
  const keys = new Map<string, ResultRow>();
  for (const row of result.rows) {
    if (row.estimate === null) continue;
    const values = result.points[row.point]!.values;
    const setting = Object.keys(values)
      .sort()
      .map((name) => [name, values[name]]);
    keys.set(
      JSON.stringify([setting, row.design, row.analysis, row.population, row.metric, row.reference_kind]),
      row,
    );
  }
  return keys;
}

function computedDiffers({ reference: a }: ResultRow, { reference: b }: ResultRow): boolean {
  if (a === null || b === null) return a !== b;
  return Math.abs(a - b) > SAME_COMPUTED * Math.max(1, Math.abs(a), Math.abs(b));
}

/**
 * What is the same whatever the seed is never called different by chance, nor is a row of which no error is known, whether its two
 * values are equal or not. Shares of none and of all have an MCSE of 0 each, and differ by chance where they do.
 */
const canDifferByChance = ({ mcse, distance }: ComparedRow): boolean =>
  mcse !== null && (mcse > 0 || (distance !== null && distance > 0 && Number.isFinite(distance)));

/**
 * Differences of two results (other seeds, versions or variants), those beyond Monte Carlo error first. Rows are matched by their
 * swept values, not by the number of the point; a row without an estimate is no row. The error is that of independent runs: for two
 * runs on the same streams it is too large, so that a difference called beyond error truly is.
 */
export function compareResults(a: ScenarioResult, b: ScenarioResult): Comparison {
  const inA = keysOf(a);
  const inB = keysOf(b);
  const rows: ComparedRow[] = [];
  for (const [key, rowA] of inA) {
    const rowB = inB.get(key);
    if (rowB === undefined) continue;
    rows.push({
      setting: a.points[rowA.point]!.values,
      a: rowA,
      b: rowB,
      difference: rowB.estimate! - rowA.estimate!,
      mcse: rowA.mcse === null || rowB.mcse === null ? null : Math.hypot(rowA.mcse, rowB.mcse),
      distance: distance(rowA, rowB),
      beyondError: false,
      computedDiffers: computedDiffers(rowA, rowB),
    });
  }
  const random = rows.filter(canDifferByChance).length;
  const limit = normalUpperQuantile(FAMILY_ERROR / (2 * Math.max(1, random)));
  for (const row of rows) row.beyondError = row.distance !== null && row.distance > limit;
  const far = (row: ComparedRow) => row.distance ?? -1;
  rows.sort((x, y) => (far(x) === far(y) ? 0 : far(y) - far(x)));
  return {
    sameScenario: a.scenario.hash === b.scenario.hash,
    rows,
    limit,
    beyond: rows.filter((row) => row.beyondError).length,
    onlyInA: [...inA].flatMap(([key, row]) => (inB.has(key) ? [] : [row])),
    onlyInB: [...inB].flatMap(([key, row]) => (inA.has(key) ? [] : [row])),
  };
}
