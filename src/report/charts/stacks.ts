import type { ResultRow, ScenarioResult } from '../../operating-characteristics/result.ts';
import { messages } from '../messages/index.ts';
import type { Language } from '../messages/messages.ts';
import { parameterName, settingValue } from '../messages/text.ts';
import { estimateText, halfWidthText, intervalText, mcseText, valueText } from '../metrics.ts';
import { base } from './base.ts';
import type { Chart, Layout } from './chart.ts';
import { firstDimension } from './firstDimension.ts';
import { steered, switchOf } from './heldAxes.ts';
import { drawable } from './scales.ts';
import { partScale, stackBars, stackPanels } from './stackMarks.ts';

/** A share of a whole, at a point. */
export interface Share {
  /** Design or program, and its title. */
  whole: string;
  title: string;
  /** Part of the whole, e.g. a claim. */
  part: string;
  /** It says that nothing is claimed: it lies above the others, in grey. */
  nothing?: boolean;
  row: ResultRow;
}

export interface StackOptions {
  title: string;
  /** Name of the kind of whole and of part, for the data table. */
  wholeKind: string;
  partKind: string;
  axisTitle: string;
}

/** Shares up to which the chart holds every truth, so that a reader can switch between the held values. */
const MOST_SWITCHED = 900;

/**
 * Probabilities that make up 1, stacked: without a sweep a bar for each whole; with one, a panel for each whole with areas over the first
 * swept parameter (bars where its values are no numbers). Further parameters are held: a reader of the page switches between their values.
 */
export function stackChart(
  result: ScenarioResult,
  language: Language,
  layout: Layout,
  shares: Share[],
  options: StackOptions,
): Chart | null {
  const words = messages(language);
  const along = firstDimension(result, words);
  const held = result.axes.slice(1);
  const switched = shares.length <= MOST_SWITCHED ? switchOf(result, held) : null;
  const atHeadline = ({ row }: Share) => along?.shown.has(row.point) ?? true;
  const drawn = shares.filter(
    (share) => share.row.estimate !== null && (switched !== null || atHeadline(share)),
  );
  if (!drawn.some(atHeadline)) return null;
  const named = (nothing: boolean) =>
    shares.filter((share) => (share.nothing === true) === nothing).map(({ part }) => part);
  const blank = new Set(named(true));
  const parts = [...new Set([...named(false), ...blank])];
  const wholes = [...new Map(drawn.map(({ whole, title }) => [whole, title])).values()];
  const values = drawn.map(({ whole, title, part, row }, i) => ({
    design: whole,
    title,
    part,
    order: parts.indexOf(part),
    y: drawable(row.estimate),
    ...(along === null ? {} : { x: along.stepOf(row.point) }),
    ...(switched === null ? {} : { h: switched.key(row.point) }),
    i: i + 1,
  }));
  const width = ({ row }: Share) => (row.upper ?? 0) - (row.lower ?? 0);
  const widest = drawn.reduce((most, share) => (width(share) > width(most) ? share : most));
  const ranges = wholes.map((title) => {
    const own = parts.flatMap((part) => {
      const rows = drawn.filter((share) => share.title === title && share.part === part && atHeadline(share));
      if (rows.length === 0) return [];
      const ends = rows.map(({ row }) => row).sort((a, b) => a.estimate! - b.estimate!);
      const texts = [ends[0]!, ends.at(-1)!].map((row) => estimateText(row, words));
      return [
        texts[0] === texts[1]
          ? words.chart.altValue(part, texts[0]!)
          : words.chart.altRange(part, texts[0]!, texts[1]!),
      ];
    });
    return `[${title}] ${words.sentences(own)}`;
  });
  const over = along?.name ?? '';
  const alt = words.sentences([
    words.chart.altPanels(options.title, wholes.length, words.titles(wholes), over),
    ...ranges,
  ]);
  const start = base();
  const scale = partScale(parts, blank);
  const spec = {
    ...start,
    ...(along === null
      ? stackBars(values, scale, wholes, layout)
      : stackPanels(values, scale, wholes, along, layout)),
    ...(switched === null
      ? {}
      : { ...steered(start.params, switched, result.base), transform: [{ filter: 'datum.h === held' }] }),
  };
  return {
    title: options.title,
    spec: { ...spec, description: alt },
    alt,
    notes: [
      words.chart.stackNote(options.axisTitle, halfWidthText(widest.row)),
      ...(along === null || along.held === ''
        ? []
        : [words.chart[switched === null ? 'heldNote' : 'switchedNote'](along.held)]),
    ],
    table: {
      columns: [
        options.wholeKind,
        ...result.axes.map((axis) => parameterName(axis, words)),
        options.partKind,
        words.chart.estimate,
        words.page.mcse,
        words.chart.monteCarlo,
        words.chart.replicates,
      ],
      rows: drawn.map(({ title, part, row }) => [
        title,
        ...result.axes.map((axis) => settingValue(result.points[row.point]!.values[axis.name]!)),
        part,
        estimateText(row, words),
        mcseText(row) ?? '',
        intervalText(row, words) ?? '',
        valueText(row.n, 'replicates', 1, words),
      ]),
    },
  };
}
