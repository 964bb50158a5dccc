import type { EachTest } from '../expandEach.ts';
import type { Checker } from '../faults.ts';
import type { Path } from '../path.ts';
import type { Names } from './names.ts';

/** What every step of normalisation needs. */
export interface Context {
  checker: Checker;
  names: Names;
  /** Whether what a design extends, and its preset, are known: if not, what is missing may be no fault of its own. */
  complete(path: Path): boolean;
  /** Tests that stand for a level of a factor, by their path. */
  each: ReadonlyMap<string, EachTest>;
}

/**
 * The one key of `keys` that a table has; a fault, and null, where it has none or several.
 */
export function exactlyOne<K extends string>(
  checker: Checker,
  table: Partial<Record<K, unknown>>,
  keys: readonly K[],
  path: Path,
): K | null {
  const present = keys.filter((key) => table[key] !== undefined);
  if (present.length === 1) return present[0];
  if (present.length > 1) checker.add('several-of', [...path, present[1]], { keys: present }, 'key');
  else if (!checker.hasUnknownKey(path)) checker.add('none-of', path, { keys }, 'key');
  return null;
}

/** A name that keeps its place in JavaScript objects and in paths. */
export function checkName(checker: Checker, what: string, name: string, path: Path): void {
  if (/^\d+$/.test(name)) checker.add('bad-name', path, { what, rule: 'must not be a whole number' }, 'key');
  else if (name.trim() !== name || name === '' || /[\n\t]/.test(name)) {
    checker.add('bad-name', path, { what, rule: 'must be one line without spaces at its ends' }, 'key');
  }
}
