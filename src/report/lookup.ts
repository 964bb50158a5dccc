import type {
  DesignSummary,
  Point,
  ResultRow,
  ScenarioResult,
  TestSummary,
} from '../operating-characteristics/result.ts';

/** Separator that no name in a scenario file can hold. */
const separator = '\u0000';
const indices = new WeakMap<ScenarioResult, Map<string, ResultRow[]>>();

function indexOf(result: ScenarioResult): Map<string, ResultRow[]> {
  let index = indices.get(result);
  if (index === undefined) {
    index = new Map();
    for (const row of result.rows) {
      const key = [row.point, row.design, row.analysis, row.metric].join(separator);
      const rows = index.get(key);
      if (rows === undefined) index.set(key, [row]);
      else rows.push(row);
    }
    indices.set(result, index);
  }
  return index;
}

/** All rows of a quantity: several where a metric is held against several estimands. */
export function rowsOf(
  result: ScenarioResult,
  point: number,
  design: string,
  analysis: string,
  metric: string,
): ResultRow[] {
  return indexOf(result).get([point, design, analysis, metric].join(separator)) ?? [];
}

/** The one row of a quantity, or undefined. */
export function rowOf(
  result: ScenarioResult,
  point: number,
  design: string,
  analysis: string,
  metric: string,
): ResultRow | undefined {
  return rowsOf(result, point, design, analysis, metric)[0];
}

/** The point that the headline is told at. */
export function headlinePoint(result: ScenarioResult): Point {
  return result.points[result.base]!;
}

/** Test names in order of declaration over all designs, each once. */
export function testNames(result: ScenarioResult): string[] {
  return [...new Set(result.designs.flatMap((design) => design.tests.map((test) => test.name)))];
}

/** Claim labels in order of declaration over all designs, each once. */
export function claimNames(result: ScenarioResult): string[] {
  return [...new Set(result.designs.flatMap((design) => design.claims))];
}

/** A design's test by name. */
export function testOf(design: DesignSummary, name: string): TestSummary | undefined {
  return design.tests.find((test) => test.name === name);
}

/** Designs that are compared: those that are played in every replicate. */
export const pairedDesigns = ({ designs }: Pick<ScenarioResult, 'designs'>): DesignSummary[] =>
  designs.filter(({ onDemand }) => onDemand !== true);

/** The test on which designs are compared: the first of those that the most designs have. */
export function comparisonTest(result: ScenarioResult): string | null {
  const designs = pairedDesigns(result);
  let chosen: string | null = null;
  let most = 0;
  for (const name of testNames(result)) {
    const count = designs.filter((design) => testOf(design, name) !== undefined).length;
    if (count > most) {
      chosen = name;
      most = count;
    }
  }
  return chosen;
}

/**
 * Paired difference `b` minus `a` of a metric, whichever way round the result holds it; undefined where it holds neither.
 */
export function pairedDifference(
  result: ScenarioResult,
  point: number,
  b: string,
  a: string,
  analysis: string,
  metric: string,
): ResultRow | undefined {
  const row = rowOf(result, point, `${b} vs ${a}`, analysis, `${metric} difference`);
  if (row !== undefined) return row;
  const other = rowOf(result, point, `${a} vs ${b}`, analysis, `${metric} difference`);
  if (other === undefined) return undefined;
  const flip = (value: number | null) => (value === null ? null : -value);
  return {
    ...other,
    design: `${b} vs ${a}`,
    estimate: flip(other.estimate),
    lower: flip(other.upper),
    upper: flip(other.lower),
    reference: flip(other.reference),
  };
}

/** Direction of a difference: +1 or -1 where its 95 % Monte Carlo interval leaves out zero, else 0. */
export function beyondError(row: ResultRow): -1 | 0 | 1 {
  if (row.lower !== null && row.lower > 0) return 1;
  if (row.upper !== null && row.upper < 0) return -1;
  return 0;
}

/**
 * Whether the treatment truly works (beyond the margin) in a test's population at a point, as told by the estimand that its bias is held against;
 * null where the result does not say. Where it does not work, rejecting is an error and less of it is better.
 */
export function trulyBeneficial(
  result: ScenarioResult,
  point: number,
  design: DesignSummary,
  test: string,
): boolean | null {
  // A single-arm comparison shows more than the effect: that comes last among its estimands.
  const rows = rowsOf(result, point, design.id, test, 'bias');
  const truth = rows[testOf(design, test)?.against ? rows.length - 1 : 0]?.reference ?? null;
  if (truth === null) return null;
  const spec = testOf(design, test);
  const beyond = truth - marginOf(spec);
  const lower = spec?.better === 'lower' || spec?.measure === 'log hazard ratio';
  return (lower ? -beyond : beyond) > NONE;
}

/** Effects this near a margin are no better than it: limits are computed to about 1e-9. */
const NONE = 1e-6;

/** The margin on the scale of the estimate; 0 without one. */
function marginOf(test: TestSummary | undefined): number {
  if (test?.margin === undefined) return 0;
  return test.measure.startsWith('log ') ? Math.log(test.margin.value) : test.margin.value;
}
