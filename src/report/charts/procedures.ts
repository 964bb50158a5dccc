import type { DesignSummary } from '../../operating-characteristics/result.ts';
import { plain } from '../format.ts';
import { messages } from '../messages/index.ts';
import type { Messages } from '../messages/messages.ts';
import { localText } from '../messages/text.ts';
import { type ProcedureGraph, procedureGraph } from '../procedureGraph.ts';
import { ink } from '../theme.ts';
import { wrap } from '../wrap.ts';
import { base } from './base.ts';
import type { ChartBuilder, Layout, VegaLiteSpec } from './chart.ts';

/** Of a test's circle, in px. */
const RADIUS = 27;
/** Between the two arrows of a pair. */
const APART = 9;

interface Place {
  x: number;
  y: number;
}

interface Panel {
  title: string;
  graph: ProcedureGraph;
}

const sizes = {
  wide: { width: 380, columns: 2 },
  narrow: { width: 290, columns: 1 },
};

/** Tests of a pair side by side, three or more on a circle from the top. */
function placesOf(count: number, width: number, height: number): Place[] {
  const middle = { x: width / 2, y: height / 2 };
  if (count === 1) return [middle];
  if (count === 2) return [0.2, 0.8].map((share) => ({ x: share * width, y: middle.y }));
  const across = width / 2 - RADIUS - 34;
  const up = height / 2 - RADIUS - 22;
  return Array.from({ length: count }, (_, j) => {
    const turn = (2 * Math.PI * j) / count;
    return { x: middle.x + across * Math.sin(turn), y: middle.y - up * Math.cos(turn) };
  });
}

/** Arrows from rim to rim, beside the straight line where there is one back. */
function arrowsOf({ edges }: ProcedureGraph, places: readonly Place[]) {
  return edges.map(({ from, to, share }) => {
    const [a, b] = [places[from]!, places[to]!];
    const length = Math.hypot(b.x - a.x, b.y - a.y);
    const along = { x: (b.x - a.x) / length, y: (b.y - a.y) / length };
    const back = edges.some((other) => other.from === to && other.to === from);
    const aside = back ? APART : 0;
    const at = (distance: number, off = aside): Place => ({
      x: a.x + along.x * distance - along.y * off,
      y: a.y + along.y * distance + along.x * off,
    });
    const start = at(RADIUS + 2);
    const end = at(length - RADIUS - 9);
    const label = at(RADIUS + 0.38 * (length - 2 * RADIUS), aside + 11);
    const angle = (180 * Math.atan2(along.x, -along.y)) / Math.PI;
    return { x: start.x, y: start.y, x2: end.x, y2: end.y, angle, lx: label.x, ly: label.y, share };
  });
}

function panelOf({ title, graph }: Panel, layout: Layout): VegaLiteSpec {
  const { width } = sizes[layout];
  const height = graph.names.length > 2 ? 230 : 130;
  const places = placesOf(graph.names.length, width, height);
  const arrows = arrowsOf(graph, places);
  const tests = graph.names.map((name, j) => ({
    ...places[j]!,
    name: wrap(name, 20).join('\n'),
    level: plain(graph.levels[j]!, 4),
    below: places[j]!.y + RADIUS + 11,
  }));
  const x = (field: string) => ({
    field,
    type: 'quantitative',
    scale: { domain: [0, width], nice: false },
    axis: null,
  });
  const y = (field: string) => ({
    field,
    type: 'quantitative',
    scale: { domain: [height, 0], nice: false, zero: false },
    axis: null,
  });
  const text = (mark: object, encoding: object) => ({
    mark: { type: 'text', color: ink.text, fontSize: 12, ...mark },
    encoding,
  });
  return {
    title: { text: wrap(title, layout === 'wide' ? 48 : 36), anchor: 'start' },
    width,
    height,
    layer: [
      {
        data: { values: arrows },
        mark: { type: 'rule', color: ink.muted, strokeWidth: 1.5 },
        encoding: { x: x('x'), y: y('y'), x2: { field: 'x2' }, y2: { field: 'y2' } },
      },
      {
        data: { values: arrows },
        mark: { type: 'point', shape: 'triangle', filled: true, color: ink.muted, size: 90, opacity: 1 },
        encoding: { x: x('x2'), y: y('y2'), angle: { field: 'angle', type: 'quantitative', scale: null } },
      },
      {
        data: { values: arrows },
        ...text({ color: ink.muted }, { x: x('lx'), y: y('ly'), text: { field: 'share' } }),
      },
      {
        data: { values: tests },
        mark: {
          type: 'point',
          shape: 'circle',
          filled: true,
          color: ink.grid,
          stroke: ink.rule,
          strokeWidth: 1.5,
          size: 4 * RADIUS * RADIUS,
          opacity: 1,
        },
        encoding: { x: x('x'), y: y('y') },
      },
      { data: { values: tests }, ...text({}, { x: x('x'), y: y('y'), text: { field: 'level' } }) },
      {
        data: { values: tests },
        ...text(
          { fontWeight: 'bold', baseline: 'top', lineBreak: '\n' },
          { x: x('x'), y: y('below'), text: { field: 'name' } },
        ),
      },
    ],
  };
}

function panelsOf(design: DesignSummary, title: string, words: Messages): Panel[] {
  return design.trials.flatMap(({ name, multiplicity }) => {
    const graph = multiplicity === undefined ? null : procedureGraph(multiplicity);
    return graph === null ? [] : [{ title: name === '' ? title : words.panel(title, name), graph }];
  });
}

/** Where alpha starts and where it goes: the graph of every procedure that has one. */
export const procedures: ChartBuilder = (result, language, layout = 'wide') => {
  const words = messages(language);
  const panels = result.designs.flatMap((design) =>
    panelsOf(design, localText(design.title, language), words),
  );
  if (panels.length === 0) return null;
  const { procedures: own } = words.chart;
  const rows = panels.flatMap(({ title, graph }) =>
    graph.names.map((name, j) => [
      title,
      name,
      plain(graph.levels[j]!, 4),
      words.list(
        graph.edges.filter(({ from }) => from === j).map(({ to, share }) => `${share} → ${graph.names[to]}`),
      ),
    ]),
  );
  const alt = words.sentences([
    words.chart.altTitle(own.title),
    ...rows.map(([title, name, level, onward]) => own.alt(title!, name!, level!, onward!)),
  ]);
  return {
    title: own.title,
    spec: {
      ...base(),
      description: alt,
      concat: panels.map((panel) => panelOf(panel, layout)),
      columns: sizes[layout].columns,
      spacing: 28,
    },
    alt,
    notes: [own.note],
    table: { columns: [words.chart.design, words.chart.test, own.level, own.onward], rows },
  };
};
