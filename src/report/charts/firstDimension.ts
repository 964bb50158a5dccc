import type { Axis, ScenarioResult } from '../../operating-characteristics/result.ts';
import { headlinePoint } from '../lookup.ts';
import type { Messages } from '../messages/messages.ts';
import { parameterName, settingsText, settingValue } from '../messages/text.ts';
import { dimensionsOf } from '../sweep.ts';

/** What runs along a chart: the first swept parameter with all that were zipped with it; the others are held. */
export interface FirstDimension {
  /** Name, of several parameters joined. */
  name: string;
  /** Steps in order; texts where several parameters make a step. */
  steps: (number | string)[];
  /** The step that a point is at. */
  stepOf: (point: number) => number | string;
  /** Points at which the other parameters are as at the headline. */
  shown: ReadonlySet<number>;
  /** What is held, in words; '' where nothing is. */
  held: string;
}

/** Null without a sweep. */
export function firstDimension(result: ScenarioResult, words: Messages): FirstDimension | null {
  const [first, ...others] = dimensionsOf(result);
  if (first === undefined) return null;
  const at = headlinePoint(result).values;
  const held = others.flatMap(({ axes }) => axes);
  const shown = result.points.filter(({ values }) => held.every(({ name }) => values[name] === at[name]));
  const text = (axes: Axis[], point: number) =>
    axes.map(({ name }) => settingValue(result.points[point]!.values[name]!)).join(' / ');
  const [only] = first.axes;
  const stepOf = (point: number) =>
    first.axes.length === 1 ? result.points[point]!.values[only!.name]! : text(first.axes, point);
  return {
    name: first.axes.map((axis) => parameterName(axis, words)).join(' / '),
    steps: [...new Set(shown.map(({ index }) => stepOf(index)))],
    stepOf,
    shown: new Set(shown.map(({ index }) => index)),
    held: held.length === 0 ? '' : settingsText(result, at, words, held),
  };
}
