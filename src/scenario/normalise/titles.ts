import type { Checker } from '../faults.ts';
import type { LocalText, ScenarioPoint } from '../model.ts';
import { nearest } from '../nearest.ts';
import type { FrameInput } from '../schema/scenario.ts';
import { readLocalText } from './localText.ts';

/**
 * What reports call names: each must be a name of the scenario, at some point of the sweep, and no two may be called the same. A variant
 * that no longer has a name, such as a value it does not sweep, need not take back the title of it in the file that it extends.
 */
export function readTitles(
  inputs: FrameInput['titles'],
  points: readonly ScenarioPoint[],
  checker: Checker,
): Record<string, LocalText> {
  if (inputs === undefined || !checker.sound(['titles'])) return {};
  const titles = Object.fromEntries(
    Object.entries(inputs).map(([name, text]) => [name, readLocalText(text)!]),
  );
  // What could not be read may hold the name: with other faults a name is not called unknown.
  if (checker.faults.count > 0) return titles;
  const known = [...new Set(points.flatMap(namesAt))];
  for (const [name, text] of Object.entries(titles)) {
    if (known.includes(name)) {
      const twice = (['en', 'zh'] as const).find(
        (language) => sharer(language, name, titles, known) !== null,
      );
      if (twice !== undefined) {
        const other = sharer(twice, name, titles, known)!;
        checker.add('title-twice', ['titles', name], { text: text[twice] ?? text.en, other });
      }
    } else if (checker.inherited(['titles', name])) {
      delete titles[name];
    } else {
      const parameters = { what: 'name', name, suggestion: nearest(name, known), known };
      checker.add('unknown-name', ['titles', name], parameters, 'key');
    }
  }
  return titles;
}

/** Another name that reports in the language would write the same; null if there is none. */
function sharer(
  language: 'en' | 'zh',
  name: string,
  titles: Record<string, LocalText>,
  known: readonly string[],
): string | null {
  const shown = (one: string) => {
    if (!Object.hasOwn(titles, one)) return one;
    return titles[one][language] ?? titles[one].en;
  };
  return known.find((other) => other !== name && shown(other) === shown(name)) ?? null;
}

/** Everything that a scenario names at a point, but for designs and programs, which have titles of their own; and the swept values. */
function namesAt({ values, truth, designs, programs }: ScenarioPoint): string[] {
  return [
    ...Object.keys(values),
    ...Object.values(designs).flatMap(({ trials, claims, metrics }) => [
      ...trials.flatMap(({ name, tests }) => [
        ...(name === '' ? [] : [name]),
        ...tests.flatMap((test) => [test.name, ...(test.basket === null ? [] : [test.basket.test])]),
      ]),
      ...claims.map(({ label }) => label),
      ...metrics.map(({ name }) => name),
    ]),
    ...Object.values(programs).flatMap(({ steps }) =>
      steps.flatMap(({ outcomes }) => outcomes.map(({ label }) => label)),
    ),
    ...Object.keys(truth.markers),
    ...Object.keys(truth.scores ?? {}),
    ...Object.entries(truth.strata).flatMap(([factor, levels]) => [factor, ...Object.keys(levels)]),
    ...Object.keys(truth.endpoints),
    ...Object.keys(truth.externalCohorts ?? {}),
  ];
}
