// Long because grid, panels, words and table of a map are made from the same cells.

import type { Axis, ResultRow, ScenarioResult } from '../../operating-characteristics/result.ts';
import { headlinePoint } from '../lookup.ts';
import { messages } from '../messages/index.ts';
import type { Language, Messages } from '../messages/messages.ts';
import { localText, parameterName, settingsText, settingValue } from '../messages/text.ts';
import { estimateText, intervalText } from '../metrics.ts';
import { textWidth } from '../textWidth.ts';
import { ink, onCell } from '../theme.ts';
import { balanced } from '../wrap.ts';
import { base as start } from './base.ts';
import type { Chart, Layout, VegaLiteSpec } from './chart.ts';
import { type Switch, steered, switchOf } from './heldAxes.ts';

/** Panels that a reader still takes in. */
const MOST_PANELS = 12;

/** An axis with fewer values makes lines, not a map. */
const FEWEST_VALUES = 3;

interface Cell {
  x: string;
  y: string;
  value: number;
  text: string;
  row: ResultRow;
  framed: boolean;
  /** Held values that it belongs to, where they can be switched. */
  h?: string;
  i: number;
}

interface Panel {
  title: string;
  cells: Cell[];
}

/** What a map shows: a number at every truth of the grid, for each test of each design. */
export interface MapOptions {
  title: string;
  /** The row of a test at a point; undefined where the test has none. */
  rowOf: (point: number, design: string, test: DesignTest) => ResultRow | undefined;
  /** Cells that are framed, and the column of the table that says so; null where none are. */
  frames: {
    holds: (point: number, design: string, test: DesignTest) => boolean;
    column: string;
    word: (framed: boolean) => string;
  } | null;
  /** Number in a cell. */
  text: (value: number) => string;
  /** Ends of the colours, and the value between them where they part. */
  domain: (values: readonly number[]) => number[];
  range: string[];
  /** Vega-Lite legend properties that write the values at the colours. */
  legend: object;
  /** Vega expression of the cells that are too dark for dark text. */
  dark: (domain: readonly number[]) => string;
  /** @param widest row with the widest interval @param framed whether some cell is framed */
  notes: (widest: ResultRow, framed: boolean) => string[];
}

type DesignTest = ScenarioResult['designs'][number]['tests'][number];

/**
 * A number over a grid of two swept parameters, a panel for each test of each design. Null without two axes of three values and more, and
 * where no test has the number.
 */
export function truthMap(
  result: ScenarioResult,
  language: Language,
  layout: Layout,
  options: MapOptions,
): Chart | null {
  const words = messages(language);
  const grid = gridOf(result);
  if (grid === null) return null;
  const rows: string[][] = [];
  const found = panelsOf(result, grid, language, options, rows);
  if (found.length === 0) return null;
  const panels = found.slice(0, MOST_PANELS);
  const alt = altOf(panels, words, options);
  const width = ({ row }: Cell) => (row.upper ?? 1) - (row.lower ?? 0);
  const shown = panels.flatMap(({ cells }) => cells);
  const widest = shown.reduce((most, cell) => (width(cell) > width(most) ? cell : most));
  const notes = [
    ...options.notes(
      widest.row,
      shown.some(({ framed }) => framed),
    ),
    ...(grid.held.length === 0
      ? []
      : [
          words.chart[grid.switched === null ? 'heldNote' : 'switchedNote'](
            settingsText(result, headlinePoint(result).values, words, grid.held),
          ),
        ]),
    ...(found.length > MOST_PANELS
      ? [words.chart.panelsLeftOut(found.slice(MOST_PANELS).map((panel) => panel.title))]
      : []),
  ];
  return {
    title: options.title,
    spec: { ...specOf(panels, grid, words, layout, result.base, options), description: alt },
    alt,
    notes,
    table: {
      columns: [
        words.chart.design,
        words.chart.test,
        parameterName(grid.across, words),
        parameterName(grid.up, words),
        ...(grid.switched === null ? [] : grid.held.map((axis) => parameterName(axis, words))),
        words.chart.estimate,
        words.chart.monteCarlo,
        ...(options.frames === null ? [] : [options.frames.column]),
      ],
      rows,
    },
  };
}

interface Grid {
  across: Axis;
  up: Axis;
  held: Axis[];
  /** How a reader of the page switches between held values; null where the cells are of the headline's only. */
  switched: Switch | null;
  points: number[];
}

/** Cells up to which the map holds every truth, so that a reader can switch between the held values. */
const MOST_SWITCHED = 1500;

function gridOf(result: ScenarioResult): Grid | null {
  const [across, up, ...held] = result.axes;
  if (across === undefined || up === undefined) return null;
  if (across.values.length < FEWEST_VALUES || up.values.length < FEWEST_VALUES) return null;
  const { values } = headlinePoint(result);
  const tests = result.designs.reduce((sum, design) => sum + design.tests.length, 0);
  const switched = result.points.length * tests <= MOST_SWITCHED ? switchOf(result, held) : null;
  const points = result.points
    .filter(
      (point) => switched !== null || held.every((axis) => point.values[axis.name] === values[axis.name]),
    )
    .map((point) => point.index);
  return { across, up, held, switched, points };
}

