import { parameterName, settingValue } from '../messages/text.ts';
import { ink } from '../theme.ts';
import { balanced } from '../wrap.ts';
import { base, columnWidth, panelTitle, subtitle, widest, widths } from './base.ts';
import type { VegaLiteSpec } from './chart.ts';
import { designScales } from './designs.ts';
import type { Cell, Drawing, Mark } from './drawing.ts';
import { steered } from './heldAxes.ts';
import { drawnLabels } from './legend.ts';
import { lineLayers, sweptScale } from './lineLayers.ts';

/** Panels with labels at their lines' ends beyond which a chart is longer than anybody scrolls. */
const mostDirect = 4;

/** Labels at lines' ends beyond which they stand too far from their lines. */
const mostLabels = 6;

/** Px that a panel with labels at its lines' ends needs beside them, and that it has at least: else a legend serves better. */
const besideLabels = 80;
const leastLabelled = 400;

/** Px between columns; between columns with value axes of their own those take their labels' width too. */
const between = 24;
const betweenAxes = 60;

/** The name of a column over a cell of its own, as a facet's header has it. */
const columnTitle = { fontSize: 11, fontWeight: 'normal', color: ink.muted, anchor: 'middle', offset: 6 };

const hasMarks = (marks: readonly Mark[], { panel, points }: Cell) =>
  marks.some((mark) => mark.panel === panel && points.has(mark.p!));

/**
 * Small multiples over the first swept parameter: a row for each panel, a column for each value of the further parameters. Lines with
 * Monte Carlo bands, or (`options.dots`) dots with intervals side by side, for quantities in which designs lie on top of each other.
 * Cells of one value axis are facets, others pictures side by side.
 */
export function linePanels(drawing: Drawing): VegaLiteSpec {
  const { result, language, words, layout, options, panels, columns, marks, switched } = drawing;
  const along = drawing.along!;
  const dots = options.dots === true;
  const scales = designScales(result, language);
  const across = layout === 'wide' ? columns.length : columns.length > 2 ? 2 : 1;
  const plain = layout === 'wide' && columns.length === 1 && switched === null;
  // Many panels stand two by two, below one legend.
  const paired = plain && panels.length > mostDirect;
  const labels = drawnLabels(scales.colour.domain, marks);
  const labelled = Math.min(520, Math.floor(columnWidth - widest(labels, 12) - besideLabels));
  const direct = plain && !paired && !dots && labels.length <= mostLabels && labelled >= leastLabelled;
  const cellsOf = (panel: string): Cell[] => columns.map(({ points }) => ({ panel, points }));
  // Errors of some percent beside a power: each on an axis of its own.
  const own = panels.some(
    (panel) => new Set(cellsOf(panel).map((cell) => String(options.domain(cell)))).size > 1,
  );
  const room = widths[layout] - (paired ? 74 : (own ? betweenAxes : between) * (across - 1));
  const width = direct ? labelled : Math.floor(room / (paired ? 2 : across));
  const height = plain && !paired && !dots ? 220 : paired ? 150 : layout === 'wide' ? 120 : 100;

  const rows = panels.map((panel, p) => {
    const wide = columns.length === 1 ? width : widths[layout];
    const row = {
      title: {
        // The one panel of what the chart's own title names needs no other.
        text: panel === options.title ? '' : panelTitle(panel, wide),
        ...subtitle(words.chart.over(options.axisTitle(panel), parameterName(along, words)), wide),
      },
    };
    const ofPanel = { field: 'panel', equal: panel };
    const last = paired ? p >= panels.length - 2 : p === panels.length - 1;
    const look = { width, height, direct, last };
    const cells = cellsOf(panel);
    const whole = { panel, points: new Set(cells.flatMap(({ points }) => [...points])) };
    const transform = [{ filter: ofPanel }];
    if (columns.length === 1)
      return { ...row, transform, width, height, layer: lineLayers(drawing, whole, look) };
    if (own) {
      const shown = columns.filter((_, c) => hasMarks(marks, cells[c]!));
      return {
        ...row,
        concat: shown.map(({ name, points }) => ({
          title: { text: balanced(name, Math.floor(width / 5.5)), ...columnTitle },
          transform: [{ filter: { and: [ofPanel, { field: 'column', equal: name }] } }],
          width,
          height,
          layer: lineLayers(drawing, { panel, points }, look),
        })),
        columns: across,
        spacing: between,
      };
    }
    return {
      ...row,
      transform,
      facet: {
        field: 'column',
        type: 'nominal',
        sort: columns.map(({ name }) => name),
        header: { title: null },
      },
      columns: across,
      spacing: { column: between, row: 18 },
      spec: { width, height, layer: lineLayers(drawing, whole, look) },
    };
  });
  const values =
    sweptScale(along, dots).type === 'quantitative'
      ? marks
      : marks.map((mark) => ({ ...mark, x: settingValue(mark.x!) }));
  const spec = {
    ...base(),
    data: { values },
    ...(paired ? { concat: rows, columns: 2 } : { vconcat: rows }),
    spacing: 26,
    ...(dots ? { resolve: { scale: { xOffset: 'independent' } } } : {}),
  };
  const params: object[] = [...spec.params, { name: 'at', value: -1 }];
  if (switched === null) return { ...spec, params };
  return {
    ...spec,
    ...steered(params, switched, result.base),
    transform: [{ filter: 'datum.h === held' }],
  };
}
