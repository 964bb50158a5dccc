import type { ScenarioResult } from '../../operating-characteristics/result.ts';
import { isBasketMethod } from '../../scenario/basketMethods.ts';
import { plain, signed } from '../format.ts';
import { headlinePoint, rowOf } from '../lookup.ts';
import { messages } from '../messages/index.ts';
import type { Language, Messages } from '../messages/messages.ts';
import { baseText, localText } from '../messages/text.ts';
import { designColours, ink } from '../theme.ts';
import { wrap } from '../wrap.ts';
import { base } from './base.ts';
import type { ChartBuilder, Layout, VegaLiteSpec } from './chart.ts';

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

interface Bar {
  part: string;
  from: number;
  to: number;
  text: string;
  colour: string;
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
  const rows: string[][] = [];
  const found = panelsOf(result, language, rows);
  if (found.length === 0) return null;
  const panels = found.slice(0, MOST_PANELS);
  const { title, note } = words.chart.contrast;
  const at = baseText(result, words);
  const alt = `${title}. ${panels.map(({ title: name, bars }) => `${name}: ${words.list(bars.map(({ part, text }) => `${part} ${text}`))}.`).join(' ')}`;
  return {
    title,
    spec: {
      ...base(),
      description: alt,
      vconcat: panels.map((panel) => picture(panel, layout)),
      spacing: 18,
    },
    alt,
    notes: [
      note,
      ...(at === '' ? [] : [words.chart.heldNote(at)]),
      ...(found.length > MOST_PANELS
        ? [words.chart.panelsLeftOut(found.slice(MOST_PANELS).map((panel) => panel.title))]
        : []),
    ],
    table: {
      columns: [
        words.chart.design,
        words.chart.test,
        words.chart.measure,
        words.chart.estimate,
        words.page.mcse,
      ],
      rows,
    },
  };
};

/** Value with half of its 95 % Monte Carlo interval. */
const withError = (value: number, mcse: number): string =>
  `${signed(value, 3)} ±${Number.isFinite(mcse) ? plain(1.96 * mcse, 2) : '?'}`;

/** MCSE; 0 of what is computed. */
const errorText = (mcse: number, words: Messages): string =>
  Number.isFinite(mcse) ? plain(mcse, 2) : words.notAvailable;

function panelsOf(result: ScenarioResult, language: Language, table: string[][]): Panel[] {
  const words = messages(language);
  const point = headlinePoint(result).index;
  // Levels borrow from each other, which no part of a contrast is: `shrinkage` shows them.
  const alone = result.designs.flatMap(({ tests }) => tests).some(({ basket }) => basket === undefined);
  return result.designs.flatMap((design) =>
    design.tests.flatMap((test): Panel[] => {
      if (alone ? test.basket !== undefined : isBasketMethod(test.method)) return [];
      const name = localText(design.title, language);
      const parts = PARTS.flatMap((part) => {
        const row = rowOf(result, point, design.id, test.name, `contrast: ${part}`);
        return row === undefined || row.estimate === null ? [] : [{ part, value: row.estimate, row }];
      });
      if (parts.length === 0) return [];
      let sum = 0;
      let error = 0;
      const bars = parts.map(({ part, value, row }): Bar => {
        const from = sum;
        sum += value;
        // Only the selection is simulated: its error is that of the sum too.
        const simulated = part === 'selection';
        if (simulated) error = row.mcse ?? Number.NaN;
        const label = words.chart.contrast.parts[part];
        const text = simulated ? withError(value, error) : signed(value, 3);
        table.push([name, test.name, label, signed(value, 3), errorText(simulated ? error : 0, words)]);
        const colour =
          part === 'treatment effect'
            ? designColours[0]!
            : part === 'selection'
              ? ink.rule
              : designColours[1]!;
        return { part: label, from, to: sum, text, colour, i: table.length };
      });
      const label = words.chart.contrast.total;
      table.push([name, test.name, label, signed(sum, 3), errorText(error, words)]);
      const text = error === 0 ? signed(sum, 3) : withError(sum, error);
      bars.push({ part: label, from: 0, to: sum, text, colour: ink.text, i: table.length });
      return [
        { title: `${name}: ${test.name}`, measure: words.measures[test.measure] ?? test.measure, bars },
      ];
    }),
  );
}

function picture({ title, measure, bars }: Panel, layout: Layout): VegaLiteSpec {
  const wide = layout === 'wide';
  const sort = bars.map(({ part }) => wrap(part, wide ? 34 : 15).join('\n'));
  const values = bars.map((bar, b) => ({ ...bar, row: sort[b], end: Math.max(bar.from, bar.to) }));
  const ends = bars.flatMap(({ from, to }) => [from, to]);
  const [low, high] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  const room = (high - low || 0.01) * 0.18;
  const y = {
    field: 'row',
    type: 'nominal',
    sort,
    axis: { title: null, labelExpr: "split(datum.label, '\\n')", labelColor: ink.text, grid: false },
  };
  const x = {
    type: 'quantitative',
    scale: { domain: [low - room * 0.2, high + room], nice: false },
    axis: { title: measure, tickCount: wide ? 6 : 4, grid: true },
  };
  return {
    title: { text: wrap(title, wide ? 90 : 38) },
    data: { values },
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
