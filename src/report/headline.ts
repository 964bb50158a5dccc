import type { DesignSummary, ResultRow, ScenarioResult } from '../operating-characteristics/result.ts';
import {
  beyondError,
  claimNames,
  headlinePoint,
  pairedDifference,
  rowOf,
  testNames,
  trulyBeneficial,
} from './lookup.ts';
import { messages } from './messages/index.ts';
import type { Language, Messages } from './messages/messages.ts';
import { localText, settingsText } from './messages/text.ts';
import { burdens, estimateText, intervalText, lessIsBetter, quantityName } from './metrics.ts';

/** A column of the comparison: what, and of which test or claim ('' for the whole trial). */
export interface HeadlineColumn {
  metric: string;
  analysis: string;
  name: string;
}

export interface HeadlineCell {
  row: ResultRow | undefined;
  estimate: string;
  interval: string | null;
  /** Better than every other design that has a value, each paired difference beyond its Monte Carlo error. */
  best: boolean;
}

function columnsOf(result: ScenarioResult, point: number, words: Messages): HeadlineColumn[] {
  const wanted = [
    ...testNames(result).map((name) => ({
      metric: 'power',
      analysis: name,
      name: quantityName('power', name, words),
    })),
    ...claimNames(result).map((name) => ({
      metric: 'claim probability',
      analysis: name,
      name: `${words.chart.claim}: ${name}`,
    })),
    ...burdens.map((metric) => ({ metric, analysis: '', name: quantityName(metric, '', words) })),
  ];
  return wanted.filter(({ metric, analysis }) =>
    result.designs.some(({ id }) => {
      const estimate = rowOf(result, point, id, analysis, metric)?.estimate;
      // A cost of zero is a scenario without unit costs, not a free trial.
      return estimate !== undefined && (metric !== 'cost' || estimate !== 0);
    }),
  );
}

/** +1 where more is better, -1 where less is, 0 where neither can be said without a judgement. */
function direction(
  result: ScenarioResult,
  point: number,
  column: HeadlineColumn,
  having: DesignSummary[],
): -1 | 0 | 1 {
  if (lessIsBetter.has(column.metric)) return -1;
  if (column.metric !== 'power') return 0;
  const benefit = having.map((design) => trulyBeneficial(result, point, design, column.analysis));
  if (benefit.every((value) => value === true)) return 1;
  return benefit.every((value) => value === false) ? -1 : 0;
}

function isBest(
  result: ScenarioResult,
  point: number,
  column: HeadlineColumn,
  design: DesignSummary,
): boolean {
  const having = result.designs.filter(
    ({ id }) => rowOf(result, point, id, column.analysis, column.metric) !== undefined,
  );
  const better = direction(result, point, column, having);
  if (better === 0 || having.length < 2) return false;
  return having.every((other) => {
    if (other.id === design.id) return true;
    const difference = pairedDifference(result, point, design.id, other.id, column.analysis, column.metric);
    return difference !== undefined && beyondError(difference) === better;
  });
}

/** The comparison of designs at one point of the sweep, one row a design. */
export function headline(result: ScenarioResult, language: Language, point: number) {
  const words = messages(language);
  const columns = columnsOf(result, point, words);
  const rows = result.designs.map((design) => ({
    design: localText(design.title, language),
    cells: columns.map((column): HeadlineCell => {
      const row = rowOf(result, point, design.id, column.analysis, column.metric);
      if (row === undefined) return { row, estimate: '\u2013', interval: null, best: false };
      return {
        row,
        estimate: estimateText(row, words),
        interval: intervalText(row, words),
        best: isBest(result, point, column, design),
      };
    }),
  }));
  return { columns, rows };
}

/**
 * The comparison at the headline point as text for a terminal. A star marks the best design of a column, and only where every
 * paired difference is beyond its Monte Carlo error; estimates carry half the width of their interval.
 */
export function headlineTable(
  result: ScenarioResult,
  language: Language,
): { caption: string; columns: string[]; rows: string[][] } {
  const words = messages(language);
  const point = headlinePoint(result);
  const { columns, rows } = headline(result, language, point.index);
  const plusMinus = ({ row, estimate, best }: HeadlineCell) => {
    const half =
      row === undefined || row.lower === null || row.upper === null ? 0 : (row.upper - row.lower) / 2;
    const width = row === undefined || half === 0 ? '' : estimateText({ ...row, estimate: half }, words);
    // An error that rounds to nothing beside its estimate is not worth a column's width.
    const error = /[1-9]/.test(width) ? ` \u00b1${width}` : '';
    return `${estimate}${error}${best ? ' *' : ''}`;
  };
  return {
    caption: settingsText(result, point.values, words),
    columns: [words.chart.design, ...columns.map(({ name }) => name)],
    rows: rows.map(({ design, cells }) => [design, ...cells.map(plusMinus)]),
  };
}
