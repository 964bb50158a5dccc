// Long because bars, domain, words and table are made from the same parts, at one truth or at all.

import type { ScenarioResult } from '../../operating-characteristics/result.ts';
import { isBasketMethod } from '../../scenario/basketMethods.ts';
import { decimalsFor, fixed, plain, signed } from '../format.ts';
import { headlinePoint, rowOf } from '../lookup.ts';
import { messages } from '../messages/index.ts';
import type { Language, Messages } from '../messages/messages.ts';
import { baseText, localText, parameterName, settingsText, settingValue } from '../messages/text.ts';
import { designColours, ink } from '../theme.ts';
import { wrap } from '../wrap.ts';
import { base, panelTitle } from './base.ts';
import type { ChartBuilder, Layout, VegaLiteSpec } from './chart.ts';
import { type Switch, steered, switchOf } from './heldAxes.ts';
import { drawable } from './scales.ts';

/** Parts of a contrast in the order in which they are laid end to end. */
const PARTS = [
  'treatment effect',
  'prognostic shift',
  'history',
  'mix shift',
  'drift',
  'unmeasured shift',
  'selection',
] as const;

const MOST_PANELS = 8;

/** Bars up to which the chart holds every truth, so that a reader can switch between the swept values. */
const MOST_SWITCHED = 1000;

interface Bar {
  part: string;
  from: number;
  to: number;
  text: string;
  colour: string;
  /** Swept values that it belongs to, where they can be switched. */
  h?: string;
  i: number;
}

interface Panel {
  title: string;
  measure: string;
  bars: Bar[];
}

/**
 * What the contrast of a single arm is made of: its parts end to end, from the effect of treatment to what a claim shows in the
 * mean. All but the selection are computed.
 */
export const contrast: ChartBuilder = (result, language, layout = 'wide') => {
  const words = messages(language);
  const headline = headlinePoint(result).index;
  const tests = result.designs.reduce((sum, design) => sum + design.tests.length, 0);
  const all = tests * result.points.length * (PARTS.length + 1);
  const switched = all <= MOST_SWITCHED ? switchOf(result, result.axes) : null;
  const rows: string[][] = [];
  const parts = partsOf(result);
  const found = panelsOf(result, language, switched, parts, rows);
  if (!found.some(({ bars }) => bars.some(({ h }) => h === switched?.key(headline)))) return null;
  const panels = found.slice(0, MOST_PANELS);
  const { title, note, zero } = words.chart.contrast;
  const at = baseText(result, words);
  const borrowed = result.designs.filter(({ tests }) => tests.some((test) => borrows(result, test)));
  const shown = (bars: Bar[]) => bars.filter(({ h }) => h === switched?.key(headline));
  const alt = words.panel(
    title,
    words.clauses(
      panels.map(({ title: name, bars }) =>
        words.panel(name, words.list(shown(bars).map(({ part, text }) => `${part} ${text}`))),
      ),
    ),
  );
  const spec = {
    ...base(),
    description: alt,
    vconcat: panels.map((panel) =>
      picture(
        panel,
        domainOf(
          panels.filter(({ measure }) => measure === panel.measure),
          switched,
        ),
        layout,
        switched,
      ),
    ),
    spacing: 18,
  };
  return {
    title,
    spec: switched === null ? spec : { ...spec, ...steered(spec.params, switched, headline) },
    alt,
    notes: [
      note,
      ...(parts.idle.length === 0
        ? []
        : [zero(words.list(parts.idle.map((part) => words.chart.contrast.parts[part])))]),
      ...(panels.some(({ bars }) => bars.some(({ text }) => text.endsWith(UNKNOWN)))
        ? [words.chart.contrast.noError]
        : []),
      ...(borrowed.length === 0
        ? []
        : [
            words.chart.contrast.borrowed(
              words.titles(borrowed.map((one) => localText(one.title, language))),
            ),
          ]),
      ...(at === ''
        ? []
        : [
            switched === null
              ? words.chart.heldNote(at)
              : words.chart.switchedNote(settingsText(result, result.points[headline]!.values, words)),
          ]),
      ...(found.length > MOST_PANELS
        ? [words.chart.panelsLeftOut(found.slice(MOST_PANELS).map((panel) => panel.title))]
        : []),
    ],
    table: {
      columns: [
        words.chart.design,
        words.chart.test,
        ...(switched === null ? [] : result.axes.map((axis) => parameterName(axis, words))),
        words.chart.measure,
        words.chart.estimate,
        words.page.mcse,
      ],
      rows,
    },
  };
};

