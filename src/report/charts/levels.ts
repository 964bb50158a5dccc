import type { ResultRow, ScenarioResult } from '../../operating-characteristics/result.ts';
import { headlinePoint, rowOf, trulyBeneficial } from '../lookup.ts';
import { messages } from '../messages/index.ts';
import type { Language, Messages } from '../messages/messages.ts';
import { localText, populationName } from '../messages/text.ts';
import { estimateText, intervalText, mcseText } from '../metrics.ts';
import { designColours, ink } from '../theme.ts';
import { base, columnWidth, panelTitle, widest, widths } from './base.ts';
import type { ChartBuilder, Layout, VegaLiteSpec } from './chart.ts';
import { opacity } from './designs.ts';
import { heldNotes } from './heldNotes.ts';
import { legendOf } from './legend.ts';
import { drawable } from './scales.ts';

/** Panels that a reader still takes in. */
const MOST_PANELS = 12;

/** How often a level is claimed, and what that is by the truth. */
interface Claimed {
  level: string;
  kind: string;
  row: ResultRow;
}

interface Panel {
  design: string;
  title: string;
  levels: Claimed[];
}

/** Tests of levels of every design, family by family, at the truth of the headline. */
function panelsOf(result: ScenarioResult, language: Language, words: Messages): Panel[] {
  const point = headlinePoint(result).index;
  const { kinds } = words.chart.levels;
  return result.designs.flatMap((design) => {
    const families = [...new Set(design.tests.flatMap(({ basket }) => basket ?? []))];
    return families.flatMap((family): Panel[] => {
      const levels = design.tests
        .filter(({ basket }) => basket === family)
        .flatMap(({ name, population }): Claimed[] => {
          const row = rowOf(result, point, design.id, name, 'power');
          const works = trulyBeneficial(result, point, design, name);
          if (row === undefined || row.estimate === null || works === null) return [];
          return [{ level: populationName(population, words), kind: works ? kinds.power : kinds.error, row }];
        });
      const title = localText(design.title, language);
      return levels.length < 2
        ? []
        : [{ design: design.id, title: families.length > 1 ? words.bracket(title, family) : title, levels }];
    });
  });
}

/** Px between panels side by side. */
const between = 28;

/** `before` rows of the data table are of other panels. */
function panelOf(
  { design, title, levels }: Panel,
  before: number,
  width: number,
  layout: Layout,
  words: Messages,
): VegaLiteSpec {
  const { kinds } = words.chart.levels;
  const names = levels.map(({ level }) => level);
  const values = levels.map(({ level, kind, row }, l) => ({
    design,
    i: before + l + 1,
    level,
    kind,
    x: drawable(row.estimate),
    lo: drawable(row.lower),
    hi: drawable(row.upper),
  }));
  const domain = [kinds.power, kinds.error];
  const x = {
    field: 'x',
    type: 'quantitative',
    scale: { domain: [-0.03, 1.03], nice: false },
    axis: { values: [0, 0.25, 0.5, 0.75, 1], format: '.0%', title: null },
  };
  const y = { field: 'level', type: 'nominal', sort: names, axis: { title: null, labelColor: ink.text } };
  const color = {
    field: 'kind',
    type: 'nominal',
    scale: { domain, range: [designColours[0], designColours[1]] },
    legend: legendOf(domain, layout),
  };
  return {
    title: { text: panelTitle(title, width), anchor: 'start' },
    data: { values },
    width,
    height: { step: 20 },
    layer: [
      {
        mark: { type: 'rule', strokeWidth: 2 },
        encoding: { x: { ...x, field: 'lo' }, x2: { field: 'hi' }, y, color, opacity: opacity(1) },
      },
      {
        mark: { type: 'point', filled: true, size: 60 },
        encoding: {
          x,
          y,
          color,
          opacity: opacity(1),
          tooltip: { field: 'i' },
          shape: {
            field: 'kind',
            type: 'nominal',
            scale: { domain, range: ['circle', 'diamond'] },
            legend: legendOf(domain, layout),
          },
        },
      },
    ],
  };
}

const rowsBefore = (panels: Panel[], place: number): number =>
  panels.slice(0, place).reduce((sum, { levels }) => sum + levels.length, 0);

/** How often each level is claimed, by design: power where the level truly benefits, error where it does not; at the truth of the headline. */
export const levels: ChartBuilder = (result, language, layout = 'wide') => {
  const words = messages(language);
  const own = words.chart.levels;
  const panels = panelsOf(result, language, words);
  if (panels.length === 0) return null;
  const drawn = panels.slice(0, MOST_PANELS);
  const names = drawn.flatMap((panel) => panel.levels.map(({ level }) => level));
  const room = (columnWidth - between) / 2 - widest(names, 11) - 36;
  const width = layout === 'wide' ? Math.min(270, Math.floor(room)) : widths.narrow - 80;
  const say = ({ level, kind, row }: Claimed) => own.alt(level, estimateText(row, words), kind);
  const alt = words.sentences([
    words.chart.altTitle(own.title),
    ...panels.map((panel) => `[${panel.title}] ${panel.levels.map(say).join(' ')}`),
  ]);
  return {
    title: own.title,
    spec: {
      ...base(),
      description: alt,
      concat: drawn.map((panel, p) => panelOf(panel, rowsBefore(panels, p), width, layout, words)),
      columns: layout === 'wide' ? 2 : 1,
      spacing: between,
    },
    alt,
    notes: [
      words.chart.intervalNote,
      own.note,
      ...(panels.length > MOST_PANELS
        ? [words.chart.panelsLeftOut(panels.slice(MOST_PANELS).map(({ title }) => title))]
        : []),
      ...heldNotes(result, words),
    ],
    table: {
      columns: [
        words.chart.design,
        words.chart.population,
        own.kind,
        words.chart.estimate,
        words.chart.monteCarlo,
        words.page.mcse,
      ],
      rows: panels.flatMap(({ title, levels: claimed }) =>
        claimed.map(({ level, kind, row }) => [
          title,
          level,
          kind,
          estimateText(row, words),
          intervalText(row, words) ?? '',
          mcseText(row) ?? '',
        ]),
      ),
    },
  };
};
