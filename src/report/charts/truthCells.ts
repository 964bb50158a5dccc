import type { TruthSummary } from '../../operating-characteristics/result.ts';
import { plain } from '../format.ts';
import type { Messages } from '../messages/messages.ts';
import { populationName } from '../messages/text.ts';
import { textWidth } from '../textWidth.ts';
import { armColours, config, ink } from '../theme.ts';
import { balanced } from '../wrap.ts';
import { columnWidth, widest } from './base.ts';
import type { Layout, VegaLiteSpec } from './chart.ts';
import type { TruthGroup } from './truthGroups.ts';

/** A value of the truth as text. */
export function truthText(value: number | null, words: Messages): string {
  return value === null ? words.notAvailable : plain(value, 3);
}

/** An effect as text, with its measure: of hazards that are not proportional it is not one number; of a duration of response there is none. */
export function effectText(
  { effect, effectMeasure, endpoint }: TruthGroup['cell'],
  { durations = [] }: Pick<TruthSummary, 'durations'>,
  words: Messages,
): string {
  if (effect === null && durations.some((one) => one.endpoint === endpoint)) return words.notAvailable;
  return words.bracket(
    effect === null ? words.chart.truth.noSingle : truthText(effect, words),
    words.inSentence(words.measures[effectMeasure] ?? effectMeasure),
  );
}

/** Name of a group's patients, in lines. */
const linesOf = ({ cell }: TruthGroup, words: Messages, layout: Layout): string[] =>
  balanced(populationName(cell.population, words), layout === 'wide' ? 26 : 12);

/** Px of the longest line of the groups' names. */
export function namesWidth(groups: TruthGroup[], words: Messages, layout: Layout): number {
  const lines = groups.flatMap((group) => linesOf(group, words, layout));
  return Math.max(...lines.map((line) => textWidth(line, config.axis.labelFontSize, false)));
}

function cellData(groups: TruthGroup[], words: Messages, layout: Layout) {
  return groups.map((group) => {
    const { control, experimental, effect } = group.cell;
    const both = control === null || experimental === null ? [] : [control, experimental];
    return {
      row: linesOf(group, words, layout).join('\n'),
      control,
      experimental,
      low: both.length === 0 ? null : Math.min(...both),
      high: both.length === 0 ? null : Math.max(...both),
      effect,
      text: truthText(effect, words),
      i: group.row,
    };
  });
}

/** Colours of the two arms. */
export const armScale = (words: Messages) => ({
  domain: [words.arm.control, words.arm.experimental],
  range: [armColours.control, armColours.experimental],
});

/**
 * Control and experimental values of each cell, joined, with the effect beside them.
 * @param better which difference is benefit; null where no test says so
 */
