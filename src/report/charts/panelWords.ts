import type { ResultRow, ScenarioResult } from '../../operating-characteristics/result.ts';
import { messages } from '../messages/index.ts';
import type { Language } from '../messages/messages.ts';
import { localText, parameterName, settingValue } from '../messages/text.ts';
import { estimateText, intervalText, mcseText, valueText } from '../metrics.ts';
import type { Chart } from './chart.ts';
import type { Drawing, PanelOptions, Quantity } from './drawing.ts';

/** Whether a row is held against a closed form, and not against an estimand's true value. */
export function isClosedForm(row: ResultRow): boolean {
  return row.reference !== null && row.reference_kind !== '' && !row.reference_kind.startsWith('estimand');
}

/** The drawn numbers as text, one row a mark in the order of the marks. */
export function tableOf(
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
    ...result.axes.map((axis) => parameterName(axis, words)),
    words.chart.design,
    words.chart.estimate,
    words.page.mcse,
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
    mcseText(row) ?? '',
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
            ? words.bracket(
                valueText(row.reference, row.metric, 1e-4, words),
                words.references[row.reference_kind] ?? row.reference_kind,
              )
            : '',
        ]
      : []),
    valueText(row.n, 'replicates', 1, words),
  ]);
  return { columns, rows };
}

/** The picture in words: what it shows, and each design's range in each panel. */
export function altOf(drawing: Drawing, drawn: Quantity[]): string {
  const { words, options, panels, along } = drawing;
  const labels = [...new Set(drawing.marks.map((mark) => mark.label))];
  const over = along === null ? '' : parameterName(along, words);
  const sentences = [words.chart.altPanels(options.title, panels.length, words.titles(labels), over)];
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
