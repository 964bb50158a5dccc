// Long because one drawing of four layers stands beside its words and its table, all from the same marks.

import type { Point, ResultRow, ScenarioResult } from '../../operating-characteristics/result.ts';
import { type Alternative, comparisonOf, type RankedQuantity } from '../comparison.ts';
import { comparisonTest, headlinePoint, rowOf } from '../lookup.ts';
import type { Language, Messages } from '../messages/messages.ts';
import { localText, parameterName, settingsText, settingValue } from '../messages/text.ts';
import { estimateText, fullText, mcseText, metricName, quantityName } from '../metrics.ts';
import { resultWords } from '../resultWords.ts';
import { ink } from '../theme.ts';
import { base } from './base.ts';
import type { ChartBuilder, Layout, VegaLiteSpec } from './chart.ts';
import { dashes, designScales, opacity } from './designs.ts';
import { type Switch, steered, switchOf } from './heldAxes.ts';
import { drawnLabels, legendOf } from './legend.ts';
import { joined, labelSize, placeLabels } from './pointLabels.ts';
import { drawable, probabilityTicks } from './scales.ts';

const spent = ['screened', 'randomised', 'months to analysis', 'cost'];

/** Domain of power, with room for a label over a mark at 1. */
const shares: [number, number] = [-0.03, 1.12];

interface Mark {
  metric: string;
  design: string;
  label: string;
  order: number;
  x: number;
  xlo: number | null;
  xhi: number | null;
  y: number;
  ylo: number | null;
  yhi: number | null;
  value: string;
  /** Held values that it belongs to, where they can be switched. */
  h?: string;
  /** Row of the data table, from 1. */
  i: number;
}

/** Marks up to which the chart holds every truth, so that a reader can switch between the held values. */
const mostSwitched = 600;

/** Pairs of what a design or program spends and what that buys: at all points where a reader can switch, else as all axes but the first are in the headline. */
function pairs(result: ScenarioResult, among: readonly Alternative[], bought: RankedQuantity) {
  const headline = headlinePoint(result);
  const held = result.axes.slice(1);
  const all = result.points.length * among.length * spent.length;
  const switched = all <= mostSwitched ? switchOf(result, held) : null;
  const atHeadline = (point: Point) =>
    held.every((axis) => point.values[axis.name] === headline.values[axis.name]);
  const points = switched === null ? result.points.filter(atHeadline) : result.points;
  const found: Pair[] = [];
  let missing = 0;
  for (const metric of spent) {
    for (const [design, summary] of among.entries()) {
      for (const { index } of points) {
        const x = rowOf(result, index, summary.id, '', metric);
        const y = rowOf(result, index, summary.id, bought.analysis, bought.metric);
        if (x === undefined || y === undefined) continue;
        if (x.estimate === null || y.estimate === null) missing++;
        else found.push({ metric, design, point: index, x, y });
      }
    }
  }
  // A cost of zero everywhere means that the scenario has no unit costs: there is nothing to see.
  const drawn = found.filter(({ metric }) =>
    found.some((other) => other.metric === metric && other.x.estimate !== 0),
  );
  const alike = alikeIn(drawn, (point) => (switched === null ? '' : switched.key(point)));
  return {
    drawn: drawn.filter(({ metric }) => !alike.some((one) => one.metric === metric)),
    alike: alike.map(({ x }) => x),
    missing,
    held,
    headline,
    switched,
  };
}

interface Pair {
  metric: string;
  design: number;
  point: number;
  x: ResultRow;
  y: ResultRow;
}

/**
 * One pair of each quantity that is spent alike by all that a reader sees at once: its marks would stand one over the other on a
 * vertical line, which tells nothing of what anything costs.
 */
function alikeIn(drawn: Pair[], viewOf: (point: number) => string): Pair[] {
  return [...new Set(drawn.map(({ metric }) => metric))].flatMap((metric) => {
    const own = drawn.filter((pair) => pair.metric === metric);
    const spent = new Map<string, (number | null)[]>();
    for (const { point, x } of own)
      spent.set(viewOf(point), [...(spent.get(viewOf(point)) ?? []), x.estimate]);
    const alike = [...spent.values()].every((all) => all.length > 1 && new Set(all).size === 1);
    return alike ? [own[0]!] : [];
  });
}

/** The swept values as labels beside their marks, in the units of the axes. */
function labelled(marks: Mark[], most: number, width: number, height: number): object[] {
  const [low, high] = shares;
  const spots = joined(
    marks.map(({ design, x, y, value }) => ({
      series: design,
      x: (width * x) / most,
      y: (height * (high - y)) / (high - low),
      text: value,
    })),
  );
  const places = placeLabels(spots, width, height);
  return marks.flatMap(({ design, label, h }, i) => {
    const place = places[i];
    if (!place || spots[i]!.text === '') return [];
    return [
      {
        design,
        label,
        value: spots[i]!.text,
        ...(h === undefined ? {} : { h }),
        lx: drawable((place.x / width) * most),
        ly: drawable(high - (place.y / height) * (high - low)),
      },
    ];
  });
}

