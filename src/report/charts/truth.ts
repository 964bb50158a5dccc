import type { TruthSummary } from '../../operating-characteristics/result.ts';
import { plain } from '../format.ts';
import { headlinePoint } from '../lookup.ts';
import { messages } from '../messages/index.ts';
import type { Language, Messages } from '../messages/messages.ts';
import { populationName, settingsText } from '../messages/text.ts';
import { armColours, ink } from '../theme.ts';
import { wrap } from '../wrap.ts';
import { base } from './base.ts';
import type { Chart, ChartBuilder, Layout, VegaLiteSpec } from './chart.ts';

type Cell = TruthSummary['cells'][number];

/** Points drawn of a survival curve: more would not be seen and every report would carry them. */
const curvePoints = 60;

function valueText(value: number | null, words: Messages): string {
  return value === null ? words.notAvailable : plain(value, 3);
}

function cellData(cells: Cell[], all: Cell[], words: Messages, layout: Layout) {
  return cells.map((cell) => {
    const i = all.indexOf(cell) + 1;
    const name = populationName(cell.population, words);
    return {
      row: wrap(name, layout === 'wide' ? 26 : 12).join('\n'),
      control: cell.control,
      experimental: cell.experimental,
      low:
        cell.control === null || cell.experimental === null
          ? null
          : Math.min(cell.control, cell.experimental),
      high:
        cell.control === null || cell.experimental === null
          ? null
          : Math.max(cell.control, cell.experimental),
      effect: cell.effect,
      text: valueText(cell.effect, words),
      i,
    };
  });
}

const armScale = (words: Messages) => ({
  domain: [words.arm.control, words.arm.experimental],
  range: [armColours.control, armColours.experimental],
});

/** Control and experimental values of each cell, joined, with the effect beside them. */
function cellPictures(cells: Cell[], all: Cell[], words: Messages, layout: Layout): VegaLiteSpec[] {
  const first = cells[0]!;
  const wide = layout === 'wide';
  const values = cellData(cells, all, words, layout);
  const sort = values.map((value) => value.row);
  const step = { step: Math.max(30, 14 * Math.max(...sort.map((row) => row.split('\n').length)) + 12) };
  const measure = words.measures[first.measure] ?? first.measure;
  const effectMeasure = words.measures[first.effectMeasure] ?? first.effectMeasure;
  const y = {
    field: 'row',
    type: 'nominal',
    sort,
    axis: { title: null, labelExpr: "split(datum.label, '\\n')", labelColor: ink.text, grid: true },
  };
  const x = {
    type: 'quantitative',
    scale: { zero: true, nice: true },
    axis: { title: null, grid: false, tickCount: wide ? 6 : 4 },
  };
  const ends = values.flatMap(({ row, control, experimental, i }) => [
    { row, i, arm: words.arm.control, value: control },
    { row, i, arm: words.arm.experimental, value: experimental },
  ]);
  const shapes = { domain: armScale(words).domain, range: ['circle', 'square'] };
  const arm = { field: 'arm', type: 'nominal', legend: {} };
  const dumbbell = {
    title: { text: `${first.endpoint}: ${measure}`, subtitle: words.chart.truth.values },
    data: { values },
    width: wide ? 320 : 210,
    height: step,
    layer: [
      {
        mark: { type: 'rule', strokeWidth: 2, color: ink.rule },
        encoding: { y, x: { ...x, field: 'low' }, x2: { field: 'high' } },
      },
      {
        data: { values: ends },
        mark: { type: 'point', filled: true, opacity: 1, size: 75 },
        encoding: {
          y,
          x: { ...x, field: 'value' },
          color: { ...arm, scale: armScale(words) },
          shape: { ...arm, scale: shapes },
          tooltip: { field: 'i' },
        },
      },
    ],
  };
  const effects = values.filter((value) => value.effect !== null);
  if (effects.length === 0) return [dumbbell];
  const ratio = first.effectMeasure === 'hazard ratio';
  const sizes = effects.map((value) => value.effect!);
  const reach =
    Math.max(...sizes.map((size) => Math.abs(ratio ? Math.log(size) : size)), ratio ? Math.log(1.5) : 0) *
      1.25 || 1;
  const domain = ratio
    ? [Math.exp(-reach), Math.exp(reach)].map((end) => Number(end.toPrecision(3)))
    : [-reach, reach];
  const ticks = [0.1, 0.2, 0.25, 0.5, 1, 2, 4, 5, 10].filter(
    (tick) => tick >= domain[0]! && tick <= domain[1]! && tick !== 0.2 && tick !== 5,
  );
  const scale = ratio ? { type: 'log', domain, nice: false } : { domain, nice: false };
  const effectX = {
    type: 'quantitative',
    scale,
    axis: { title: null, grid: false, ...(ratio ? { values: ticks, format: '~g' } : { tickCount: 4 }) },
  };
  const forest = {
    title: {
      text: effectMeasure,
      subtitle: ratio ? words.chart.truth.effect.ratio : words.chart.truth.effect.difference,
    },
    data: { values: effects },
    width: wide ? 330 : 210,
    height: step,
    layer: [
      {
        mark: { type: 'rule', color: ink.rule, strokeWidth: 1.5 },
        encoding: { x: { datum: ratio ? 1 : 0, type: 'quantitative', scale } },
      },
      {
        mark: { type: 'point', filled: true, opacity: 1, size: 80, shape: 'diamond', color: ink.text },
        encoding: {
          y: { ...y, axis: wide ? { ...y.axis, labels: false } : y.axis },
          x: { ...effectX, field: 'effect' },
          tooltip: { field: 'i' },
        },
      },
      {
        mark: { type: 'text', dy: -12 },
        encoding: { y, x: { ...effectX, field: 'effect' }, text: { field: 'text' } },
      },
    ],
  };
  return wide ? [{ hconcat: [dumbbell, forest], spacing: 40 }] : [dumbbell, forest];
}