export function cellPictures(
  groups: TruthGroup[],
  better: 'higher' | 'lower' | null,
  words: Messages,
  layout: Layout,
): VegaLiteSpec[] {
  const first = groups[0]!.cell;
  const wide = layout === 'wide';
  const values = cellData(groups, words, layout);
  const sort = values.map((value) => value.row);
  const step = { step: Math.max(30, 14 * Math.max(...sort.map((row) => row.split('\n').length)) + 12) };
  const measure = words.measures[first.measure] ?? first.measure;
  const effectMeasure = words.measures[first.effectMeasure] ?? first.effectMeasure;
  const y = {
    field: 'row',
    type: 'nominal',
    sort,
    axis: { title: null, labelExpr: "split(datum.label, '\\n')", labelColor: ink.text, grid: true },
  };
  const x = {
    type: 'quantitative',
    scale: { zero: true, nice: true },
    axis: { title: null, grid: false, tickCount: wide ? 6 : 4 },
  };
  const ends = values.flatMap(({ row, control, experimental, i }) => [
    { row, i, arm: words.arm.control, value: control },
    { row, i, arm: words.arm.experimental, value: experimental },
  ]);
  const shapes = { domain: armScale(words).domain, range: ['circle', 'square'] };
  const arm = { field: 'arm', type: 'nominal', legend: {} };
  // The mark of control is the larger: it shows around that of the experimental arm where both stand at one value.
  const ofControl = `datum.arm === ${JSON.stringify(words.arm.control)}`;
  const size = { condition: { test: ofControl, value: 150 }, value: 50 };
  const texts = values.map(({ text }) => text ?? '');
  const beside =
    widest(
      sort.flatMap((row) => row.split('\n')),
      11,
    ) +
    widest(texts, 11) +
    90;
  const width = wide ? Math.min(310, Math.floor((columnWidth - beside) / 2)) : null;
  const dumbbell = {
    title: { text: words.panel(first.endpoint, measure), subtitle: words.chart.truth.values },
    data: { values },
    width: width ?? 210,
    height: step,
    layer: [
      {
        mark: { type: 'rule', strokeWidth: 2, color: ink.rule },
        encoding: { y, x: { ...x, field: 'low' }, x2: { field: 'high' } },
      },
      {
        data: { values: ends },
        mark: { type: 'point', filled: true, opacity: 1 },
        encoding: {
          y,
          x: { ...x, field: 'value' },
          color: { ...arm, scale: armScale(words) },
          shape: { ...arm, scale: shapes },
          size,
          tooltip: { field: 'i' },
        },
      },
    ],
  };
  const effects = values.filter((value) => value.effect !== null);
  if (effects.length === 0) return [dumbbell];
  const ratio = first.effectMeasure === 'hazard ratio';
  const domain = effectDomain(values, ratio);
  const ticks = [0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 10].filter(
    (tick) => tick >= domain[0] && tick <= domain[1],
  );
  const scale = ratio ? { type: 'log', domain, nice: false } : { domain, nice: false };
  const effectX = {
    type: 'quantitative',
    scale,
    axis: {
      title: null,
      grid: false,
      ...(ratio ? { values: ticks, format: '.12~g', labelOverlap: 'greedy' } : { tickCount: 4 }),
    },
  };
  const directions = words.chart.truth.effect;
  const sides = better === 'lower' ? 'differenceOfHarm' : 'difference';
  const forest = {
    title: {
      text: effectMeasure,
      ...(ratio || better !== null ? { subtitle: directions[ratio ? 'ratio' : sides] } : {}),
    },
    data: { values: effects },
    width: width ?? 190,
    height: step,
    layer: [
      {
        mark: { type: 'rule', color: ink.rule, strokeWidth: 1.5 },
        encoding: { x: { datum: ratio ? 1 : 0, type: 'quantitative', scale } },
      },
      {
        mark: { type: 'point', filled: true, opacity: 1, size: 80, shape: 'diamond', color: ink.text },
        encoding: {
          y: { ...y, axis: wide ? { ...y.axis, labels: false } : y.axis },
          x: { ...effectX, field: 'effect' },
          tooltip: { field: 'i' },
        },
      },
      {
        mark: { type: 'text', align: 'left', dx: 12 },
        encoding: { y, x: { value: 'width' }, text: { field: 'text' } },
      },
    ],
  };
  return wide ? [{ hconcat: [dumbbell, forest], spacing: 40 }] : [dumbbell, forest];
}

/** Share of the longer side that the other has at least: room for what it would favour. */
const EMPTY_SIDE = 0.35;

/** Ends of the scale of effects, with no effect between them; without an effect a part of what the outcome measures. */
function effectDomain(
  values: { effect: number | null; control: number | null }[],
  ratio: boolean,
): [number, number] {
  const effects = values.flatMap(({ effect }) => effect ?? []);
  const sizes = effects.map((effect) => (ratio ? Math.log(effect) : effect));
  const outcomes = values.map(({ control }) => 0.25 * Math.abs(control ?? 0));
  const least = ratio ? Math.log(1.5) : 0;
  const reach = 1.25 * Math.max(least, ...sizes.map(Math.abs)) || Math.max(...outcomes) || 1;
  const side = (sign: number) =>
    Math.max(EMPTY_SIDE * reach, least, ...sizes.map((size) => 1.25 * sign * size));
  const [low, high] = sizes.some((size) => size !== 0) ? [side(-1), side(1)] : [reach, reach];
  if (!ratio) return [-low, high];
  return [Number(Math.exp(-low).toPrecision(3)), Number(Math.exp(high).toPrecision(3))];
}