function drawing(
  result: ScenarioResult,
  among: readonly Alternative[],
  language: Language,
  layout: Layout,
  marks: Mark[],
  bought: RankedQuantity,
  switched: Switch | null,
): VegaLiteSpec {
  const words = resultWords(result, language);
  const scales = designScales({ designs: among }, language);
  const swept = result.axes.length > 0;
  const wide = layout === 'wide';
  const legend = legendOf(drawnLabels(scales.colour.domain, marks), layout);
  const inView = switched === null ? [] : [{ filter: 'datum.h === held' }];
  const colour = { field: 'label', type: 'nominal', scale: scales.colour, legend };
  const metrics = [...new Set(marks.map((mark) => mark.metric))];
  const y = {
    type: 'quantitative',
    scale: { domain: shares, nice: false },
    title: null,
    axis: { format: '.0%', values: probabilityTicks },
  };
  // A lone panel has the room of the second.
  const width = wide ? (metrics.length === 1 ? 540 : 340) : 240;
  const height = wide ? 190 : 150;
  const panel = (metric: string): VegaLiteSpec => {
    const own = marks.filter((mark) => mark.metric === metric);
    const mostOf = (some: Mark[]) => Math.max(...some.map(({ x, xhi }) => Math.max(x, xhi ?? 0))) * 1.06;
    const views = [...new Set(own.map(({ h }) => h))].map((h) => own.filter((mark) => mark.h === h));
    // As far as the held values in view reach: else the marks of one view would crowd in a corner of the scale of all.
    const most =
      switched === null
        ? mostOf(own)
        : {
            expr: `(${JSON.stringify(Object.fromEntries(views.map((some) => [some[0]!.h, mostOf(some)])))})[held]`,
          };
    const x = {
      type: 'quantitative',
      scale: { domain: [0, most], nice: false },
      axis: {
        grid: false,
        tickCount: wide ? 5 : 4,
        format: ',.12~g',
        title: metricName(metric, words),
        labelOverlap: 'greedy',
      },
    };
    const layers: VegaLiteSpec[] = [];
    if (swept) {
      layers.push({
        mark: { type: 'line', strokeWidth: 1.5 },
        encoding: {
          x: { ...x, field: 'x' },
          y: { ...y, field: 'y' },
          order: { field: 'order' },
          color: colour,
          strokeDash: dashes({ designs: among }),
          opacity: opacity(0.8),
        },
      });
    }
    layers.push(
      {
        mark: { type: 'rule', strokeWidth: 2 },
        encoding: {
          x: { ...x, field: 'x' },
          y: { ...y, field: 'ylo' },
          y2: { field: 'yhi' },
          color: colour,
          opacity: opacity(1),
        },
      },
      {
        mark: { type: 'rule', strokeWidth: 2 },
        encoding: {
          x: { ...x, field: 'xlo' },
          x2: { field: 'xhi' },
          y: { ...y, field: 'y' },
          color: colour,
          opacity: opacity(1),
        },
      },
      {
        mark: { type: 'point', filled: true, stroke: ink.paper, strokeWidth: 0.75 },
        encoding: {
          x: { ...x, field: 'x' },
          y: { ...y, field: 'y' },
          color: colour,
          shape: { field: 'label', type: 'nominal', scale: scales.shape, legend },
          size: { value: 60 },
          opacity: opacity(1),
          tooltip: { field: 'i' },
        },
      },
    );
    if (swept) {
      layers.push({
        data: { values: views.flatMap((some) => labelled(some, mostOf(some), width, height)) },
        transform: inView,
        mark: { type: 'text', align: 'center', baseline: 'middle', fontSize: labelSize },
        encoding: {
          x: { ...x, field: 'lx' },
          y: { ...y, field: 'ly' },
          text: { field: 'value' },
          color: colour,
          opacity: opacity(1),
        },
      });
    }
    return {
      title: { text: metricName(metric, words), subtitle: boughtText(bought, words) },
      transform: [{ filter: { field: 'metric', equal: metric } }, ...inView],
      width,
      height,
      layer: layers,
    };
  };
  const spec = {
    ...base(),
    data: { values: marks },
    concat: metrics.map(panel),
    columns: wide ? 2 : 1,
    spacing: 28,
  };
  return switched === null ? spec : { ...spec, ...steered(spec.params, switched, result.base) };
}

