// Long because it is one chart of two kinds of panels, of the truth and of borrowing, laid out together, and its table.

import type { DesignSummary, ResultRow, ScenarioResult } from '../../operating-characteristics/result.ts';
import { headlinePoint, rowsOf } from '../lookup.ts';
import { messages } from '../messages/index.ts';
import type { Language, Messages } from '../messages/messages.ts';
import { localText, populationName } from '../messages/text.ts';
import { estimateText, halfWidthText, intervalText, mcseText } from '../metrics.ts';
import { textWidth } from '../textWidth.ts';
import { config, designColours, ink, onCell } from '../theme.ts';
import { base, panelTitle, widths } from './base.ts';
import type { ChartBuilder, Layout, VegaLiteSpec } from './chart.ts';
import { heldNotes } from './heldNotes.ts';
import { drawable } from './scales.ts';

/** Panels that a reader still takes in, the truth among them. */
const MOST_PANELS = 9;

/** How much one level takes from another, or how far apart their rates truly are. */
interface Cell {
  to: string;
  from: string;
  value: number;
  text: string;
  row: ResultRow | null;
  /** Design that it is of, and its row of the data table; of the truth neither. */
  design?: string;
  i?: number;
}

interface Panel {
  title: string;
  cells: Cell[];
}

type Test = DesignSummary['tests'][number];

/** Tests of levels of a design, family by family. */
function familiesOf({ tests }: DesignSummary): Test[][] {
  const names = [...new Set(tests.flatMap(({ basket }) => basket ?? []))];
  return names.map((name) => tests.filter(({ basket }) => basket === name));
}

/** True rate of a level: what its estimate is of, and the rate that this is told against. */
function trueRate(result: ScenarioResult, design: string, { name, against }: Test): number | null {
  const beyond = rowsOf(result, headlinePoint(result).index, design, name, 'bias')[0]?.reference ?? null;
  return beyond === null || against?.kind !== 'rate' ? null : beyond + against.value;
}

function borrowingPanel(
  result: ScenarioResult,
  design: DesignSummary,
  family: Test[],
  title: string,
  words: Messages,
): Panel {
  const names = new Map(family.map(({ population }) => [population, populationName(population, words)]));
  const cells = family.flatMap(({ name, population }) =>
    rowsOf(result, headlinePoint(result).index, design.id, name, 'borrowing').flatMap((row): Cell[] =>
      row.estimate === null
        ? []
        : [
            {
              to: names.get(population)!,
              from: names.get(row.population) ?? populationName(row.population, words),
              value: row.estimate,
              text: `${Math.round(100 * row.estimate)}`,
              row,
              design: design.id,
            },
          ],
    ),
  );
  return { title, cells };
}

/** Differences of the true rates of the levels that a panel is about. */
function truthPanel(
  result: ScenarioResult,
  design: DesignSummary,
  family: Test[],
  words: Messages,
): Panel | null {
  const levels = family.flatMap((test) => {
    const rate = trueRate(result, design.id, test);
    return rate === null ? [] : [{ name: populationName(test.population, words), rate }];
  });
  if (levels.length < 2) return null;
  const cells = levels.flatMap((a) =>
    levels
      .filter((b) => b !== a)
      .map(({ name, rate }): Cell => {
        // Sums round: one truth is one panel, whichever design told it.
        const value = Number(Math.abs(a.rate - rate).toFixed(9));
        return { to: a.name, from: name, value, text: `${Math.round(100 * value)}`, row: null };
      }),
  );
  return { title: words.chart.exchangeability.truth, cells };
}

/** Whether a panel has every cell of another. */
function holds(whole: Panel, part: Panel): boolean {
  const own = new Set(whole.cells.map((cell) => JSON.stringify(cell)));
  return part.cells.every((cell) => own.has(JSON.stringify(cell)));
}

/** Px of a cell on a desk, less where they are many: two panels of ten levels then stand side by side. */
const cellSide = (levels: number) => (levels > 8 ? 28 : 32);
const spacing = 28;

/** Panels in a row: three, or as many as the widest of them leaves room for. */
function columnsOf(panels: Panel[]): number {
  const across = panels.map(({ cells }) => {
    const names = [...new Set(cells.map(({ to }) => to))];
    const beside = Math.max(...names.map((name) => textWidth(name, config.axis.labelFontSize, false)));
    return Math.max(190, cellSide(names.length) * names.length) + beside + 12;
  });
  return Math.max(1, Math.min(3, Math.floor((widths.wide + 60 + spacing) / (Math.max(...across) + spacing))));
}

