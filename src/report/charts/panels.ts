import type { Axis, ResultRow, ScenarioResult } from '../../operating-characteristics/result.ts';
import { headlinePoint } from '../lookup.ts';
import { messages } from '../messages/index.ts';
import type { Language, Messages } from '../messages/messages.ts';
import { localText, parameterName, settingsText, settingValue } from '../messages/text.ts';
import { estimateText, fullText, intervalText, valueText } from '../metrics.ts';
import type { Chart, Layout } from './chart.ts';
import { dotPanels } from './dotPanels.ts';
import { linePanels } from './linePanels.ts';

/** A simulated quantity that a chart of panels draws. */
export interface Quantity {
  /** Panel it belongs to, e.g. the test; panels stand in the order in which they first appear. */
  panel: string;
  row: ResultRow;
  /** Spread of single trials around an expectation, where the chart has one. */
  spread?: { low: ResultRow; high: ResultRow };
}

/** What a chart of panels is told beside its quantities. */
export interface PanelOptions {
  title: string;
  /** Name of the kind of panel for the data table, e.g. `Test`. */
  panelKind: string;
  axisTitle: (panel: string) => string;
  /** d3 number format of the value axis. */
  format: string;
  /** Value of the grey line, e.g. 0 for bias. */
  baseline?: number;
  domain: (panel: string) => [number, number];
  /** Ticks of the value axis; chosen from the domain where not given. */
  ticks?: number[];
  /** Dots with intervals instead of lines with bands over a sweep. */
  dots?: boolean;
  notes: string[];
}

/** One drawn mark: fields are short because every chart embeds its data. */
export interface Mark {
  panel: string;
  column: string;
  design: string;
  label: string;
  x?: number | string;
  y: number;
  lo: number | null;
  hi: number | null;
  ref?: number;
  slo?: number | null;
  shi?: number | null;
  /** The value in words, where it is written at the mark. */
  text?: string;
  /** Row of the chart's data table, from 1 (Vega takes 0 for no tooltip): what a reader sees who points at the mark. */
  i: number;
}

/** What both kinds of panels need. */
export interface Drawing {
  result: ScenarioResult;
  language: Language;
  words: Messages;
  layout: Layout;
  options: PanelOptions;
  panels: string[];
  columns: string[];
  /** The axis along x; null without a sweep. */
  along: Axis | null;
  marks: Mark[];
}

/** Columns of small multiples beyond which the third and later axes are held at the headline point. */
const mostColumns = 6;

/** Splits the sweep: the first axis runs along x, the others make columns, as many as can be read; the rest is held. */
function divide(result: ScenarioResult) {
  const [along, ...others] = result.axes;
  const facets: Axis[] = [];
  let columns = 1;
  for (const axis of others) {
    if (columns * axis.values.length > mostColumns) break;
    columns *= axis.values.length;
    facets.push(axis);
  }
  return { along: along ?? null, facets, held: others.slice(facets.length) };
}

/** Five significant digits: finer than a pixel, and a page carries every chart's data. */
export function drawable(value: number | null): number | null {
  return value === null ? null : Number(value.toPrecision(5));
}

function isClosedForm(row: ResultRow): boolean {
  return row.reference !== null && row.reference_kind !== '' && !row.reference_kind.startsWith('estimand');
}

function tableOf(
  drawn: Quantity[],
  options: PanelOptions,
  result: ScenarioResult,
  language: Language,
): Chart['table'] {
  const words = messages(language);
  const titles = new Map(result.designs.map((design) => [design.id, localText(design.title, language)]));
  const closed = drawn.some(({ row }) => isClosedForm(row));
  const spread = drawn.some((quantity) => quantity.spread !== undefined);
  const columns = [
    options.panelKind,
    ...result.axes.map((axis) => parameterName(axis.name, words)),
    words.chart.design,
    words.chart.estimate,
    words.chart.monteCarlo,
    ...(spread ? [words.chart.spread] : []),
    ...(closed ? [words.chart.closedForm] : []),
    words.chart.replicates,
  ];
  const rows = drawn.map(({ panel, row, spread: ends }) => [
    panel,
    ...result.axes.map((axis) => settingValue(result.points[row.point]!.values[axis.name]!)),
    titles.get(row.design) ?? row.design,
    estimateText(row, words),
    intervalText(row, words) ?? '',
    ...(spread
      ? [
          ends === undefined
            ? ''
            : words.interval(
                valueText(ends.low.estimate, row.metric, null, words),
                valueText(ends.high.estimate, row.metric, null, words),
              ),
        ]
      : []),
    ...(closed
      ? [
          isClosedForm(row)
            ? words.bracket(valueText(row.reference, row.metric, 1e-4, words), row.reference_kind)
            : '',
        ]
      : []),
    valueText(row.n, 'replicates', 1, words),
  ]);
  return { columns, rows };
}

