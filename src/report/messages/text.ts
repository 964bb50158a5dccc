import type { Axis, LocalText, ScenarioResult } from '../../operating-characteristics/result.ts';
import { parsePath } from '../../scenario/path.ts';
import { plain } from '../format.ts';
import type { Language, Messages } from './messages.ts';

/** The author's text in a language; English where there is none in that language. */
export function localText(text: LocalText, language: Language): string {
  return (language === 'zh' ? text.zh : undefined) ?? text.en;
}

/**
 * Name of a swept parameter: known words are translated, with the author's own names (`EGFR prevalence`) kept. A population (`M-`)
 * alone says nothing: it stands after what is swept in it, `hazard ratio M-`.
 */
export function parameterName({ name, paths }: Pick<Axis, 'name' | 'paths'>, words: Messages): string {
  const exact = words.parameters[name];
  if (exact !== undefined) return exact;
  // Several keys of the path, where the last alone would not tell this axis from another.
  const keys = name.split('.');
  if (keys.length > 1 && keys.every((key) => key !== '' && !/^\d/.test(key)))
    return keys.map((key) => words.parameters[key] ?? key).join(' ');
  const known = Object.keys(words.parameters).find((key) => name.endsWith(` ${key}`));
  if (known !== undefined) return `${name.slice(0, -known.length)}${words.parameters[known]}`;
  if (!/[+-]$/.test(name) || paths.length === 0) return name;
  const parsed = parsePath(paths[0]!);
  const parent = 'keys' in parsed && parsed.keys.at(-1) === name ? parsed.keys.at(-2) : undefined;
  return parent === undefined ? name : `${words.parameters[parent] ?? parent} ${name}`;
}

/** A swept value as text. */
export function settingValue(value: number | string): string {
  return typeof value === 'number' ? plain(value) : value;
}

/** `prevalence 0.6 and sensitivity 0.95`: a point of the sweep in words; '' without a sweep. */
export function settingsText(
  result: ScenarioResult,
  values: Record<string, number | string>,
  words: Messages,
  axes = result.axes,
): string {
  return words.settings(
    axes.map((axis) => words.setting(parameterName(axis, words), settingValue(values[axis.name]!))),
  );
}

/** The base point in words, with where its values come from: the scenario file or the middle of the sweep. '' without a sweep. */
export function baseText(result: ScenarioResult, words: Messages): string {
  const { values } = result.points[result.base]!;
  const stated = result.axes.filter((axis) => axis.stated === values[axis.name]);
  const middle = result.axes.filter((axis) => axis.stated !== values[axis.name]);
  return words.list([
    ...(stated.length === 0 ? [] : [words.base.stated(settingsText(result, values, words, stated))]),
    ...(middle.length === 0 ? [] : [words.base.middle(settingsText(result, values, words, middle))]),
  ]);
}

/** A population in words: `all` is everybody, anything else stands as the author wrote it. */
export function populationName(population: string, words: Messages): string {
  return population === 'all' ? words.everyone : population;
}
