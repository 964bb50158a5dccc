import type { ResultRow, ScenarioResult } from '../operating-characteristics/result.ts';
import { type Alternative, analysesOf, burdensOf, harmOf, nameAt } from './comparison.ts';
import { localised } from './localised.ts';
import {
  beyondError,
  claimNames,
  pairedDesigns,
  pairedDifference,
  rowOf,
  testNames,
  testOf,
} from './lookup.ts';
import { messages } from './messages/index.ts';
import type { Language, Messages } from './messages/messages.ts';
import { baseText, localText } from './messages/text.ts';
import { estimateText, halfWidthText, intervalText, mcseText, quantityName, unitOf } from './metrics.ts';
import { directionOf } from './ranking.ts';
import { resultWords } from './resultWords.ts';

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
  /** Monte Carlo standard error; null where the design fixes the value. */
  mcse: string | null;
  /**
   * What the value is best at (`highest` power, `fewest` patients), where that can be said without a judgement: against every
   * other design that has a value, each paired difference beyond its Monte Carlo error. Null elsewhere.
   */
  mark: string | null;
}

/** The cell of what a design or program does not have. */
export const nothing = '\u2013';

/** What is told of a design that puts a marker into a class. */
const CLASS_METRICS = ['right class probability', 'false predictive claim', 'missed predictive marker'];

/** What is told of tests that share an alpha, and of levels that are judged together. */
const FAMILY = [
  'right set',
  'correct decisions',
  'false pan-tumour claim',
  'familywise error',
  'disjunctive power',
  'conjunctive power',
];

/** How claims are judged by the truth. */
const VERDICTS = ['right claim probability', 'false claim probability', 'missed benefit probability'];

/** Metrics of the user's own, each once. */
function ownMetrics({ rows }: ScenarioResult, point: number): { metric: string; analysis: string }[] {
  const named = new Map<string, { metric: string; analysis: string }>();
  for (const row of rows) {
    const { metric, analysis } = row;
    if (row.point === point && (metric === 'success probability' || metric === 'weighted power'))
      named.set(JSON.stringify([metric, analysis]), { metric, analysis });
  }
  return [...named.values()];
}

/** Whether it is told how often a test rejects in favour of control: of a two-sided one, where the treatment does not truly work. */
export function tellsHarm(result: ScenarioResult, point: number, name: string): boolean {
  const twoSided = result.designs.some((design) => testOf(design, name)?.sided === 2);
  return twoSided && harmOf(result, point, name);
}

const rejections = (result: ScenarioResult, point: number, name: string): string[] =>
  tellsHarm(result, point, name) ? ['power', 'rejection for harm'] : ['power'];

function columnsOf(result: ScenarioResult, point: number, words: Messages): HeadlineColumn[] {
  const wanted = [
    ...testNames(result).flatMap((name) =>
      rejections(result, point, name).map((metric) => ({
        metric,
        analysis: name,
        name: nameAt(result, point, { metric, analysis: name }, words),
      })),
    ),
    ...FAMILY.flatMap((metric) =>
      analysesOf(result, point, metric).map((name) => ({
        metric,
        analysis: name,
        name: quantityName(metric, name, words),
      })),
    ),
    ...claimNames(result).map((name) => ({
      metric: 'claim probability',
      analysis: name,
      name: words.ofTest(words.chart.claim, name),
    })),
    ...VERDICTS.map((metric) => ({ metric, analysis: '', name: quantityName(metric, '', words) })),
    ...ownMetrics(result, point).map(({ metric, analysis }) => ({
      metric,
      analysis,
      name: quantityName(metric, analysis, words),
    })),
    ...CLASS_METRICS.map((metric) => ({ metric, analysis: '', name: quantityName(metric, '', words) })),
    ...burdensOf(result).map(({ metric, analysis }) => ({
      metric,
      analysis,
      name: quantityName(metric, analysis, words),
    })),
  ];
  return wanted.filter(({ metric, analysis }) =>
    result.designs.some(({ id }) => {
      const estimate = rowOf(result, point, id, analysis, metric)?.estimate;
      // A cost of zero is a scenario without unit costs, not a free trial.
      return estimate !== undefined && (metric !== 'cost' || estimate !== 0);
    }),
  );
}

/** What one of several designs, or programs, is best at; null where it is not, or where that is a judgement. */
export function markOf(
  result: ScenarioResult,
  point: number,
  column: Pick<HeadlineColumn, 'metric' | 'analysis'>,
  design: Alternative,
  among: Alternative[],
  words: Messages,
): string | null {
  const having = among.filter(
    ({ id }) => rowOf(result, point, id, column.analysis, column.metric) !== undefined,
  );
  const better = directionOf(result, point, column, having);
  if (better === 0 || having.length < 2) return null;
  const best = having.every((other) => {
    if (other.id === design.id) return true;
    const difference = pairedDifference(result, point, design.id, other.id, column.analysis, column.metric);
    return difference !== undefined && beyondError(difference) === better;
  });
  if (!best) return null;
  if (better === 1) return words.marks.highest;
  const unit = unitOf(column.metric);
  return unit === 'count'
    ? words.marks.fewest
    : unit === 'months'
      ? words.marks.shortest
      : words.marks.lowest;
}

/** The comparison of designs at one point of the sweep, one row a design. */
export function headline(result: ScenarioResult, language: Language, point: number) {
  const words = resultWords(result, language);
  const columns = columnsOf(result, point, words);
  const compared = pairedDesigns(result);
  const rows = result.designs.map((design) => ({
    design: localText(design.title, language),
    cells: columns.map((column): HeadlineCell => {
      const row = rowOf(result, point, design.id, column.analysis, column.metric);
      if (row === undefined) return { row, estimate: nothing, interval: null, mcse: null, mark: null };
      return {
        row,
        estimate: estimateText(row, words),
        interval: intervalText(row, words),
        mcse: mcseText(row),
        mark: compared.includes(design) ? markOf(result, point, column, design, compared, words) : null,
      };
    }),
  }));
  return { columns, rows };
}

/**
 * The comparison at the base point as text for a terminal. A star marks the best design of a column; estimates carry half the
 * width of their interval.
 */
export function headlineTable(
  raw: ScenarioResult,
  language: Language,
): { caption: string; columns: string[]; rows: string[][]; legend: string } {
  const result = localised(raw, language);
  const words = messages(language);
  const { columns, rows } = headline(result, language, result.base);
  const plusMinus = ({ row, estimate, interval, mark }: HeadlineCell) => {
    const error = row === undefined || interval === null ? '' : ` \u00b1${halfWidthText(row)}`;
    return `${estimate}${error}${mark === null ? '' : ' *'}`;
  };
  return {
    caption: baseText(result, words),
    columns: [words.chart.design, ...columns.map(({ name }) => name)],
    rows: rows.map(({ design, cells }) => [design, ...cells.map(plusMinus)]),
    legend: words.legend,
  };
}