function panelsOf(
  result: ScenarioResult,
  grid: Grid,
  language: Language,
  { rowOf, frames, text }: MapOptions,
  table: string[][],
): Panel[] {
  const words = messages(language);
  return result.designs.flatMap((design) =>
    design.tests.flatMap((test): Panel[] => {
      const name = localText(design.title, language);
      const cells = grid.points.flatMap((index): Cell[] => {
        const row = rowOf(index, design.id, test);
        if (row === undefined || row.estimate === null) return [];
        const { values } = result.points[index]!;
        const [x, y] = [grid.across, grid.up].map((axis) => settingValue(values[axis.name]!));
        const framed = frames?.holds(index, design.id, test) ?? false;
        table.push([
          name,
          test.name,
          x!,
          y!,
          ...(grid.switched === null ? [] : grid.held.map((axis) => settingValue(values[axis.name]!))),
          estimateText(row, words),
          interval(row, words),
          ...(frames === null ? [] : [frames.word(framed)]),
        ]);
        const h = grid.switched === null ? {} : { h: grid.switched.key(index) };
        const drawn = { value: row.estimate, text: text(row.estimate), row, framed };
        return [{ x: x!, y: y!, ...drawn, ...h, i: table.length }];
      });
      return cells.length === 0 ? [] : [{ title: words.panel(name, test.name), cells }];
    }),
  );
}

const interval = (row: ResultRow, words: Messages) => intervalText(row, words) ?? words.notAvailable;

function specOf(
  panels: Panel[],
  { across, up, switched }: Grid,
  words: Messages,
  layout: Layout,
  base: number,
  options: MapOptions,
): VegaLiteSpec {
  const domain = options.domain(panels.flatMap(({ cells }) => cells.map(({ value }) => value)));
  const wide = layout === 'wide';
  const columns = wide ? 3 : 1;
  const width = wide ? 215 : 235;
  const tall = Math.max(120, Math.min(width, up.values.length * 24));
  // Numbers in the cells where a cell holds them.
  const written = across.values.length <= 11 && up.values.length <= 14;
  // Letters as large as on the axes where the cells hold them, of panels that paper makes a little narrower as well.
  const room = (0.95 * width) / across.values.length - 2;
  const fits = panels.every(({ cells }) => cells.every(({ text }) => textWidth(text, 11, false) <= room));
  const x = {
    field: 'x',
    type: 'ordinal',
    sort: across.values.map(settingValue),
    axis: { title: parameterName(across, words), labelAngle: 0, grid: false },
  };
  const y = {
    field: 'y',
    type: 'ordinal',
    sort: up.values.map(settingValue).reverse(),
    axis: { title: parameterName(up, words), grid: false },
  };
  const colour = {
    field: 'value',
    type: 'quantitative',
    scale: { domain, range: options.range, interpolate: 'lab' },
    legend: {
      title: null,
      ...options.legend,
      orient: 'bottom',
      gradientLength: 160,
      gradientStrokeColor: ink.rule,
    },
  };
  const picture = ({ title, cells }: Panel): VegaLiteSpec => ({
    title: { text: balanced(title, wide ? 34 : 36) },
    data: { values: cells.map(({ row: _, ...drawn }) => drawn) },
    transform: switched === null ? [] : [{ filter: 'datum.h === held' }],
    width,
    height: tall,
    layer: [
      {
        mark: { type: 'rect' },
        encoding: { x, y, color: colour, tooltip: { field: 'i' } },
      },
      {
        transform: [{ filter: 'datum.framed' }],
        mark: { type: 'rect', filled: false, fill: null, stroke: onCell.dark, strokeWidth: 1.5 },
        encoding: { x, y, tooltip: { field: 'i' } },
      },
      ...(written
        ? [
            {
              mark: { type: 'text', fontSize: fits ? 11 : 9.5 },
              encoding: {
                x,
                y,
                text: { field: 'text' },
                color: { condition: { test: options.dark(domain), value: onCell.light }, value: onCell.dark },
              },
            },
          ]
        : []),
    ],
  });
  const spec = {
    ...start(),
    concat: panels.map(picture),
    columns,
    spacing: 26,
    resolve: { scale: { color: 'shared' } },
  };
  return switched === null ? spec : { ...spec, ...steered(spec.params, switched, base) };
}

function altOf(panels: Panel[], words: Messages, { title, text }: MapOptions): string {
  const ranges = panels.map(({ title: name, cells }) => {
    const values = cells.map(({ value }) => value);
    return words.chart.altRange(name, text(Math.min(...values)), text(Math.max(...values)));
  });
  return words.chart.altTruth(title, words.sentences(ranges));
}