/** Survival curves of one endpoint, a panel for each population. */
function curvePicture(
  truth: TruthSummary,
  endpoint: string,
  words: Messages,
  layout: Layout,
): VegaLiteSpec | null {
  const curves = truth.curves.filter((curve) => curve.endpoint === endpoint);
  if (curves.length === 0) return null;
  const populations = [...new Set(curves.map((curve) => populationName(curve.population, words)))];
  const values = curves.flatMap(({ population, arm, time, survival }) => {
    const every = Math.max(1, Math.ceil(time.length / curvePoints));
    return time.flatMap((x, index) =>
      index % every === 0 || index === time.length - 1
        ? [
            {
              column: populationName(population, words),
              arm: words.arm[arm],
              x,
              y: Number(survival[index]!.toPrecision(4)),
            },
          ]
        : [],
    );
  });
  const wide = layout === 'wide';
  const across = wide ? Math.min(3, populations.length) : 1;
  const arm = { field: 'arm', type: 'nominal', legend: {} };
  return {
    title: { text: `${endpoint}: ${words.chart.truth.survival}`, subtitle: words.chart.truth.months },
    data: { values },
    facet: { field: 'column', type: 'nominal', sort: populations, header: { title: null } },
    columns: across,
    spacing: { column: 28, row: 18 },
    spec: {
      width: wide ? Math.floor((740 - 28 * (across - 1)) / across) : 250,
      height: wide ? 170 : 120,
      mark: { type: 'line', strokeWidth: 2 },
      encoding: {
        x: {
          field: 'x',
          type: 'quantitative',
          title: null,
          axis: { grid: false, tickCount: 6 },
          scale: { nice: false },
        },
        y: {
          field: 'y',
          type: 'quantitative',
          title: null,
          scale: { domain: [0, 1] },
          axis: { format: '.0%', tickCount: 4 },
        },
        color: { ...arm, scale: armScale(words) },
        strokeDash: {
          condition: { test: `datum.arm === ${JSON.stringify(words.arm.control)}`, value: [5, 3] },
          value: [1, 0],
        },
      },
    },
  };
}

function tableOf(truth: TruthSummary, words: Messages): Chart['table'] {
  const columns = words.page.cellColumns;
  return {
    columns: [
      columns.population,
      columns.share,
      columns.endpoint,
      columns.measure,
      columns.control,
      columns.experimental,
      columns.effect,
    ],
    rows: truth.cells.map((cell) => [
      populationName(cell.population, words),
      `${plain(100 * cell.probability, 3)}%`,
      cell.endpoint,
      words.measures[cell.measure] ?? cell.measure,
      valueText(cell.control, words),
      valueText(cell.experimental, words),
      words.bracket(valueText(cell.effect, words), words.measures[cell.effectMeasure] ?? cell.effectMeasure),
    ]),
  };
}

/** Truth table of a point, for the chart's data and the page's assumptions. */
export function truthTable(truth: TruthSummary, language: Language): Chart['table'] {
  return tableOf(truth, messages(language));
}

/** The assumed truth as a picture: outcome by cell and arm, effect by cell, and survival curves. Computed, not simulated. */
export const truth: ChartBuilder = (result, language, layout = 'wide') => {
  const words = messages(language);
  const headline = headlinePoint(result);
  const summary = result.truth.find((entry) => entry.point === headline.index);
  if (summary === undefined || summary.cells.length === 0) return null;
  const endpoints = [...new Set(summary.cells.map((cell) => cell.endpoint))];
  const pictures = endpoints.flatMap((endpoint) => {
    const cells = summary.cells.filter((cell) => cell.endpoint === endpoint);
    const curves = curvePicture(summary, endpoint, words, layout);
    return [...cellPictures(cells, summary.cells, words, layout), ...(curves === null ? [] : [curves])];
  });
  const missing = summary.cells.filter(
    (cell) => cell.control === null || cell.experimental === null || cell.effect === null,
  ).length;
  const alt = words.chart.altTruth(
    words.chart.truth.title,
    words.sentences(
      summary.cells.map((cell) =>
        words.chart.altCell(
          populationName(cell.population, words),
          valueText(cell.control, words),
          valueText(cell.experimental, words),
          valueText(cell.effect, words),
        ),
      ),
    ),
  );
  return {
    title: words.chart.truth.title,
    spec: { ...base(), description: alt, vconcat: pictures, spacing: 28 },
    alt,
    notes: [
      words.chart.computedNote,
      ...(result.axes.length > 0 ? [words.chart.heldNote(settingsText(result, headline.values, words))] : []),
      ...(missing > 0 ? [words.chart.leftOut(missing, words.chart.noTruth)] : []),
    ],
    table: tableOf(summary, words),
  };
};
