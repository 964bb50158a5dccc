// Long because a panel is five layers (lines, two intervals, ends, labels) on one scale with all others, and its table.

import type { EnrolmentPicture, ResultRow, ScenarioResult } from '../../operating-characteristics/result.ts';
import { plain } from '../format.ts';
import { headlinePoint, rowOf, rowsOf } from '../lookup.ts';
import { messages } from '../messages/index.ts';
import type { Language, Messages } from '../messages/messages.ts';
import { localText } from '../messages/text.ts';
import { estimateText, intervalText } from '../metrics.ts';
import { textWidth } from '../textWidth.ts';
import { designDashes, ink } from '../theme.ts';
import { wrap } from '../wrap.ts';
import { apart } from './apart.ts';
import { base } from './base.ts';
import type { ChartBuilder, Layout, VegaLiteSpec } from './chart.ts';
import { designScales } from './designs.ts';
import { heldNotes } from './heldNotes.ts';
import { drawable } from './scales.ts';

/** `width` of a panel with the labels at its right. */
const sizes = {
  wide: { width: 375, height: 190, columns: 2, title: 46 },
  alone: { width: 760, height: 240, columns: 1, title: 92 },
  narrow: { width: 255, height: 160, columns: 1, title: 34 },
};

/** Share of a level's patients by which it is told to be full: the last of them may be long in coming. */
const NEARLY_ALL = 0.99;

/** The curve of one level of a design, and what was simulated of it. */
interface Line {
  population: string;
  patients: number[];
  /** Month by which nearly all patients of the level are expected. */
  last: number;
  /** Its name; plateaus may lie on top of each other, so of a line that ends before the others also when. */
  label: string;
  /** Simulated patients of the level; undefined of markers. */
  simulated: ResultRow | undefined;
}

interface Panel {
  design: string;
  title: string;
  colour: string;
  months: number[];
  /** Simulated months to the last patient of the design. */
  until: ResultRow | undefined;
  lines: Line[];
}

function lineOf(
  result: ScenarioResult,
  { design, months }: EnrolmentPicture,
  { population, patients }: EnrolmentPicture['levels'][number],
  words: Messages,
): Line {
  const all = patients[patients.length - 1]!;
  const rows = rowsOf(result, headlinePoint(result).index, design, '', 'patients');
  const last = months[patients.findIndex((count) => count >= all * NEARLY_ALL)]!;
  const name = population.replace(/^.* = /, '');
  return {
    population,
    patients,
    last,
    label:
      last < months[months.length - 1]! ? words.chart.enrolment.until(name, String(Math.round(last))) : name,
    simulated: rows.find((row) => row.population === population),
  };
}

function panelsOf(result: ScenarioResult, language: Language): Panel[] {
  const { colour } = designScales(result, language);
  const point = headlinePoint(result).index;
  return (result.enrolment ?? []).map((picture) => {
    const { design, months, levels } = picture;
    const place = result.designs.findIndex(({ id }) => id === design);
    return {
      design,
      title: localText(result.designs[place]!.title, language),
      colour: colour.range[place]!,
      months,
      until: rowOf(result, point, design, '', 'months to last patient'),
      lines: levels.map((level) => lineOf(result, picture, level, messages(language))),
    };
  });
}

/** One panel for designs that enrol alike, in what is computed and in what was simulated, named by all of them. */
function merged(panels: readonly Panel[], words: Messages): Panel[] {
  const alike = new Map<string, Panel[]>();
  const seen = (row: ResultRow | undefined) => [row?.estimate, row?.lower, row?.upper];
  for (const panel of panels) {
    const lines = panel.lines.map((line) => ({ ...line, simulated: seen(line.simulated) }));
    const key = JSON.stringify([panel.months, seen(panel.until), lines]);
    alike.set(key, [...(alike.get(key) ?? []), panel]);
  }
  return [...alike.values()].map((group) =>
    group.length === 1
      ? group[0]!
      : { ...group[0]!, title: words.titles(group.map(({ title }) => title)), colour: ink.text },
  );
}

interface Domains {
  x: [number, number];
  y: [number, number];
  /** Px of the longest label. */
  room: number;
}

/** Month and patients up to which every panel goes: one scale, so that designs can be compared. */
function domainsOf(panels: Panel[]): Domains {
  const months = panels.flatMap((panel) => [...panel.months, panel.until?.upper ?? 0]);
  const patients = panels.flatMap(({ lines }) =>
    lines.flatMap((line) => [...line.patients, line.simulated?.upper ?? 0]),
  );
  const labels = panels.flatMap(({ lines }) => lines.map(({ label }) => textWidth(label, 12, false)));
  return {
    x: [0, Math.max(...months) * 1.02],
    y: [0, Math.max(...patients) * 1.05],
    room: Math.max(...labels),
  };
}

