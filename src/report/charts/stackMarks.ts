import { settingValue } from '../messages/text.ts';
import { ink, nothingColours, partColours } from '../theme.ts';
import { balanced } from '../wrap.ts';
import { acrossOf, columnWidth, widest, widths } from './base.ts';
import type { Layout, VegaLiteSpec } from './chart.ts';
import type { FirstDimension } from './firstDimension.ts';
import { legendOf } from './legend.ts';
import { together } from './walked.ts';

/** Colours of the parts of a whole. */
export interface PartScale {
  domain: string[];
  range: string[];
}

/**
 * A fill for each part, grey for those that say that nothing is claimed; beyond the palette parts are told apart by name and order only.
 * Greys are given from the last part on, so that a program's `none` is that of a trial, and its `stop` before it another.
 */
export const partScale = (parts: string[], blank: ReadonlySet<string>): PartScale => ({
  domain: parts,
  range: parts.map((part, i) =>
    blank.has(part)
      ? nothingColours[(blank.size - 1 - [...blank].indexOf(part)) % nothingColours.length]!
      : partColours[i % partColours.length]!,
  ),
});

/** Of no length a bar would be a line where its neighbours meet. */
const withLength = { filter: 'datum.y > 0' };

/** Pale fills would not stand out from the paper. */
const outline = { stroke: ink.muted, strokeWidth: 0.75 };

const colour = (scale: PartScale, layout: Layout) => ({
  field: 'part',
  type: 'nominal',
  scale,
  legend: {
    ...legendOf(scale.domain, layout),
    symbolType: 'square',
    symbolStrokeColor: outline.stroke,
    symbolStrokeWidth: outline.strokeWidth,
  },
});

const order = { field: 'order', type: 'quantitative' };
/** One whole singled out fades the others. */
const faded = (value: number) => ({
  condition: { test: "isolated === '' || datum.design === isolated", value },
  value: value * 0.15,
});
const shareAxis = { values: [0, 0.25, 0.5, 0.75, 1], format: '.0%' };

/** A bar for each whole. */
export function stackBars(
  values: object[],
  scale: PartScale,
  wholes: string[],
  layout: Layout,
): VegaLiteSpec {
  const wide = layout === 'wide';
  const label = (title: string) => balanced(title, wide ? 34 : 14).join('\n');
  const labels = wholes.flatMap((title) => balanced(title, wide ? 34 : 14));
  const lines = Math.max(...wholes.map((title) => balanced(title, wide ? 34 : 14).length));
  return {
    data: { values: values.map((value) => ({ ...value, row: label((value as { title: string }).title) })) },
    width: wide ? Math.min(560, Math.floor(columnWidth - widest(labels, 11) - 36)) : 200,
    height: { step: Math.max(30, 13 * lines + 12) },
    transform: [withLength],
    mark: { type: 'bar', ...outline },
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
      color: colour(scale, layout),
      order,
      opacity: faded(1),
      tooltip: { field: 'i' },
    },
  };
}

interface StackValue {
  title?: string;
  part?: string;
  x?: number | string;
  y?: number | null;
  /** Held values. */
  h?: string;
}

/** Parts of a panel that have length at some step; the area of another would be a line where its neighbours meet. */
function withAreas(values: StackValue[]): object[] {
  const key = ({ title, part, h }: StackValue) => JSON.stringify([title, part, h]);
  const long = new Set(values.filter(({ y }) => y !== 0).map(key));
  return values.map((value) => (long.has(key(value)) ? value : { ...value, flat: true }));
}

/** A panel for each whole, over the first swept parameter: areas, or bars where its values are no numbers. */
export function stackPanels(
  values: StackValue[],
  scale: PartScale,
  wholes: string[],
  along: FirstDimension,
  layout: Layout,
): VegaLiteSpec {
  const numbers = along.steps.filter((value) => typeof value === 'number');
  const areas = numbers.length === along.steps.length && numbers.length > 1;
  const across = layout === 'wide' ? acrossOf(wholes.length, 3) : 1;
  const width = Math.floor((widths[layout] - 50 * across) / across);
  // Broken where it would be wider than its panel, which paper makes a little narrower: pictures are as wide as what stands in them.
  const lines = balanced(along.name, Math.floor(width / 6.5));
  const title = lines.length < 2 ? along.name : lines;
  const x = areas
    ? {
        field: 'x',
        type: 'quantitative',
        scale: { domain: [Math.min(...numbers), Math.max(...numbers)], nice: false, zero: false },
        axis: { values: numbers, labelOverlap: 'greedy', grid: false, format: '.12~g', title },
      }
    : {
        field: 'x',
        type: 'nominal',
        sort: along.steps.map(settingValue),
        axis: { labelAngle: 0, title, labelExpr: `split(datum.label, '${together}')` },
      };
  const y = {
    field: 'y',
    type: 'quantitative',
    stack: 'zero',
    scale: { domain: [0, 1] },
    title: null,
    axis: shareAxis,
  };
  const encoding = { x, y, color: colour(scale, layout), order };
  const area = {
    transform: [{ filter: '!datum.flat' }],
    mark: {
      type: 'area',
      line: { color: outline.stroke, strokeWidth: outline.strokeWidth },
      interpolate: 'linear',
    },
    encoding: { ...encoding, opacity: faded(1) },
  };
  // Bands carry no row of the table: the marks on their upper edges do.
  const edges = {
    mark: {
      type: 'point',
      filled: true,
      size: layout === 'wide' ? 26 : 16,
      ...outline,
    },
    encoding: { ...encoding, opacity: faded(1), tooltip: { field: 'i' } },
  };
  const bar = {
    transform: [withLength],
    mark: { type: 'bar', ...outline },
    encoding: { ...encoding, opacity: faded(1), tooltip: { field: 'i' } },
  };
  return {
    data: {
      values: areas ? withAreas(values) : values.map((value) => ({ ...value, x: settingValue(value.x!) })),
    },
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
