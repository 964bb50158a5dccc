import type { Axis, ResultRow, ScenarioResult } from '../../operating-characteristics/result.ts';
import { plain } from '../format.ts';
import { headlinePoint, rowOf } from '../lookup.ts';
import { messages } from '../messages/index.ts';
import type { Language, Messages } from '../messages/messages.ts';
import { localText, parameterName, settingsText, settingValue } from '../messages/text.ts';
import { estimateText, halfWidthText, intervalText } from '../metrics.ts';
import { designColours, ink } from '../theme.ts';
import { wrap } from '../wrap.ts';
import { base as start } from './base.ts';
import type { Chart, ChartBuilder, Layout, VegaLiteSpec } from './chart.ts';
import { type Switch, steered, switchOf } from './heldAxes.ts';

/** Panels that a reader still takes in. */
const MOST_PANELS = 12;

/** An axis with fewer values makes lines, not a map. */
const FEWEST_VALUES = 3;

/** Rates that say that a rejection is wrong at a truth, by what it is read as. */
const WRONG = ['false predictive claim', 'false effect claim'];

interface Cell {
  x: string;
  y: string;
  value: number;
  text: string;
  row: ResultRow;
  /** Whether a rejection would be an error here. */
  wrong: boolean;
  /** Held values that it belongs to, where they can be switched. */
  h?: string;
  i: number;
}

interface Panel {
  title: string;
  cells: Cell[];
}

/**
 * Probability of rejecting over a grid of two swept parameters, a panel for each test of each design. Truths at which what the test is
 * read as is not there, so that every rejection is a false claim, are framed. Null without two axes of three values and more.
 */
export const heatMap: ChartBuilder = (result, language, layout = 'wide'): Chart | null => {
  const words = messages(language);
  const grid = gridOf(result);
  if (grid === null) return null;
  const rows: string[][] = [];
  const found = panelsOf(result, grid, language, rows);
  if (found.length === 0) return null;
  const panels = found.slice(0, MOST_PANELS);
  const { title, framed, percent } = words.chart.heatMap;
  const some = panels.some(({ cells }) => cells.some(({ wrong }) => wrong));
  const alt = altOf(title, panels, words);
  const width = ({ row }: Cell) => (row.upper ?? 1) - (row.lower ?? 0);
  const shown = panels.flatMap(({ cells }) => cells);
  const widest = shown.reduce((most, cell) => (width(cell) > width(most) ? cell : most));
  const notes = [
    percent(halfWidthText(widest.row)),
    ...(some ? [framed] : []),
    ...(grid.held.length === 0
      ? []
      : [
          words.chart[grid.switched === null ? 'heldNote' : 'switchedNote'](
            settingsText(result, headlinePoint(result).values, words, grid.held),
          ),
        ]),
    ...(found.length > MOST_PANELS
      ? [words.chart.panelsLeftOut(words.list(found.slice(MOST_PANELS).map((panel) => panel.title)))]
      : []),
  ];
  return {
    title,
    spec: { ...specOf(panels, grid, words, layout, result.base), description: alt },
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
        words.chart.heatMap.wrong,
      ],
      rows,
    },
  };
};

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

function panelsOf(result: ScenarioResult, grid: Grid, language: Language, table: string[][]): Panel[] {
  const words = messages(language);
  return result.designs.flatMap((design) =>
    design.tests.flatMap((test): Panel[] => {
      const name = localText(design.title, language);
      const cells = grid.points.flatMap((index): Cell[] => {
        const row = rowOf(result, index, design.id, test.name, 'power');
        if (row === undefined || row.estimate === null) return [];
        const { values } = result.points[index]!;
        const [x, y] = [grid.across, grid.up].map((axis) => settingValue(values[axis.name]!));
        const wrong = WRONG.some(
          (metric) => rowOf(result, index, design.id, test.name, metric) !== undefined,
        );
        table.push([
          name,
          test.name,
          x!,
          y!,
          ...(grid.switched === null ? [] : grid.held.map((axis) => settingValue(values[axis.name]!))),
          estimateText(row, words),
          interval(row, words),
          words.chart.heatMap.is[wrong ? 'wrong' : 'right'],
        ]);
        const text = plain(Math.round(100 * row.estimate));
        const h = grid.switched === null ? {} : { h: grid.switched.key(index) };
        return [{ x: x!, y: y!, value: row.estimate, text, row, wrong, ...h, i: table.length }];
      });
      return cells.length === 0 ? [] : [{ title: `${name}: ${test.name}`, cells }];
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
): VegaLiteSpec {
  const wide = layout === 'wide';
  const columns = wide ? 3 : 1;
  const width = wide ? 215 : 235;
  const tall = Math.max(120, Math.min(width, up.values.length * 24));
  // Numbers in the cells where a cell holds them.
  const written = across.values.length <= 11 && up.values.length <= 14;
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
    scale: { domain: [0, 1], range: ['#f4f7fa', designColours[0]] },
    legend: {
      title: null,
      format: '.0%',
      orient: 'bottom',
      gradientLength: 160,
      gradientStrokeColor: ink.rule,
    },
  };
  const picture = ({ title, cells }: Panel): VegaLiteSpec => ({
    title: { text: wrap(title, wide ? 34 : 36) },
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
        transform: [{ filter: 'datum.wrong' }],
        mark: { type: 'rect', filled: false, fill: null, stroke: ink.text, strokeWidth: 1.5 },
        encoding: { x, y, tooltip: { field: 'i' } },
      },
      ...(written
        ? [
            {
              mark: { type: 'text', fontSize: 9.5 },
              encoding: {
                x,
                y,
                text: { field: 'text' },
                color: { condition: { test: 'datum.value > 0.6', value: ink.paper }, value: ink.text },
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

function altOf(title: string, panels: Panel[], words: Messages): string {
  const ranges = panels.map(({ title: name, cells }) => {
    const values = cells.map(({ value }) => value);
    const percent = (value: number) => `${plain(Math.round(100 * value))}%`;
    return words.chart.altRange(name, percent(Math.min(...values)), percent(Math.max(...values)));
  });
  return `${title}. ${ranges.join(' ')}`;
}
