import type { Axis, ScenarioResult } from '../../operating-characteristics/result.ts';
import { dimensionsOf, stepOf } from '../sweep.ts';

/** Swept values that a chart has no room to draw, and between which a reader of the page can switch. */
export interface Switch {
  /** Steps of the held dimensions at a point, e.g. `2,0`: marks of one text are drawn together. */
  key: (point: number) => string;
  /** [stride, length] of each held dimension, from which the page computes the text. */
  dimensions: [number, number][];
}

/** The switch over held axes; null where nothing is held, or an axis is held that was zipped with one that is drawn. */
export function switchOf(result: ScenarioResult, held: Axis[]): Switch | null {
  const dimensions = dimensionsOf(result).filter(({ axes }) => axes.some((axis) => held.includes(axis)));
  const whole = dimensions.every(({ axes }) => axes.every((axis) => held.includes(axis)));
  if (dimensions.length === 0 || !whole) return null;
  return {
    key: (point) => dimensions.map((dimension) => stepOf(dimension, point)).join(),
    dimensions: dimensions.map(({ stride, length }) => [stride, length]),
  };
}

/** What the specification of a chart with a switch has beside its marks: the signal, and how the page computes it. */
export function steered(params: readonly object[], { key, dimensions }: Switch, base: number) {
  return { params: [...params, { name: 'held', value: key(base) }], usermeta: { held: dimensions } };
}