type Part = (typeof PARTS)[number];

/** A part is a difference of computed values: what it may be off zero by. */
const ROUNDING = 1e-12;

/** Parts that are drawn, and those that are zero in every test at every truth: told in a note, they would be rows of nothing. */
function partsOf(result: ScenarioResult): { drawn: Part[]; idle: Part[] } {
  const estimates = (part: Part) =>
    result.rows.flatMap(({ metric, estimate }) => (metric === `contrast: ${part}` ? [estimate] : []));
  const idle = PARTS.filter((part) => {
    const all = estimates(part);
    return (
      part !== 'treatment effect' && all.length > 0 && all.every((value) => Math.abs(value ?? 0) < ROUNDING)
    );
  });
  return { drawn: PARTS.filter((part) => !idle.includes(part)), idle };
}

/** Error of a mean of one. */
const UNKNOWN = '?';

/** Value with half of its 95 % Monte Carlo interval, both with the digits that it supports: one, two below 0.2, 0.02, ... */
function withError(value: number, mcse: number): { value: string; error: string } {
  if (!Number.isFinite(mcse)) return { value: signed(value, 3), error: UNKNOWN };
  const half = 1.96 * mcse;
  const decimals = decimalsFor(half / 2, 5);
  return { value: signed(value, decimals), error: fixed(half, decimals) };
}

/** Levels borrow from each other, which no part of a contrast is: `shrinkage` shows them. */
function borrows(
  { designs }: ScenarioResult,
  test: ScenarioResult['designs'][number]['tests'][number],
): boolean {
  const alone = designs.flatMap(({ tests }) => tests).some(({ basket }) => basket === undefined);
  return alone ? test.basket !== undefined : isBasketMethod(test.method);
}

function panelsOf(
  result: ScenarioResult,
  language: Language,
  switched: Switch | null,
  { drawn }: { drawn: Part[] },
  table: string[][],
): Panel[] {
  const words = messages(language);
  const points = switched === null ? [headlinePoint(result)] : result.points;
  return result.designs.flatMap((design) =>
    design.tests.flatMap((test): Panel[] => {
      if (borrows(result, test)) return [];
      const name = localText(design.title, language);
      const bars = points.flatMap(({ index, values }) => {
        const place = [
          name,
          test.name,
          ...(switched === null ? [] : result.axes.map((axis) => settingValue(values[axis.name]!))),
        ];
        const own = barsOf(result, index, design.id, test.name, drawn, words, (cells) =>
          table.push([...place, ...cells]),
        );
        return switched === null ? own : own.map((bar) => ({ ...bar, h: switched.key(index) }));
      });
      const measure = words.measures[test.measure] ?? test.measure;
      return bars.length === 0 ? [] : [{ title: words.panel(name, test.name), measure, bars }];
    }),
  );
}

