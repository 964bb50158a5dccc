import type { Axis, LocalText, ScenarioResult } from '../../operating-characteristics/result.ts';
import { parsePath } from '../../scenario/path.ts';
import { plain } from '../format.ts';
import { spaced } from './han.ts';
import type { Language, Messages } from './messages.ts';

/** `Rare tumours - what then?` with a dash that no line begins with. */
const dashed = (text: string): string => text.replaceAll(' - ', '\u00a0\u2013 ');

/**
 * The author's text in a language; English where there is none in that language. Plain text is the same in all. A folded line of
 * Chinese leaves no space; a hyphen between words is a dash.
 */
export function localText(text: string | LocalText, language: Language): string {
  if (typeof text === 'string') return dashed(text);
  return dashed(language === 'zh' && text.zh !== undefined ? spaced(text.zh) : text.en);
}

/** A key that is a population: `M-`, `tumour = lung`, `all` that no other key is for. */
const OF_PATIENTS = /[+-]$|[=<>]|^all$/;

/**
 * Name of a swept parameter: known words are translated, with the author's own names (`EGFR prevalence`) kept. A population (`M-`)
 * or a score alone says nothing: what is swept in it stands beside it, `M- hazard ratio`.
 */
export function parameterName(axis: Pick<Axis, 'name' | 'paths' | 'shown'>, words: Messages): string {
  if (axis.shown !== undefined) return axis.shown;
  const name = nameOfPath(axis, words);
  return name === 'all' ? name : populationName(name, words);
}

/** What is swept in words, the populations in it as the scenario writes them. */
function nameOfPath({ name, paths }: Pick<Axis, 'name' | 'paths'>, words: Messages): string {
  const exact = words.parameters[name];
  if (exact !== undefined) return exact;
  // Several keys of the path, where the last alone would not tell this axis from another.
  const keys = name.split('.');
  if (keys.length > 1 && keys.every((key) => key !== '' && !/^\d/.test(key))) {
    const called = keys.map((key) => words.parameters[key] ?? key);
    const last = called.pop()!;
    return OF_PATIENTS.test(keys.at(-1)!)
      ? words.parameterOf(called.join(' '), last)
      : spaced([...called, last].join(' '));
  }
  const known = Object.keys(words.parameters).find((key) => name.endsWith(` ${key}`));
  if (known !== undefined) return `${name.slice(0, -known.length)}${words.parameters[known]}`;
  if (paths.length === 0) return name;
  const parsed = parsePath(paths[0]!);
  const parent = 'keys' in parsed && parsed.keys.at(-1) === name ? parsed.keys.at(-2) : undefined;
  const ofPatients = OF_PATIENTS.test(name) || parent?.endsWith(' per sd') === true;
  return parent === undefined || !ofPatients
    ? name
    : words.parameterOf(words.parameters[parent] ?? parent, name);
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

/**
 * A population in words: `all` is everybody, and the signs of an expression are words; its names stand as the author wrote them.
 * @example populationName('M+ & (a | b)', messages('en')) // M+ and (a or b)
 */
export function populationName(population: string, words: Messages): string {
  if (population === 'all') return words.everyone;
  const { and, or, not, truly } = words.expression;
  return spaced(
    population
      .replaceAll(' & ', ` ${and} `)
      .replaceAll(' | ', ` ${or} `)
      .replaceAll(' >= ', ' \u2265 ')
      .replace(/(?<=^|[( ])not (?=\S)/g, `${not} `)
      .replace(/(?<=^|[( ])true (?=\S)/g, `${truly} `),
  );
}

/** Whom a claim or an end promises benefit, in words: null for nobody, undefined where nothing is said. */
export const promisedTo = (promised: string | null, words: Messages): string | null | undefined =>
  promised === null ? undefined : promised === 'none' ? null : populationName(promised, words);

/** What is stratified by or adjusted for, as a list in words. */
export const factorsText = (factors: readonly string[], words: Messages): string =>
  words.list(factors.map((factor) => populationName(factor, words)));

/** Forms in which estimands are named, the more special before the more general. */
const estimandForms: [RegExp, (words: Messages['estimands'], ...parts: string[]) => string][] = [
  [/^(.+) under control$/, (words, of) => words.underControl(of!)],
  [/^treatment effect in (.+)$/, (words, of) => words.effect(of!)],
  [/^difference between (.+) and (.+)$/, (words, a, b) => words.difference(a!, b!)],
  [/^interaction between (.+) and (.+)$/, (words, a, b) => words.interactionBetween(a!, b!)],
  [/^(.+) against the fixed value$/, (words, of) => words.fixed(of!)],
  [/^(.+) (?:at the target mix|\(target mix\))$/, (words, of) => words.targetMix(of!)],
  [/^(.+) \(assay\)$/, (words, of) => words.byAssay(of!)],
  [/^(.+) \(enrolled mix\)$/, (words, of) => words.enrolledMix(of!)],
  [/^(.+) \(population mix\)$/, (words, of) => words.populationMix(of!)],
  [/^responders in (.+)$/, (words, of) => words.responders(of!)],
  [/^true (.+)$/, (words, of) => words.truly(of!)],
  [/^(\S+) interaction$/, (words, marker) => words.interaction(marker!)],
];
const againstCohort = /^(.+) against (.+)$/;
/** What a single arm shows of all is of those whom it enrols, who may be a marker's positives only. */
const ofEnrolled = /^(?:treatment effect in all|(?:responders in )?all against .+)$/;

/** An estimand in words; a name of another form stands as it is. */
export function estimandName(name: string, words: Messages): string {
  if (ofEnrolled.test(name)) return estimandName(name.replace(/\ball\b/, words.estimands.allEnrolled), words);
  for (const [form, say] of estimandForms) {
    const parts = form.exec(name);
    if (parts !== null)
      return say(words.estimands, ...parts.slice(1).map((part) => estimandName(part, words)));
  }
  const [, of, cohort] = againstCohort.exec(name) ?? [];
  return of === undefined
    ? populationName(name, words)
    : words.estimands.cohort(populationName(of, words), cohort!);
}
