import type { LookPicture, ScenarioResult } from '../../operating-characteristics/result.ts';
import { plain } from '../format.ts';
import { messages } from '../messages/index.ts';
import type { Messages } from '../messages/messages.ts';
import { localText } from '../messages/text.ts';
import { ink } from '../theme.ts';
import { wrap } from '../wrap.ts';
import { base } from './base.ts';
import type { ChartBuilder, Layout, VegaLiteSpec } from './chart.ts';
import { designScales } from './designs.ts';

const sizes = {
  wide: { width: 350, height: 190, columns: 2, title: 46 },
  narrow: { width: 230, height: 160, columns: 1, title: 34 },
};

interface Panel {
  title: string;
  colour: string;
  picture: LookPicture;
}

/** z of bounds and paths, with room. */
function domainOf({ upper, full, futility, paths }: LookPicture): [number, number] {
  const values = [...upper, ...full, ...futility, ...paths.flat()].filter((value) => value !== null);
  return [Math.min(-0.5, ...values) - 0.3, Math.max(2.5, ...values) + 0.3];
}

function panelOf({ title, colour, picture }: Panel, layout: Layout, words: Messages): VegaLiteSpec {
  const { information, upper, full, futility, paths } = picture;
  const { width, height } = sizes[layout];
  const { looks } = words.chart;
  const along = (values: readonly (number | null)[], more: object = {}) =>
    values.flatMap((z, k) => (z === null ? [] : [{ t: information[k], z, ...more }]));
  const x = {
    field: 't',
    type: 'quantitative',
    scale: { domain: [0, 1.03], nice: false },
    axis: { title: looks.information, format: '.0%', values: [0, 0.25, 0.5, 0.75, 1], grid: false },
  };
  const y = {
    field: 'z',
    type: 'quantitative',
    scale: { domain: domainOf(picture), nice: false, zero: false },
    axis: { title: 'z', grid: true, tickCount: 5 },
  };
  const line = (values: object[], mark: object): VegaLiteSpec => ({
    data: { values },
    mark: { type: 'line', point: { filled: true, size: 36, color: colour }, color: colour, ...mark },
    encoding: { x, y },
  });
  const passes = full.some((z, k) => z !== null && z !== upper[k]);
  const written = along(upper).map((row) => ({ ...row, text: plain(row.z, 3) }));
  return {
    title: { text: wrap(title, sizes[layout].title), anchor: 'start' },
    width,
    height,
    layer: [
      {
        data: {
          values: paths.flatMap((path, p) => [{ t: 0, z: 0, p }, ...along(path, { p })]),
        },
        mark: { type: 'line', color: ink.rule, strokeWidth: 1, opacity: 0.55 },
        encoding: { x, y, detail: { field: 'p', type: 'nominal' } },
      },
      ...(passes ? [line(along(full), { strokeDash: [2, 2], strokeWidth: 1.5 })] : []),
      line(along(upper), { strokeWidth: 2.2 }),
      line(along(futility), { strokeDash: [6, 3], strokeWidth: 1.8 }),
      {
        data: { values: written },
        mark: { type: 'text', dy: -10, fontSize: 11, color: ink.text },
        encoding: { x, y, text: { field: 'text' } },
      },
    ],
  };
}

function panelsOf(result: ScenarioResult, language: 'en' | 'zh'): Panel[] {
  const { colour } = designScales(result, language);
  return (result.looks ?? []).map((picture) => {
    const place = result.designs.findIndex(({ id }) => id === picture.design);
    const name = localText(result.designs[place]!.title, language);
    return { title: messages(language).panel(name, picture.analysis), colour: colour.range[place]!, picture };
  });
}

/** Bounds of z by information, with the paths of some single trials: what each look decides on. */
export const looks: ChartBuilder = (result, language, layout = 'wide') => {
  const words = messages(language);
  const own = words.chart.looks;
  const panels = panelsOf(result, language);
  if (panels.length === 0) return null;
  const text = (value: number | null | undefined) => plain(value ?? Number.NaN, 4);
  const shown = (value: number | null | undefined) => (value == null ? words.notAvailable : text(value));
  const rows = panels.flatMap(({ title, picture }) =>
    picture.information.map((t, k) => [
      title,
      String(k + 1),
      `${plain(100 * t, 3)}%`,
      shown(picture.upper[k]),
      shown(picture.full[k]),
      shown(picture.futility[k]),
    ]),
  );
  /** Empty where no look has one: a test without alpha of its own, a rule that drops nothing. */
  const bounds = (values: readonly (number | null)[]) =>
    values.every((value) => value === null) ? '' : words.list(values.map(shown));
  const alt = words.sentences([
    words.chart.altTitle(own.title),
    ...panels.map(({ title, picture }) =>
      own.alt(title, bounds(picture.upper), bounds(picture.full), bounds(picture.futility)),
    ),
  ]);
  return {
    title: own.title,
    spec: {
      ...base(),
      description: alt,
      concat: panels.map((panel) => panelOf(panel, layout, words)),
      columns: sizes[layout].columns,
      spacing: 28,
    },
    alt,
    notes: [own.note, own.pathNote],
    table: {
      columns: [words.chart.test, own.look, own.information, own.upper, own.full, own.futility],
      rows,
    },
  };
};
