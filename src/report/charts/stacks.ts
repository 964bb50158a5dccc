import type { ResultRow, ScenarioResult } from '../../operating-characteristics/result.ts';
import { messages } from '../messages/index.ts';
import type { Language } from '../messages/messages.ts';
import { parameterName, settingValue } from '../messages/text.ts';
import { estimateText, halfWidthText, intervalText, mcseText, valueText } from '../metrics.ts';
import { designColours, ink } from '../theme.ts';
import { balanced } from '../wrap.ts';
import { acrossOf, base, widths } from './base.ts';
import type { Chart, Layout, VegaLiteSpec } from './chart.ts';
import { type FirstDimension, firstDimension } from './firstDimension.ts';
import { steered, switchOf } from './heldAxes.ts';
import { legendOf } from './legend.ts';
import { drawable } from './scales.ts';
import { together } from './walked.ts';

/** A share of a whole, at a point. */
export interface Share {
  /** Design or program, and its title. */
  whole: string;
  title: string;
  /** Part of the whole, e.g. a claim. */
  part: string;
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

/** Parts beyond the palette are told apart by name and order only. */
const colourOf = (index: number) => designColours[index % designColours.length]!;

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
  const parts = [...new Set(shares.map(({ part }) => part))];
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
  const spec = {
    ...start,
    ...(along === null ? bars(values, parts, wholes, layout) : panels(values, parts, wholes, along, layout)),
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

function colour(parts: string[], layout: Layout) {
  return {
    field: 'part',
    type: 'nominal',
    scale: { domain: parts, range: parts.map((_, i) => colourOf(i)) },
    legend: {
      ...legendOf(parts, layout),
      symbolType: 'square',
    },
  };
}

const order = { field: 'order', type: 'quantitative' };
/** One whole singled out fades the others. */
const faded = (value: number) => ({
  condition: { test: "isolated === '' || datum.design === isolated", value },
  value: value * 0.15,
});
const shareAxis = { values: [0, 0.25, 0.5, 0.75, 1], format: '.0%' };

function bars(values: object[], parts: string[], wholes: string[], layout: Layout): VegaLiteSpec {
  const wide = layout === 'wide';
  const label = (title: string) => balanced(title, wide ? 34 : 14).join('\n');
  const lines = Math.max(...wholes.map((title) => balanced(title, wide ? 34 : 14).length));
  return {
    data: { values: values.map((value) => ({ ...value, row: label((value as { title: string }).title) })) },
    width: wide ? 560 : 200,
    height: { step: Math.max(30, 13 * lines + 12) },
    mark: { type: 'bar', stroke: ink.paper, strokeWidth: 1 },
    encoding: {
      y: {
        field: 'row',
        type: 'nominal',
        sort: wholes.map(label),
        axis: {
          title: null,
          labelExpr: "split(datum.label, '\\n')",
          labelColor: ink.text,
          labelLineHeight: 13,
        },
      },
      x: {
        field: 'y',
        type: 'quantitative',
        stack: 'zero',
        scale: { domain: [0, 1] },
        axis: { ...shareAxis, title: null },
      },
      color: colour(parts, layout),
      order,
      opacity: faded(0.9),
      tooltip: { field: 'i' },
    },
  };
}

function panels(
  values: { x?: number | string }[],
  parts: string[],
  wholes: string[],
  along: FirstDimension,
  layout: Layout,
): VegaLiteSpec {
  const numbers = along.steps.filter((value) => typeof value === 'number');
  const areas = numbers.length === along.steps.length && numbers.length > 1;
  const across = layout === 'wide' ? acrossOf(wholes.length, 3) : 1;
  const width = Math.floor((widths[layout] - 50 * across) / across);
  const x = areas
    ? {
        field: 'x',
        type: 'quantitative',
        scale: { domain: [Math.min(...numbers), Math.max(...numbers)], nice: false, zero: false },
        axis: { values: numbers, labelOverlap: 'greedy', grid: false, format: '.12~g', title: along.name },
      }
    : {
        field: 'x',
        type: 'nominal',
        sort: along.steps.map(settingValue),
        axis: { labelAngle: 0, title: along.name, labelExpr: `split(datum.label, '${together}')` },
      };
  const y = {
    field: 'y',
    type: 'quantitative',
    stack: 'zero',
    scale: { domain: [0, 1] },
    title: null,
    axis: shareAxis,
  };
  const encoding = { x, y, color: colour(parts, layout), order };
  const area = {
    mark: { type: 'area', line: { color: ink.paper, strokeWidth: 1 }, interpolate: 'linear' },
    encoding: { ...encoding, opacity: faded(0.9) },
  };
  // Bands carry no row of the table: the marks on their upper edges do.
  const edges = {
    mark: {
      type: 'point',
      filled: true,
      size: layout === 'wide' ? 26 : 16,
      stroke: ink.paper,
      strokeWidth: 0.75,
    },
    encoding: { ...encoding, opacity: faded(1), tooltip: { field: 'i' } },
  };
  const bar = {
    mark: { type: 'bar', stroke: ink.paper, strokeWidth: 1 },
    encoding: { ...encoding, opacity: faded(0.9), tooltip: { field: 'i' } },
  };
  return {
    data: { values: areas ? values : values.map((value) => ({ ...value, x: settingValue(value.x!) })) },
    // Panels of their own and no facets, whose last row would have axes under empty places.
    concat: wholes.map((title) => ({
      title: { text: balanced(title, Math.floor(width / 6)) },
      transform: [{ filter: { field: 'title', equal: title } }],
      width,
      height: layout === 'wide' ? 170 : 140,
      layer: areas ? [area, edges] : [bar],
    })),
    columns: across,
    spacing: 24,
  };
}
