import type { TruthSummary } from '../../operating-characteristics/result.ts';
import { plain } from '../format.ts';
import type { Messages } from '../messages/messages.ts';
import { populationName } from '../messages/text.ts';
import { armColours, ink } from '../theme.ts';
import { wrap } from '../wrap.ts';
import type { Layout, VegaLiteSpec } from './chart.ts';

type Cell = TruthSummary['cells'][number];

/** A value of the truth as text. */
export function truthText(value: number | null, words: Messages): string {
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
      text: truthText(cell.effect, words),
      i,
    };
  });
}

/** Colours of the two arms. */
export const armScale = (words: Messages) => ({
  domain: [words.arm.control, words.arm.experimental],
  range: [armColours.control, armColours.experimental],
});

/** Control and experimental values of each cell, joined, with the effect beside them. */
export function cellPictures(cells: Cell[], all: Cell[], words: Messages, layout: Layout): VegaLiteSpec[] {
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
    axis: { title: null, grid: false, ...(ratio ? { values: ticks, format: '.12~g' } : { tickCount: 4 }) },
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