/** The parts of a test's contrast at a point, and their sum; `tell` is given the cells of each and returns its row of the table. */
function barsOf(
  result: ScenarioResult,
  point: number,
  design: string,
  test: string,
  drawn: Part[],
  words: Messages,
  tell: (cells: string[]) => number,
): Bar[] {
  // Of responders alone no treatment effect is computed: the selection by itself would be read as the whole of what is seen.
  if (rowOf(result, point, design, test, 'contrast: treatment effect') === undefined) return [];
  const parts = drawn.flatMap((part) => {
    const row = rowOf(result, point, design, test, `contrast: ${part}`);
    return row === undefined || row.estimate === null ? [] : [{ part, value: row.estimate, row }];
  });
  if (parts.length === 0) return [];
  let sum = 0;
  let error = 0;
  const bar = (part: string, from: number, to: number, mcse: number, colour: string): Bar => {
    const value = withError(to - from, mcse);
    const computed = mcse === 0;
    const shown = computed ? signed(to - from, 3) : value.value;
    const i = tell([
      part,
      shown,
      computed ? '0' : Number.isFinite(mcse) ? plain(mcse, 2) : words.notAvailable,
    ]);
    return {
      part,
      from: drawable(from)!,
      to: drawable(to)!,
      text: computed ? shown : `${shown} ±${value.error}`,
      colour,
      i,
    };
  };
  const bars = parts.map(({ part, value, row }): Bar => {
    const from = sum;
    sum += value;
    // Only the selection is simulated: its error is that of the sum too.
    if (part === 'selection') error = row.mcse ?? Number.NaN;
    return bar(
      words.chart.contrast.parts[part],
      from,
      sum,
      part === 'selection' ? error : 0,
      part === 'treatment effect' ? designColours[0]! : part === 'selection' ? ink.rule : designColours[1]!,
    );
  });
  const { total } = words.chart.contrast;
  // Where no trial rejects nothing is seen in those that do.
  if (parts.some(({ part }) => part === 'selection')) return [...bars, bar(total, 0, sum, error, ink.text)];
  const i = tell([total, words.notAvailable, words.notAvailable]);
  return [...bars, { part: total, from: 0, to: 0, text: words.notAvailable, colour: ink.text, i }];
}

/** One scale for all contrasts on one measure, so that lengths can be compared: of those in view, as a switch moves. */
function domainOf(panels: Panel[], switched: Switch | null): (number | { expr: string })[] {
  const bars = panels.flatMap((panel) => panel.bars);
  const ends = [...new Set(bars.map(({ h }) => h))].map((h) => {
    const values = bars.flatMap((bar) => (bar.h === h ? [bar.from, bar.to] : []));
    const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
    const room = (high - low || 0.01) * 0.18;
    return { h, ends: [low - room * 0.2, high + room] };
  });
  if (switched === null) return ends[0]!.ends;
  return [0, 1].map((end) => ({
    expr: `(${JSON.stringify(Object.fromEntries(ends.map((view) => [view.h, drawable(view.ends[end]!)])))})[held]`,
  }));
}

/** Rows as they follow each other where all are: a truth at which no trial rejects has no selection. */
function rowsInOrder(values: readonly { row: string; h?: string }[]): string[] {
  const drawn = new Map<string | undefined, number>();
  const place = new Map<string, number>();
  for (const { row, h } of values) {
    const before = drawn.get(h) ?? 0;
    drawn.set(h, before + 1);
    place.set(row, Math.max(place.get(row) ?? 0, before));
  }
  return [...place.keys()].sort((a, b) => place.get(a)! - place.get(b)!);
}

function picture(
  { title, measure, bars }: Panel,
  domain: (number | { expr: string })[],
  layout: Layout,
  switched: Switch | null,
): VegaLiteSpec {
  const wide = layout === 'wide';
  const label = (part: string) => wrap(part, wide ? 34 : 15).join('\n');
  const values = bars.map((bar) => ({
    ...bar,
    row: label(bar.part),
    end: Math.max(bar.from, bar.to),
  }));
  const y = {
    field: 'row',
    type: 'nominal',
    sort: rowsInOrder(values),
    axis: { title: null, labelExpr: "split(datum.label, '\\n')", labelColor: ink.text, grid: false },
  };
  const x = {
    type: 'quantitative',
    scale: { domain, nice: false },
    axis: { title: measure, tickCount: wide ? 6 : 4, grid: true },
  };
  return {
    title: { text: panelTitle(title, wide ? 560 : 210) },
    data: { values },
    transform: switched === null ? [] : [{ filter: 'datum.h === held' }],
    width: wide ? 560 : 180,
    height: { step: wide ? 22 : 30 },
    layer: [
      { mark: { type: 'rule', color: ink.rule, strokeWidth: 1.5 }, encoding: { x: { ...x, datum: 0 } } },
      {
        mark: { type: 'bar', height: { band: 0.62 } },
        encoding: {
          y,
          x: { ...x, field: 'from' },
          x2: { field: 'to' },
          color: { field: 'colour', type: 'nominal', scale: null },
          tooltip: { field: 'i' },
        },
      },
      {
        mark: { type: 'text', align: 'left', dx: 5 },
        encoding: { y, x: { ...x, field: 'end' }, text: { field: 'text' } },
      },
    ],
  };
}
