import type { ProgramSummary, ResultRow, ScenarioResult } from '../../operating-characteristics/result.ts';
import { headlinePoint, rowOf, rowsOf } from '../lookup.ts';
import { messages } from '../messages/index.ts';
import type { Language, Messages } from '../messages/messages.ts';
import { localText } from '../messages/text.ts';
import { estimateText, fullText, halfWidthText } from '../metrics.ts';
import { designColours, ink } from '../theme.ts';
import { wrap } from '../wrap.ts';
import { base, panelTitle, widths } from './base.ts';
import type { ChartBuilder, Layout, VegaLiteSpec } from './chart.ts';
import { heldNotes } from './heldNotes.ts';
import { drawable } from './scales.ts';

/** Px of a line of text, of a bar, and between steps. */
const LINE = 14;
const BAR = 12;
const GAP = 12;

/** A trial of a program at one truth. */
interface Step {
  title: string;
  opens: ResultRow;
  analysed: ResultRow;
  low: ResultRow | undefined;
  high: ResultRow | undefined;
  /** Share of the replicates that come to it; undefined of the first, to which all do. */
  reached: ResultRow | undefined;
  ends: { label: string; row: ResultRow }[];
}

function stepsOf(result: ScenarioResult, program: ProgramSummary, language: Language): Step[] {
  const point = headlinePoint(result).index;
  const titles = new Map(result.designs.map(({ id, title }) => [id, localText(title, language)]));
  const paths = [...program.paths];
  return program.steps.flatMap(({ design, outcomes }, s): Step[] => {
    // A design may be run on several branches: its rows stand in the order of the steps.
    const place = program.steps.slice(0, s).filter((step) => step.design === design).length;
    const at = (metric: string) => rowsOf(result, point, program.id, design, metric)[place];
    const ends = outcomes
      .filter(({ next }) => next === null)
      .flatMap(({ label }) => {
        const row = rowOf(result, point, program.id, paths.shift()!, 'path probability');
        return row === undefined ? [] : [{ label, row }];
      });
    const [opens, analysed] = [at('months to step'), at('months to step end')];
    if (opens?.estimate == null || analysed?.estimate == null) return [];
    return [
      {
        title: titles.get(design) ?? design,
        opens,
        analysed,
        low: at('months to step end quantile 5'),
        high: at('months to step end quantile 95'),
        reached: s === 0 ? undefined : at('probability of reaching'),
        ends,
      },
    ];
  });
}

/** What is written above and below the bar of a step, in lines. */
function textsOf({ title, reached, ends }: Step, letters: number, words: Messages) {
  const { timeline } = words.chart;
  const above =
    reached === undefined ? title : words.bracket(title, timeline.reached(estimateText(reached, words)));
  const below = words.list(ends.map(({ label, row }) => timeline.end(label, estimateText(row, words))));
  return { above: wrap(above, letters), below: below === '' ? [] : wrap(below, letters) };
}

/** `before` rows of the data table are of other panels. */
function panelOf(
  title: string,
  steps: Step[],
  before: number,
  colour: string,
  months: [number, number],
  layout: Layout,
  words: Messages,
): VegaLiteSpec {
  const width = layout === 'wide' ? (widths.wide - 50) / 2 : widths.narrow;
  const texts: { x: number; y: number; text: string }[] = [];
  const bars: Record<string, number | null>[] = [];
  let height = 0;
  const write = (lines: string[]) => {
    for (const text of lines) {
      texts.push({ x: 0, y: height + LINE / 2, text });
      height += LINE;
    }
  };
  for (const step of steps) {
    const { above, below } = textsOf(step, Math.floor(width / 5.6), words);
    write(above);
    bars.push({
      i: before + bars.length + 1,
      from: drawable(step.opens.estimate),
      to: drawable(step.analysed.estimate),
      low: drawable(step.low?.estimate ?? null),
      high: drawable(step.high?.estimate ?? null),
      top: height + 1,
      bottom: height + BAR - 1,
      middle: height + BAR / 2,
    });
    height += BAR + 1;
    write(below);
    height += GAP;
  }
  const x = {
    field: 'from',
    type: 'quantitative',
    scale: { domain: months, nice: false },
    axis: { title: words.chart.timeline.axis, grid: true, tickCount: 5 },
  };
  const y = {
    field: 'top',
    type: 'quantitative',
    scale: { domain: [height, 0], nice: false, zero: false },
    axis: null,
  };
  return {
    title: { text: panelTitle(title, width), anchor: 'start' },
    width,
    height,
    layer: [
      {
        data: { values: bars },
        mark: { type: 'rect', color: colour },
        encoding: { x, x2: { field: 'to' }, y, y2: { field: 'bottom' }, tooltip: { field: 'i' } },
      },
      {
        data: { values: bars.filter(({ low, high }) => low !== null && high !== null) },
        mark: { type: 'rule', color: ink.text, strokeWidth: 1.25 },
        encoding: { x: { ...x, field: 'low' }, x2: { field: 'high' }, y: { ...y, field: 'middle' } },
      },
      {
        data: { values: texts },
        mark: { type: 'text', align: 'left', baseline: 'middle', color: ink.text, fontSize: 11 },
        encoding: { x: { ...x, field: 'x' }, y: { ...y, field: 'y' }, text: { field: 'text' } },
      },
    ],
  };
}