/** `before` rows of the data table are of other panels. */
function panelOf(
  { design, title, colour, months, until, lines }: Panel,
  before: number,
  domains: Domains,
  layout: Layout,
  words: Messages,
  alone: boolean,
): VegaLiteSpec {
  const { width, height, title: letters } = sizes[alone && layout === 'wide' ? 'alone' : layout];
  const across = Math.max(90, Math.floor(width - domains.room));
  const own = words.chart.enrolment;
  const x = {
    field: 'x',
    type: 'quantitative',
    scale: { domain: domains.x, nice: false },
    axis: { title: own.months, grid: false, tickCount: 5 },
  };
  const y = {
    field: 'y',
    type: 'quantitative',
    scale: { domain: domains.y, nice: false },
    axis: { title: own.patients, tickCount: 4 },
  };
  const dots = lines.flatMap(({ simulated }, l) =>
    simulated?.estimate == null || until?.estimate == null
      ? []
      : [
          {
            x: drawable(until.estimate),
            xlo: drawable(until.lower),
            xhi: drawable(until.upper),
            y: drawable(simulated.estimate),
            ylo: drawable(simulated.lower),
            yhi: drawable(simulated.upper),
            design,
            i: before + l + 1,
          },
        ],
  );
  const end = Math.max(months[months.length - 1]!, until?.upper ?? 0);
  const labels = apart(
    lines.map(({ label, patients }) => ({ label, x: end, y: patients[patients.length - 1]! })),
    domains.y,
    height,
  );
  return {
    title: { text: wrap(title, letters), anchor: 'start' },
    width: across,
    height,
    layer: [
      ...lines.map(
        ({ patients }, l): VegaLiteSpec => ({
          data: { values: months.map((month, k) => ({ x: drawable(month), y: drawable(patients[k]!) })) },
          mark: {
            type: 'line',
            color: colour,
            strokeWidth: 1.75,
            strokeDash: designDashes[l % designDashes.length],
          },
          encoding: { x, y },
        }),
      ),
      {
        data: { values: dots },
        mark: { type: 'rule', color: ink.text },
        encoding: { x: { ...x, field: 'xlo' }, x2: { field: 'xhi' }, y },
      },
      {
        data: { values: dots },
        mark: { type: 'rule', color: ink.text },
        encoding: { x, y: { ...y, field: 'ylo' }, y2: { field: 'yhi' } },
      },
      {
        data: { values: dots },
        mark: {
          type: 'point',
          filled: true,
          opacity: 1,
          size: 64,
          color: colour,
          stroke: ink.paper,
          strokeWidth: 1,
        },
        encoding: { x, y, tooltip: { field: 'i' } },
      },
      {
        data: { values: labels },
        mark: { type: 'text', align: 'left', dx: 9, fontSize: 12, color: colour },
        encoding: { x, y: { ...y, field: 'ly' }, text: { field: 'label' } },
      },
    ],
  };
}

/** Expected patients by calendar month and level, as planned, and at the end of each line what was simulated. */
export const enrolment: ChartBuilder = (result, language, layout = 'wide') => {
  const words = messages(language);
  const own = words.chart.enrolment;
  const panels = merged(panelsOf(result, language), words);
  // One level has all patients: there is nothing to compare.
  if (panels.every(({ lines }) => lines.length < 2)) return null;
  const domains = domainsOf(panels);
  const drawn = new Set(result.enrolment?.map(({ design }) => design));
  const missing = result.designs.filter(({ id }) => !drawn.has(id));
  const rows = panels.flatMap(({ title, lines, until }) =>
    lines.map(({ population, patients, last, simulated }) => ({
      title,
      population,
      patients: plain(patients[patients.length - 1]!, 4),
      last: plain(last, 3),
      simulated: textOf(simulated, words),
      until: textOf(until, words),
    })),
  );
  const alt = words.sentences([
    words.chart.altTitle(own.title),
    ...rows.map(({ title, population, patients, last }) => own.alt(title, population, patients, last)),
  ]);
  return {
    title: own.title,
    spec: {
      ...base(),
      description: alt,
      concat: panels.map((panel, p) => {
        const before = panels.slice(0, p).reduce((sum, { lines }) => sum + lines.length, 0);
        return panelOf(panel, before, domains, layout, words, panels.length === 1);
      }),
      columns: sizes[layout].columns,
      spacing: 28,
    },
    alt,
    notes: [
      own.note,
      ...(panels.some(
        ({ lines, until }) =>
          until?.estimate != null && lines.some(({ simulated }) => simulated?.estimate != null),
      )
        ? [own.dotNote]
        : []),
      ...(missing.length > 0
        ? [own.leftOut(words.titles(missing.map(({ title }) => localText(title, language))))]
        : []),
      ...heldNotes(result, words),
    ],
    table: {
      columns: [
        words.chart.design,
        words.chart.population,
        own.patients,
        own.lastMonth,
        own.simulatedPatients,
        own.simulatedMonths,
      ],
      rows: rows.map((row) => [row.title, row.population, row.patients, row.last, row.simulated, row.until]),
    },
  };
};

/** A simulated value with its interval, where the design does not fix it. */
function textOf(row: ResultRow | undefined, words: Messages): string {
  if (row === undefined) return words.notAvailable;
  const interval = intervalText(row, words);
  return interval === null ? estimateText(row, words) : words.bracket(estimateText(row, words), interval);
}