/** What a reader chooses among and what ranks it; of programs that nothing ranks their designs, by the power of the test that most have. */
function choiceOf(result: ScenarioResult): { among: readonly Alternative[]; bought: RankedQuantity } | null {
  const { kind, among, by } = comparisonOf(result);
  if (by !== null) return { among: kind === 'program' ? among : result.designs, bought: by };
  const test = comparisonTest(result);
  return test === null ? null : { among: result.designs, bought: { metric: 'power', analysis: test } };
}

const boughtText = ({ metric, analysis }: RankedQuantity, words: Messages): string =>
  metric === 'power' ? words.chart.efficiency.axis(analysis) : quantityName(metric, analysis, words);

const boughtTitle = ({ metric }: RankedQuantity, words: Messages): string =>
  metric === 'power' ? words.chart.efficiency.title : words.chart.efficiency.of(metricName(metric, words));

const alikeNames = (alike: ResultRow[], words: Messages): string =>
  words.list(alike.map(({ metric }) => words.inSentence(metricName(metric, words))));

/** Why the chart is not there although something is bought: all spend the same; null where that is not so. */
export function efficiencyAbsent(result: ScenarioResult, language: Language): string | null {
  const choice = choiceOf(result);
  if (choice === null) return null;
  const { drawn, alike } = pairs(result, choice.among, choice.bought);
  if (drawn.length > 0 || alike.length === 0) return null;
  const words = resultWords(result, language);
  return words.chart.efficiency.absent(boughtTitle(choice.bought, words), alikeNames(alike, words));
}

/** What ranks the designs or programs (power, right claims, right sets) against what each spends: screened, randomised, months and cost. */
export const efficiency: ChartBuilder = (result, language, layout = 'wide') => {
  const choice = choiceOf(result);
  if (choice === null) return null;
  const { among, bought } = choice;
  const words = resultWords(result, language);
  const title = boughtTitle(bought, words);
  const { drawn, alike, missing, held, headline, switched } = pairs(result, among, bought);
  if (drawn.length === 0) return null;
  const along = result.axes[0];
  const alongName = along === undefined ? '' : parameterName(along, words);
  const marks = drawn.map(({ metric, design, point, x, y }, i): Mark => {
    const summary = among[design]!;
    const label = localText(summary.title, language);
    const values = result.points[point]!.values;
    return {
      metric,
      design: summary.id,
      label,
      order: point,
      x: drawable(x.estimate)!,
      xlo: drawable(x.lower),
      xhi: drawable(x.upper),
      y: drawable(y.estimate)!,
      ylo: drawable(y.lower),
      yhi: drawable(y.upper),
      value: along === undefined ? '' : settingValue(values[along.name]!),
      ...(switched === null ? {} : { h: switched.key(point) }),
      i: i + 1,
    };
  });
  const notes = [
    words.chart.intervalNote,
    ...(along === undefined ? [] : [words.chart.pathNote(alongName), words.chart.valueLabels(alongName)]),
    ...(held.length > 0
      ? [
          words.chart[switched === null ? 'heldNote' : 'switchedNote'](
            settingsText(result, headline.values, words, held),
          ),
        ]
      : []),
    ...(alike.length > 0 ? [words.chart.efficiency.alike(alikeNames(alike, words))] : []),
    ...(missing > 0 ? [words.chart.leftOut(missing, words.chart.noEstimate)] : []),
  ];
  const rows = drawn.map(({ metric, design, point, x, y }) => [
    metricName(metric, words),
    ...result.axes.map((axis) => settingValue(result.points[point]!.values[axis.name]!)),
    localText(among[design]!.title, language),
    fullText(x, words),
    mcseText(x) ?? '',
    fullText(y, words),
    mcseText(y) ?? '',
  ]);
  const columns = [
    words.chart.measure,
    ...result.axes.map((axis) => parameterName(axis, words)),
    words.chart.design,
    words.page.value,
    words.page.mcse,
    quantityName(bought.metric, bought.analysis, words),
    words.page.mcse,
  ];
  const first = drawn[0]!.metric;
  const alt = words.sentences([
    words.chart.altPanels(
      title,
      new Set(drawn.map(({ metric }) => metric)).size,
      words.titles([...new Set(marks.map((mark) => mark.label))]),
      // The panels lie over what is spent; that lines join the values of the sweep is told below them.
      '',
    ),
    ...drawn
      .filter(({ metric, point }) => metric === first && point === headline.index)
      .map(({ design, x, y }) =>
        words.chart.altPair(
          localText(among[design]!.title, language),
          `${metricName(first, words)} ${estimateText(x, words)}`,
          `${metricName(bought.metric, words)} ${estimateText(y, words)}`,
        ),
      ),
  ]);
  return {
    title,
    spec: { ...drawing(result, among, language, layout, marks, bought, switched), description: alt },
    alt,
    notes,
    table: { columns, rows },
  };
};