/** @param truth of a panel that is no design's: nobody borrows there */
function panelOf({ title, cells }: Panel, layout: Layout, words: Messages, truth: boolean): VegaLiteSpec {
  const names = [...new Set(cells.map(({ to }) => to))];
  const side =
    layout === 'wide'
      ? cellSide(names.length)
      : Math.min(30, Math.floor((widths.narrow - 70) / names.length));
  const width = side * names.length;
  const own = words.chart.exchangeability;
  const x = {
    field: 'from',
    type: 'nominal',
    sort: names,
    axis: { title: truth ? null : own.from, labelAngle: -60 },
  };
  const y = { field: 'to', type: 'nominal', sort: names, axis: { title: truth ? null : own.to } };
  const values = cells.map(({ row: _, ...cell }) => ({ ...cell, value: drawable(cell.value) }));
  return {
    title: { text: panelTitle(title, Math.max(width, 190)), anchor: 'start' },
    data: { values },
    width,
    height: side * names.length,
    layer: [
      {
        mark: { type: 'rect', stroke: ink.paper, strokeWidth: 1 },
        encoding: {
          x,
          y,
          opacity: faded,
          tooltip: { field: 'i' },
          color: {
            field: 'value',
            type: 'quantitative',
            scale: { domain: [0, 1], range: ['#f7f7f5', designColours[truth ? 1 : 0]!], interpolate: 'rgb' },
            legend: null,
          },
        },
      },
      {
        mark: { type: 'text', fontSize: 11 },
        encoding: {
          x,
          y,
          text: { field: 'text' },
          opacity: faded,
          color: { condition: { test: 'datum.value > 0.6', value: onCell.light }, value: onCell.dark },
        },
      },
    ],
    resolve: { scale: { color: 'independent' } },
  };
}

/** The truth is no design's and stays. */
const faded = {
  condition: { test: "isolated === '' || !isValid(datum.design) || datum.design === isolated", value: 1 },
  value: 0.12,
};

/**
 * Who takes from whom: mean weight (posterior probability of being exchangeable) with which each level borrows from each other, beside how far
 * their rates truly are apart, at the truth of the headline.
 */
export const exchangeability: ChartBuilder = (result, language, layout = 'wide') => {
  const words = messages(language);
  const own = words.chart.exchangeability;
  const found = drawnOf(result, language, words);
  if (found.length === 0) return null;
  found
    .flatMap(({ panel }) => panel.cells)
    .forEach((cell, c) => {
      cell.i = c + 1;
    });
  const told = [
    ...new Map(
      found.flatMap(({ design, family }) => {
        const panel = truthPanel(result, design, family, words);
        return panel === null ? [] : [[JSON.stringify(panel), panel] as const];
      }),
    ).values(),
  ];
  // What a design without some level tells of the others another panel shows too.
  const truths = told.filter((one) => !told.some((other) => other !== one && holds(other, one)));
  const panels = [...truths, ...found.map(({ panel }) => panel)];
  const drawn = panels.slice(0, MOST_PANELS);
  const simulated = found.flatMap(({ panel }) => panel.cells);
  const width = ({ row }: Cell) => (row?.upper ?? 0) - (row?.lower ?? 0);
  const widest = simulated.reduce((most, cell) => (width(cell) > width(most) ? cell : most));
  const rows = found.flatMap(({ design, family, panel }) => {
    const rates = new Map(
      family.map((test) => [populationName(test.population, words), trueRate(result, design.id, test)]),
    );
    return panel.cells.map(({ to, from, row }) => {
      const [a, b] = [rates.get(to) ?? null, rates.get(from) ?? null];
      return [
        panel.title,
        to,
        from,
        estimateText(row!, words),
        intervalText(row!, words) ?? '',
        mcseText(row!) ?? '',
        a === null || b === null ? words.notAvailable : own.points(Math.round(1000 * Math.abs(a - b)) / 10),
      ];
    });
  });
  const alt = words.sentences([
    words.chart.altTitle(own.title),
    ...found.map(({ panel: { title, cells } }) => {
      const sorted = [...cells].sort((a, b) => a.value - b.value);
      const say = ({ to, from, text }: Cell) => own.alt(to, from, text);
      return `[${title}] ${say(sorted[sorted.length - 1]!)} ${say(sorted[0]!)}`;
    }),
  ]);
  return {
    title: own.title,
    spec: {
      ...base(),
      description: alt,
      concat: drawn.map((panel, p) => panelOf(panel, layout, words, p < truths.length)),
      columns: layout === 'wide' ? columnsOf(drawn) : 1,
      spacing,
    },
    alt,
    notes: [
      own.note(halfWidthText(widest.row!)),
      ...(truths.length > 0 ? [own.truthNote] : []),
      ...(panels.length > MOST_PANELS
        ? [words.chart.panelsLeftOut(panels.slice(MOST_PANELS).map(({ title }) => title))]
        : []),
      ...heldNotes(result, words),
    ],
    table: {
      columns: [
        words.chart.design,
        own.to,
        own.from,
        words.metrics.borrowing!,
        words.chart.monteCarlo,
        words.page.mcse,
        own.truth,
      ],
      rows,
    },
  };
};

/** Families of levels that say how much they borrow, with their panels. */
function drawnOf(result: ScenarioResult, language: Language, words: Messages) {
  return result.designs.flatMap((design) => {
    const families = familiesOf(design);
    return families.flatMap((family) => {
      const title = localText(design.title, language);
      const name = families.length > 1 ? words.bracket(title, family[0]!.basket!) : title;
      const panel = borrowingPanel(result, design, family, name, words);
      return panel.cells.length === 0 ? [] : [{ design, family, panel }];
    });
  });
}
