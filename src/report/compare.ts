import type { ResultRow, ScenarioResult } from '../operating-characteristics/result.ts';

/**
 * Distance in standard errors from which two runs are said to differ. Results have thousands of rows: at 4 one row in 16,000 is
 * called different by chance alone, at the usual 1.96 one in twenty.
 */
const beyond = 4;

/** One quantity in two results. */
interface ComparedRow {
  /** The swept values of the row, the same in both. */
  setting: Record<string, number | string>;
  a: ResultRow;
  b: ResultRow;
  /** b minus a; null where one of the two has no estimate. */
  difference: number | null;
  /** Monte Carlo standard error of the difference of independent runs; null where neither has one. */
  mcse: number | null;
  /** Difference over the root of the summed squared MCSEs; infinite where both errors are zero and the values differ. */
  distance: number;
  beyondError: boolean;
}

/** Comparison of two results; `rows` has the farthest apart first. */
export interface Comparison {
  sameScenario: boolean;
  rows: ComparedRow[];
  beyond: number;
  /** Rows that only one of them has, as `design / analysis / metric` at the swept values. */
  onlyInA: ResultRow[];
  onlyInB: ResultRow[];
}

function keysOf(result: ScenarioResult): Map<string, ResultRow> {
  const keys = new Map<string, ResultRow>();
  for (const row of result.rows) {
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

function distanceOf(a: ResultRow, b: ResultRow): number {
  if (a.estimate === null || b.estimate === null) return a.estimate === b.estimate ? 0 : Infinity;
  const difference = Math.abs(b.estimate - a.estimate);
  // Below 1e-9 of the value lie only differences of summation order.
  if (difference <= 1e-9 * Math.max(Math.abs(a.estimate), Math.abs(b.estimate))) return 0;
  return difference / Math.hypot(a.mcse ?? 0, b.mcse ?? 0);
}

/**
 * Differences of two results (other seeds, versions or variants), those beyond Monte Carlo error first. Rows are matched by their
 * swept values, not by the number of the point. The error is that of independent runs: for two runs on the same streams it is
 * too large, so that a difference called beyond error truly is.
 */
export function compareResults(a: ScenarioResult, b: ScenarioResult): Comparison {
  const inA = keysOf(a);
  const inB = keysOf(b);
  const rows: ComparedRow[] = [];
  for (const [key, rowA] of inA) {
    const rowB = inB.get(key);
    if (rowB === undefined) continue;
    const distance = distanceOf(rowA, rowB);
    rows.push({
      setting: a.points[rowA.point]!.values,
      a: rowA,
      b: rowB,
      difference: rowA.estimate === null || rowB.estimate === null ? null : rowB.estimate - rowA.estimate,
      mcse: rowA.mcse === null && rowB.mcse === null ? null : Math.hypot(rowA.mcse ?? 0, rowB.mcse ?? 0),
      distance,
      beyondError: distance > beyond,
    });
  }
  rows.sort((x, y) => (x.distance === y.distance ? 0 : y.distance - x.distance));
  return {
    sameScenario: a.scenario.hash === b.scenario.hash,
    rows,
    beyond: rows.filter((row) => row.beyondError).length,
    onlyInA: [...inA].flatMap(([key, row]) => (inB.has(key) ? [] : [row])),
    onlyInB: [...inB].flatMap(([key, row]) => (inA.has(key) ? [] : [row])),
  };
}
