import type { DesignSummary, ResultRow, ScenarioResult } from '../operating-characteristics/result.ts';
import { comparisonTest, pairedDesigns, rowOf, testOf, trulyBeneficial } from './lookup.ts';
import type { Messages } from './messages/messages.ts';
import { burdens, quantityName } from './metrics.ts';

/** A design or a program: what a reader chooses among. */
export type Alternative = Pick<DesignSummary, 'id' | 'title'>;

/** A quantity on which designs can be ranked; the analysis is '' for the whole trial. */
export interface RankedQuantity {
  metric: string;
  analysis: string;
}

/** What is compared, and by what. */
export interface Comparison {
  kind: 'design' | 'program';
  among: Alternative[];
  /** What ranks them first; null where nothing that they share can be ranked. */
  by: RankedQuantity | null;
  /** The test that the most designs have; null without tests, or among programs. */
  test: string | null;
}

/** Quantities that judge the whole of what a design says, before the power of one test; each is better where it is higher. */
const whole = ['right claim probability', 'right set', 'disjunctive power'];

/** Analyses that a metric has a row for, in the order of the rows. */
export function analysesOf(result: ScenarioResult, point: number, metric: string): string[] {
  return [
    ...new Set(
      result.rows.filter((row) => row.point === point && row.metric === metric).map((row) => row.analysis),
    ),
  ];
}

/** The burdens of a trial as they are told of: exposure without a marker once for each marker. */
export const burdensOf = (result: ScenarioResult): RankedQuantity[] =>
  burdens.flatMap((metric) =>
    metric === 'marker-negative exposed'
      ? analysesOf(result, result.base, metric).map((analysis) => ({ metric, analysis }))
      : [{ metric, analysis: '' }],
  );

function sharing(result: ScenarioResult, among: Alternative[], { metric, analysis }: RankedQuantity): number {
  const { base } = result;
  return among.filter(({ id }) => (rowOf(result, base, id, analysis, metric)?.estimate ?? null) !== null)
    .length;
}

/**
 * What the alternatives of a result are and what they are compared by: the programs where there are several, else the designs; by the
 * first of right claims, right sets of levels and power for any true effect that at least as many have as share a test, else by the
 * power of that test.
 */
export function comparisonOf(result: ScenarioResult): Comparison {
  const known = comparisons.get(result) ?? compared(result);
  comparisons.set(result, known);
  return known;
}

const comparisons = new WeakMap<ScenarioResult, Comparison>();

function compared(result: ScenarioResult): Comparison {
  const programs = result.programs ?? [];
  const kind = programs.length > 1 ? 'program' : 'design';
  const designs = pairedDesigns(result);
  const among: Alternative[] = kind === 'program' ? programs : designs;
  const test = kind === 'program' ? null : comparisonTest(result);
  const least =
    test === null ? among.length : designs.filter((design) => testOf(design, test) !== undefined).length;
  for (const metric of whole) {
    for (const analysis of analysesOf(result, result.base, metric)) {
      const by = { metric, analysis };
      const count = sharing(result, among, by);
      if (count > 1 && count >= least) return { kind, among, by, test };
    }
  }
  return { kind, among, by: test === null ? null : { metric: 'power', analysis: test }, test };
}

/** What the alternatives reach, best first. */
export interface Rates {
  /** Where the treatment does not truly work, rejecting is an error and the lowest rate comes first. */
  harm: boolean;
  rates: { of: Alternative; row: ResultRow }[];
}

/** Whether a test looks where the treatment does not truly work, by all designs that have it. */
export function harmOf(result: ScenarioResult, point: number, test: string): boolean {
  const having = result.designs.filter((design) => testOf(design, test) !== undefined);
  return (
    having.length > 0 && having.every((design) => trulyBeneficial(result, point, design, test) === false)
  );
}

/** Name of a quantity at a point: power is called an error where the treatment does not truly work. */
export function nameAt(
  result: ScenarioResult,
  point: number,
  { metric, analysis }: RankedQuantity,
  words: Messages,
): string {
  const error = metric === 'power' && harmOf(result, point, analysis);
  return error ? words.errorOf(analysis) : quantityName(metric, analysis, words);
}

/** Name of a quantity over several points: where the treatment works at some of them only, power is an error at the others. */
export function nameAlong(
  result: ScenarioResult,
  points: readonly number[],
  { metric, analysis }: RankedQuantity,
  words: Messages,
): string {
  const errors = metric === 'power' ? points.filter((point) => harmOf(result, point, analysis)) : [];
  if (errors.length === 0) return quantityName(metric, analysis, words);
  return errors.length === points.length ? words.errorOf(analysis) : words.powerOrError(analysis);
}

export function ratesOf(
  result: ScenarioResult,
  point: number,
  { among, by }: Pick<Comparison, 'among' | 'by'>,
): Rates | null {
  if (by === null) return null;
  const rates = among.flatMap((of) => {
    const row = rowOf(result, point, of.id, by.analysis, by.metric);
    return row === undefined || row.estimate === null ? [] : [{ of, row }];
  });
  if (rates.length === 0) return null;
  const harm = by.metric === 'power' && harmOf(result, point, by.analysis);
  if (rates.length > 1) rates.sort((a, b) => (harm ? -1 : 1) * (b.row.estimate! - a.row.estimate!));
  return { harm, rates };
}
