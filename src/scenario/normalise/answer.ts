import type { Checker } from '../faults.ts';
import type { AnswerPart, Axis, Design, ScenarioPoint } from '../model.ts';
import { nearest } from '../nearest.ts';
import type { FrameInput } from '../schema/scenario.ts';
import { readLocalText } from './localText.ts';

/** What the answer tells first: names must be the scenario's own at some point, and truths those of its sweep. */
export function readAnswer(
  inputs: FrameInput['answer'],
  points: readonly ScenarioPoint[],
  axes: readonly Axis[],
  checker: Checker,
): AnswerPart[] {
  if (inputs === undefined || !checker.sound(['answer'])) return [];
  // What could not be read may hold the name.
  const known = checker.faults.count > 0 ? null : [...new Set(points.flatMap(analysesAt))];
  const claims = checker.faults.count > 0 ? null : [...new Set(points.flatMap(claimsAt))];
  return inputs.map(({ metric, of = '', estimand, given, at = {}, reaches, as }, i) => {
    const called = readLocalText(as);
    if (of !== '' && known !== null && !known.includes(of)) {
      const parameters = { what: 'test, claim or outcome', name: of, suggestion: nearest(of, known), known };
      checker.add('unknown-name', ['answer', i, 'of'], parameters);
    }
    if (given !== undefined && claims !== null && !claims.includes(given)) {
      const parameters = { what: 'claim', name: given, suggestion: nearest(given, claims), known: claims };
      checker.add('unknown-name', ['answer', i, 'given'], parameters);
    }
    const toReach = reaches && {
      axis: axisOf(reaches.along, axes, ['answer', i, 'reaches', 'along'], checker),
      steps: stepsAt(reaches['as at'], axes, ['answer', i, 'reaches', 'as at'], checker),
    };
    return {
      metric: given === undefined ? metric : `${metric} given claim ${given}`,
      of,
      estimand: estimand ?? null,
      steps: stepsAt(at, axes, ['answer', i, 'at'], checker),
      ...(toReach && { reaches: toReach }),
      ...(called && { as: called }),
    };
  });
}

type Path = (string | number)[];

function unknownSwept(
  name: string,
  axes: readonly Axis[],
  path: Path,
  on: 'key' | undefined,
  checker: Checker,
) {
  const swept = axes.flatMap(({ names }) => names);
  checker.add(
    'unknown-name',
    path,
    { what: 'swept value', name, suggestion: nearest(name, swept), known: swept },
    on,
  );
}

/** The axis that a swept value is on; 0 where there is none of the name, which is a fault. */
function axisOf(name: string, axes: readonly Axis[], path: Path, checker: Checker): number {
  const found = axes.findIndex(({ names }) => names.includes(name));
  if (found < 0) unknownSwept(name, axes, path, undefined, checker);
  return Math.max(0, found);
}

/** Step on each axis at a truth; null where the file's own is meant. */
function stepsAt(
  at: Record<string, number | string>,
  axes: readonly Axis[],
  path: Path,
  checker: Checker,
): (number | null)[] {
  const swept = axes.flatMap(({ names }) => names);
  for (const name of Object.keys(at))
    if (!swept.includes(name)) unknownSwept(name, axes, [...path, name], 'key', checker);
  return axes.map(({ names, steps: all }) => {
    const told = names.flatMap((name, n) => (Object.hasOwn(at, name) ? [{ name, n }] : []));
    if (told.length === 0) return null;
    const step = all.findIndex((values) => told.every(({ name, n }) => values[n] === at[name]));
    if (step < 0) {
      const { name, n } = told[told.length - 1];
      checker.add('answer-truth', [...path, name], { values: all.map((own) => String(own[n])) });
    }
    return step;
  });
}

const claimsAt = ({ designs }: ScenarioPoint): string[] =>
  Object.values(designs).flatMap(({ claims }) => claims.map(({ label }) => label));

const testsOf = ({ trials }: Design): string[] =>
  trials.flatMap(({ tests }) => tests.map(({ name }) => name));

/** Everything that a quantity can be of at a point: tests, levels together, claims, metrics and outcomes. */
function analysesAt({ designs, programs }: ScenarioPoint): string[] {
  return [
    ...Object.values(designs).flatMap(({ trials, claims, metrics }) => [
      ...trials.flatMap(({ name: trial, tests }) => [
        ...(trial === '' ? [] : [trial]),
        ...tests.flatMap(({ name, basket }) => [
          name,
          ...(trial === '' ? [] : [`${trial}/${name}`]),
          ...(basket === null ? [] : [basket.test]),
        ]),
      ]),
      ...claims.map(({ label }) => label),
      ...metrics.map(({ name }) => name),
    ]),
    ...Object.values(programs).flatMap(({ steps }) =>
      steps.flatMap(({ design: run, outcomes }) => [
        run,
        // What a program says of a later trial: `confirm: M+`, of its tests as of its outcomes.
        ...testsOf(designs[run]).map((test) => `${run}: ${test}`),
        ...outcomes.flatMap(({ label }) => [label, `${run}: ${label}`]),
      ]),
    ),
  ];
}
