import type { Axis } from '../../operating-characteristics/result.ts';
import { parameterName, settingValue } from '../messages/text.ts';
import { textWidth } from '../textWidth.ts';
import { ink } from '../theme.ts';
import { apart } from './apart.ts';
import type { VegaLiteSpec } from './chart.ts';
import { dashes, designScales, opacity } from './designs.ts';
import { baselineOf, type Cell, type Drawing, type Mark } from './drawing.ts';
import { drawnLabels, legendOf } from './legend.ts';
import { together } from './walked.ts';

/** How a swept parameter runs along x: ticks only where something was computed. */
export function sweptScale(axis: Axis, dots: boolean) {
  const values = axis.values;
  if (dots || !values.every((value): value is number => typeof value === 'number')) {
    return {
      type: 'nominal',
      sort: values.map(settingValue),
      scale: dots ? { type: 'band' } : { type: 'point', padding: 0.5 },
      axis: { labelAngle: 0, labelExpr: `split(datum.label, '${together}')` },
    };
  }
  const low = Math.min(...values);
  const high = Math.max(...values);
  const type = low > 0 && high / low >= 50 ? 'log' : 'linear';
  return {
    type: 'quantitative',
    scale: {
      type,
      domain: [low, high],
      nice: false,
      padding: 8,
      ...(type === 'linear' ? { zero: false } : {}),
    },
    axis: { values, labelOverlap: 'greedy', grid: false, format: '.12~g' },
  };
}

/**
 * Labels at the line ends: in a panel that ends early (an error that is none at later values) where its lines do. Numbers run to the
 * right as they grow, in whatever order they were swept.
 */
function endLabels(marks: Mark[], axis: Axis, domain: [number, number], height: number) {
  const met = axis.values.filter((value) => marks.some(({ x }) => x === value));
  const numbers = met.filter((value) => typeof value === 'number');
  const last = numbers.length === met.length ? Math.max(...numbers) : met.at(-1);
  return apart(
    marks.filter((mark) => mark.x === last),
    domain,
    height,
  );
}

/** How the cells of a chart are drawn. */
interface Look {
  width: number;
  height: number;
  /** Labels at the lines' ends instead of a legend. */
  direct: boolean;
  /** It stands in the last row, where the swept parameter is named. */
  last: boolean;
}

/** Layers of one cell: level or baseline, bands or intervals, lines, computed values, marks and labels. */
export function lineLayers(drawing: Drawing, cell: Cell, look: Look): VegaLiteSpec[] {
  const { result, language, words, layout, options, marks } = drawing;
  const along = drawing.along!;
  const dots = options.dots === true;
  const { width, height, direct } = look;
  const scales = designScales(result, language);
  const x = sweptScale(along, dots);
  const legend = direct ? null : legendOf(drawnLabels(scales.colour.domain, marks), layout);
  const colour = { field: 'label', type: 'nominal', scale: scales.colour, legend };
  const shape = { ...colour, scale: scales.shape };
  const inCell = marks.filter((mark) => mark.panel === cell.panel && cell.points.has(mark.p!));
  // Side by side are those that the cell has: room for others would put a mark beside its tick.
  const own = drawnLabels(scales.colour.domain, inCell);
  const offset = dots
    ? { xOffset: { field: 'label', type: 'nominal', scale: { domain: own, paddingOuter: 1 } } }
    : {};
  const domain = options.domain(cell);
  const y = {
    type: 'quantitative',
    scale: { domain, nice: false, zero: false },
    title: null,
    axis: {
      grid: true,
      format: options.format,
      ...(options.ticks === undefined ? { tickCount: 4 } : { values: options.ticks(cell) }),
    },
  };
  // The subtitle names it too.
  const roomy = textWidth(parameterName(along, words), 11, false) < width;
  const { axis, ...place } = x;
  const position = {
    ...place,
    field: 'x',
    axis: { ...axis, title: look.last && roomy ? parameterName(along, words) : null },
  };
  const band = (low: string, high: string, strength: number): VegaLiteSpec =>
    dots
      ? {
          // A spread is broad and pale, an interval narrow.
          mark: { type: 'rule', strokeWidth: strength < 0.1 ? 7 : 2 },
          encoding: {
            x: position,
            ...offset,
            y: { ...y, field: low },
            y2: { field: high },
            color: colour,
            opacity: opacity(strength < 0.1 ? 0.22 : 1),
          },
        }
      : {
          mark: { type: 'area', line: false },
          encoding: {
            x: position,
            y: { ...y, field: low },
            y2: { field: high },
            color: colour,
            opacity: opacity(strength),
          },
        };
  const layers: VegaLiteSpec[] = [];
  const baseline = baselineOf(options, cell);
  if (baseline !== null) {
    layers.push({
      mark: { type: 'rule', color: ink.rule, strokeWidth: 1.5 },
      encoding: { y: { ...y, datum: baseline } },
    });
  }
  // Where the reader has moved the truth to; at the base point there is no such line.
  layers.push({
    transform: [{ filter: 'datum.p === at' }],
    mark: { type: 'rule', color: ink.rule, strokeWidth: 1, strokeDash: [3, 3] },
    encoding: { x: position },
  });
  if (inCell.some((mark) => mark.slo !== undefined))
    layers.push({ ...band('slo', 'shi', 0.08), transform: [{ filter: 'isValid(datum.slo)' }] });
  layers.push(band('lo', 'hi', 0.28));
  if (!dots) {
    layers.push({
      mark: { type: 'line', strokeWidth: 1.75 },
      encoding: {
        x: position,
        y: { ...y, field: 'y' },
        color: colour,
        strokeDash: dashes(result),
        opacity: opacity(1),
      },
    });
  }
  if (inCell.some((mark) => mark.ref !== undefined)) {
    layers.push({
      transform: [{ filter: 'isValid(datum.ref)' }],
      mark: {
        type: 'tick',
        orient: 'horizontal',
        color: ink.text,
        thickness: 1.25,
        size: layout === 'wide' ? 15 : 10,
      },
      encoding: {
        x: position,
        ...offset,
        y: { ...y, field: 'ref' },
        opacity: opacity(1),
        tooltip: { field: 'i' },
      },
    });
  }
  layers.push({
    mark: {
      type: 'point',
      filled: true,
      size: layout === 'wide' ? 42 : 22,
      stroke: ink.paper,
      strokeWidth: 0.75,
    },
    encoding: {
      x: position,
      ...offset,
      y: { ...y, field: 'y' },
      color: colour,
      shape,
      opacity: opacity(1),
      tooltip: { field: 'i' },
    },
  });
  if (direct) {
    layers.push({
      data: { values: endLabels(inCell, along, domain, height) },
      encoding: { x: position, y: { ...y, field: 'ly' }, color: colour, opacity: opacity(1) },
      layer: [
        // Lines that lie on top of each other are told apart by their marks.
        { mark: { type: 'point', filled: true, size: 42, xOffset: 14 }, encoding: { shape } },
        {
          mark: { type: 'text', align: 'left', dx: 22, fontSize: 12 },
          encoding: { text: { field: 'label' } },
        },
      ],
    });
  }
  return layers;
}