function altOf(drawing: Drawing, drawn: Quantity[]): string {
  const { words, options, panels, along } = drawing;
  const labels = [...new Set(drawing.marks.map((mark) => mark.label))];
  const over = along === null ? '' : parameterName(along.name, words);
  const sentences = [words.chart.altPanels(options.title, panels.length, words.list(labels), over)];
  for (const panel of panels) {
    const ranges = labels.flatMap((label) => {
      const indices = drawing.marks.flatMap((mark, index) =>
        mark.panel === panel && mark.label === label ? [index] : [],
      );
      if (indices.length === 0) return [];
      indices.sort((a, b) => drawing.marks[a]!.y - drawing.marks[b]!.y);
      const ends = [indices[0]!, indices[indices.length - 1]!].map((index) =>
        estimateText(drawn[index]!.row, words),
      );
      return [
        ends[0] === ends[1]
          ? words.chart.altValue(label, ends[0]!)
          : words.chart.altRange(label, ends[0]!, ends[1]!),
      ];
    });
    sentences.push(`[${panel}] ${words.sentences(ranges)}`);
  }
  return words.sentences(sentences);
}

/**
 * The chart that most operating characteristics share. With a sweep: lines over the first swept parameter with Monte Carlo bands,
 * a row of small multiples for each panel and a column for each value of the further parameters. Without: dots with Monte Carlo intervals.
 */
export function panelChart(
  result: ScenarioResult,
  language: Language,
  layout: Layout,
  quantities: Quantity[],
  options: PanelOptions,
): Chart | null {
  const words = messages(language);
  const { along, facets, held } = divide(result);
  const headline = headlinePoint(result);
  const inView = quantities.filter(({ row }) =>
    held.every((axis) => result.points[row.point]!.values[axis.name] === headline.values[axis.name]),
  );
  const drawn = inView.filter(({ row }) => row.estimate !== null);
  if (drawn.length === 0) return null;

  const titles = new Map(result.designs.map((design) => [design.id, localText(design.title, language)]));
  const marks = drawn.map(({ row, panel, spread }, i): Mark => {
    const values = result.points[row.point]!.values;
    const label = titles.get(row.design) ?? row.design;
    const mark: Mark = {
      panel,
      column: facets.length === 0 ? '' : settingsText(result, values, words, facets),
      design: row.design,
      label,
      y: drawable(row.estimate)!,
      lo: drawable(row.lower),
      hi: drawable(row.upper),
      i: i + 1,
    };
    if (along === null) mark.text = layout === 'wide' ? fullText(row, words) : estimateText(row, words);
    else mark.x = values[along.name]!;
    if (isClosedForm(row)) mark.ref = drawable(row.reference)!;
    if (spread !== undefined) {
      mark.slo = drawable(spread.low.estimate);
      mark.shi = drawable(spread.high.estimate);
    }
    return mark;
  });
  const columns = [
    ...new Set(
      result.points
        .filter((point) => held.every((axis) => point.values[axis.name] === headline.values[axis.name]))
        .map((point) => (facets.length === 0 ? '' : settingsText(result, point.values, words, facets))),
    ),
  ];
  const drawing: Drawing = {
    result,
    language,
    words,
    layout,
    options,
    panels: [...new Set(drawn.map(({ panel }) => panel))],
    columns,
    along,
    marks,
  };
  const kinds = [
    ...new Set(drawn.filter(({ row }) => isClosedForm(row)).map(({ row }) => row.reference_kind)),
  ];
  const notes = [
    along === null || options.dots ? words.chart.intervalNote : words.chart.bandNote,
    ...options.notes,
    ...(kinds.length > 0 ? [words.chart.closedFormNote(words.list(kinds))] : []),
    ...(held.length > 0 ? [words.chart.heldNote(settingsText(result, headline.values, words, held))] : []),
    ...(drawn.length < inView.length
      ? [words.chart.leftOut(inView.length - drawn.length, words.chart.noEstimate)]
      : []),
  ];
  const alt = altOf(drawing, drawn);
  const spec = along === null ? dotPanels(drawing) : linePanels(drawing);
  return {
    title: options.title,
    spec: { ...spec, description: alt },
    alt,
    notes,
    table: tableOf(drawn, options, result, language),
  };
}

/** Domain and ticks of a probability: room at both ends, so that marks at 0 and 1 are whole. */
export const probability = { domain: (): [number, number] => [-0.03, 1.03], ticks: [0, 0.25, 0.5, 0.75, 1] };

/** A domain for each panel around its estimates, intervals and the baseline, with room at both ends. */
export function domainsAround(quantities: Quantity[], baseline: number): (panel: string) => [number, number] {
  return (wanted) => {
    let low = baseline;
    let high = baseline;
    for (const { panel, row } of quantities) {
      if (panel !== wanted) continue;
      for (const value of [row.lower, row.estimate, row.upper]) {
        if (value === null) continue;
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    const room = (high - low || Math.abs(baseline) * 0.02 || 0.01) * 0.1;
    return [low - room, high + room];
  };
}
