import type { Axis, Point, ScenarioResult } from '../../operating-characteristics/result.ts';
import { messages } from '../messages/index.ts';
import type { Language } from '../messages/messages.ts';
import { parameterName, settingValue } from '../messages/text.ts';
import { dimensionsOf } from '../sweep.ts';

/** Between the values of parameters that were walked through together. */
export const together = ' / ';

const views: Record<Language, WeakMap<ScenarioResult, ScenarioResult>> = {
  en: new WeakMap(),
  zh: new WeakMap(),
};

/**
 * The result as charts see it: parameters that the sweep walks through together (`zip`) are one axis, `0.65 / 1`, because a grid of
 * them would be empty but for its diagonal. The same object where none were.
 */
export function walked(result: ScenarioResult, language: Language): ScenarioResult {
  const dimensions = dimensionsOf(result);
  if (dimensions.every(({ axes }) => axes.length === 1)) return result;
  const known = views[language].get(result);
  if (known !== undefined) return known;
  const words = messages(language);
  const text = (axes: Axis[], values: Point['values']) =>
    axes.map(({ name }) => settingValue(values[name]!)).join(together);
  const axes = dimensions.map(({ axes: own, length, stride }): Axis => {
    if (own.length === 1) return own[0]!;
    const stated = own.map((axis) => axis.stated);
    return {
      name: own.map((axis) => parameterName(axis, words)).join(together),
      paths: [],
      values: Array.from({ length }, (_, step) => text(own, result.points[step * stride]!.values)),
      stated: stated.includes(null) ? null : stated.map((value) => settingValue(value!)).join(together),
    };
  });
  const points = result.points.map(
    (point): Point => ({
      ...point,
      values: Object.fromEntries(
        dimensions.map(({ axes: own }, i) => [
          axes[i]!.name,
          own.length === 1 ? point.values[own[0]!.name]! : text(own, point.values),
        ]),
      ),
    }),
  );
  const view = { ...result, axes, points };
  views[language].set(result, view);
  return view;
}