const widthOf = ({ lower, upper }: ResultRow) => (upper ?? 0) - (lower ?? 0);

const shares = ({ reached, ends }: Step) => [
  ...(reached === undefined ? [] : [reached]),
  ...ends.map(({ row }) => row),
];

/** Half of the widest Monte Carlo interval of some numbers of all steps. */
function widestText(drawn: { steps: Step[] }[], of: (step: Step) => ResultRow[]): string {
  const rows = drawn.flatMap(({ steps }) => steps.flatMap(of));
  return halfWidthText(rows.reduce((widest, row) => (widthOf(row) > widthOf(widest) ? row : widest)));
}

/** When the trials of every program open and are analysed, how many replicates come to them, and with what probability which claim ends there. */
export const timeline: ChartBuilder = (result, language, layout = 'wide') => {
  const words = messages(language);
  const own = words.chart.timeline;
  const drawn = (result.programs ?? [])
    .map((program) => ({
      title: localText(program.title, language),
      steps: stepsOf(result, program, language),
    }))
    .filter(({ steps }) => steps.length > 0);
  if (drawn.length === 0) return null;
  const last = Math.max(
    ...drawn.flatMap(({ steps }) =>
      steps.flatMap(({ analysed, high }) => [analysed.estimate!, high?.estimate ?? 0]),
    ),
  );
  const rows = drawn.flatMap(({ title, steps }) =>
    steps.map((step) => [
      title,
      step.title,
      step.reached === undefined ? '' : fullText(step.reached, words),
      fullText(step.opens, words),
      fullText(step.analysed, words),
      step.low === undefined || step.high === undefined
        ? ''
        : own.between(estimateText(step.low, words), estimateText(step.high, words)),
      words.list(step.ends.map(({ label, row }) => own.end(label, fullText(row, words)))),
    ]),
  );
  const alt = words.sentences([
    words.chart.altTitle(own.title),
    ...drawn.flatMap(({ title, steps }) =>
      steps.map((step) =>
        own.alt(
          words.bracket(step.title, title),
          estimateText(step.opens, words),
          estimateText(step.analysed, words),
        ),
      ),
    ),
  ]);
  return {
    title: own.title,
    spec: {
      ...base(),
      description: alt,
      concat: drawn.map(({ title, steps }, p) => {
        const before = drawn.slice(0, p).reduce((sum, other) => sum + other.steps.length, 0);
        const colour = designColours[p % designColours.length]!;
        return panelOf(title, steps, before, colour, [0, last * 1.02], layout, words);
      }),
      columns: layout === 'wide' ? 2 : 1,
      spacing: 24,
    },
    alt,
    notes: [
      own.note(
        widestText(drawn, ({ analysed, opens }) => [analysed, opens]),
        widestText(drawn, shares),
      ),
      ...heldNotes(result, words),
    ],
    table: {
      columns: [
        words.chart.program,
        words.chart.design,
        words.metrics['probability of reaching']!,
        own.from,
        own.to,
        own.spread,
        own.ends,
      ],
      rows,
    },
  };
};
