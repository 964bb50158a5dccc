import type { LocalText, ScenarioResult } from '../../operating-characteristics/result.ts';
import { plain } from '../format.ts';
import type { Language, Messages } from './messages.ts';

/** The author's text in a language; English where there is none in that language. */
export function localText(text: LocalText, language: Language): string {
  return (language === 'zh' ? text.zh : undefined) ?? text.en;
}

/** Name of a swept parameter: known words are translated, with the author's own names (`EGFR prevalence`) kept. */
export function parameterName(name: string, words: Messages): string {
  const exact = words.parameters[name];
  if (exact !== undefined) return exact;
  const known = Object.keys(words.parameters).find((key) => name.endsWith(` ${key}`));
  return known === undefined ? name : `${name.slice(0, -known.length)}${words.parameters[known]}`;
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
    axes.map((axis) => words.setting(parameterName(axis.name, words), settingValue(values[axis.name]!))),
  );
}

/** A population in words: `all` is everybody, anything else stands as the author wrote it. */
export function populationName(population: string, words: Messages): string {
  return population === 'all' ? words.everyone : population;
}
