import { plain } from '../format.ts';
import { ink } from '../theme.ts';
import { balanced } from '../wrap.ts';
import { base, columnWidth, panelTitle, subtitle, widest } from './base.ts';
import type { VegaLiteSpec } from './chart.ts';
import { designScales, opacity } from './designs.ts';
import { baselineOf, type Drawing } from './drawing.ts';
import { fewTicks, ticksThatFit } from './scales.ts';

/** Rows of dots with Monte Carlo intervals, a row for each design and a panel for each quantity; values are written at the marks. */
export function dotPanels(drawing: Drawing): VegaLiteSpec {
  const { result, language, layout, options, panels, marks } = drawing;
  const scales = designScales(result, language);
  const wide = layout === 'wide';
  const paired = wide && panels.length > 1 && marks.length * 30 + panels.length * 70 > tallest;
  const texts = [...new Set(marks.map(({ text }) => text ?? ''))];
  // Side by side long names are broken where the panels would get too narrow.
  const labelsOf = (most: number) => scales.colour.domain.map((label) => balanced(label, most));
  const narrower =
    [28, 22, 16].find((most) => roomBeside(labelsOf(most).flat(), texts, paired) >= least) ?? 16;
  const most = paired ? narrower : wide ? 34 : 14;
  const broken = (label: string) => balanced(label, most);
  const labels = labelsOf(most);
  const lines = Math.max(...labels.map(({ length }) => length));
  const width = wide ? Math.max(least, Math.min(460, roomBeside(labels.flat(), texts, paired))) : 165;
  const titleWidth = paired ? width + widest(texts, 11) : width;
  const colour = { field: 'label', type: 'nominal', scale: scales.colour, legend: null };
  const values = marks.map((mark) => ({ ...mark, row: broken(mark.label).join('\n') }));
  const y = {
    field: 'row',
    type: 'nominal',
    sort: labels.map((one) => one.join('\n')),
    axis: {
      title: null,
      labelExpr: "split(datum.label, '\\n')",
      labelColor: ink.text,
      grid: true,
      labelLineHeight: 13,
    },
  };
  // Without a sweep there is one column.
  const { points } = drawing.columns[0]!;
  const rows = panels.map((panel) => {
    const cell = { panel, points };
    const domain = options.domain(cell);
    const x = {
      type: 'quantitative',
      scale: { domain, nice: false, zero: false },
      axis: {
        format: options.format,
        grid: false,
        title: null,
        ...(options.ticks === undefined
          ? { tickCount: ticksThatFit(domain, width, width > 300 ? 6 : 4, tickText(options.format)) }
          : { values: fewTicks(options.ticks(cell), domain, width, tickText(options.format)) }),
        labelOverlap: 'parity',
        labelSeparation: 5,
      },
    };
    const layers: VegaLiteSpec[] = [];
    const baseline = baselineOf(options, cell);
    if (baseline !== null) {
      layers.push({
        mark: { type: 'rule', color: ink.rule, strokeWidth: 1.5 },
        encoding: { x: { ...x, datum: baseline } },
      });
    }
    if (marks.some((mark) => mark.slo !== undefined)) {
      layers.push({
        mark: { type: 'rule', strokeWidth: 9 },
        encoding: {
          y,
          x: { ...x, field: 'slo' },
          x2: { field: 'shi' },
          color: colour,
          opacity: opacity(0.22),
        },
      });
    }
    layers.push(
      {
        mark: { type: 'rule', strokeWidth: 2 },
        encoding: { y, x: { ...x, field: 'lo' }, x2: { field: 'hi' }, color: colour, opacity: opacity(1) },
      },
      {
        mark: { type: 'point', filled: true, size: 60, stroke: ink.paper, strokeWidth: 0.75 },
        encoding: {
          y,
          x: { ...x, field: 'y' },
          color: colour,
          shape: { field: 'label', type: 'nominal', scale: scales.shape, legend: null },
          opacity: opacity(1),
          tooltip: { field: 'i' },
        },
      },
    );
    if (marks.some((mark) => mark.panel === panel && mark.ref !== undefined)) {
      layers.push({
        transform: [{ filter: 'isValid(datum.ref)' }],
        mark: { type: 'tick', orient: 'vertical', color: ink.text, thickness: 1.5, size: 16 },
        encoding: { y, x: { ...x, field: 'ref' }, opacity: opacity(1), tooltip: { field: 'i' } },
      });
    }
    layers.push({
      mark: { type: 'text', align: 'left', dx: wide ? 12 : 6, fontSize: wide ? 11 : 10 },
      encoding: {
        y,
        x: { value: 'width' },
        text: { field: 'text' },
        opacity: opacity(1),
      },
    });
    return {
      title: {
        // The one panel of what the chart's own title names needs no other.
        text: panel === options.title ? '' : panelTitle(panel, titleWidth),
        ...subtitle(options.axisTitle(panel), titleWidth),
      },
      transform: [{ filter: { field: 'panel', equal: panel } }],
      width,
      height: { step: Math.max(26, 13 * lines + 10) },
      layer: layers,
    };
  });
  return {
    ...base(),
    data: { values },
    ...(paired ? { concat: rows, columns: 2 } : { vconcat: rows }),
    spacing: between,
  };
}

/** A tick in a d3 format of percent or of plain numbers. */
const tickText = (format: string) => (value: number) =>
  format.endsWith('%') ? `${plain(100 * value, 12)}%` : plain(value, 12);

/** Px of a page of paper: panels that are taller below each other stand two by two. */
const tallest = 1000;

/** Px between panels side by side. */
const between = 22;

/** Px of a panel in which distances can still be seen. */
const least = 120;

/** Px of a panel alone, or of each of two side by side, that the names of the rows and the values at their ends leave. */
function roomBeside(labels: string[], texts: string[], paired: boolean): number {
  const room = paired ? (columnWidth - between) / 2 : columnWidth;
  return Math.floor(room - widest(labels, 11) - widest(texts, 11) - 36);
}
