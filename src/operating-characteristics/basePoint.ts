import type { Scenario, Axis as SweptAxis } from '../scenario/model.ts';
import { parsePath } from '../scenario/path.ts';
import type { Axis } from './result.ts';

/** What the file says at a swept path, in the form in which an axis has its values; null where it says nothing. */
function statedAt(document: unknown, path: string): number | string | null {
  const parsed = parsePath(path);
  if ('problem' in parsed) return null;
  let node: unknown = document;
  for (const key of parsed.keys) {
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, key)) return null;
    node = (node as Record<string, unknown>)[key];
  }
  if (node === null || node === undefined) return null;
  return typeof node === 'number' || typeof node === 'string' ? node : JSON.stringify(node);
}

/** The axes of a result: one for each swept path, with what the file itself says there. */
export function resultAxes({ axes, document }: Scenario): Axis[] {
  return axes.flatMap(({ names, paths, steps, weights }) =>
    names.map(
      (name, i): Axis => ({
        name,
        paths: [paths[i]],
        values: steps.map((step) => step[i]),
        stated: statedAt(document, paths[i]),
        ...(weights === undefined || i > 0 ? {} : { weights }),
      }),
    ),
  );
}

/**
 * The point that a report opens with: every axis at the step that the file itself states, or, where none of its steps is
 * that, at its middle step (of an even number the upper middle one).
 *
 * @returns index into the points of the scenario, a grid with the first axis slowest
 */
export const basePoint = (scenario: Scenario): number => pointAt(scenario, []);

/** The point at given steps, one an axis; null or none: as `basePoint` has it. */
export function pointAt({ axes, document }: Scenario, steps: readonly (number | null)[]): number {
  const stepOf = ({ paths, steps }: SweptAxis) => {
    const stated = paths.map((path) => statedAt(document, path));
    const found = steps.findIndex((step) => step.every((value, i) => value === stated[i]));
    return found < 0 ? Math.floor(steps.length / 2) : found;
  };
  return axes.reduce((index, axis, i) => index * axis.steps.length + (steps[i] ?? stepOf(axis)), 0);
}
