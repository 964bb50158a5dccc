import type { z } from 'zod';
import type { Checker } from './faults.ts';
import { nearest } from './nearest.ts';
import type { Path } from './path.ts';
import { placeInSchema } from './schema/walk.ts';

/** Words of the language that later versions will give a meaning. */
const RESERVED = ['correlation'];

/** A zod issue with unions taken apart. */
type Issue =
  | { kind: 'type'; path: Path; expected: string[] }
  | { kind: 'values'; path: Path; values: string[] }
  | { kind: 'keys'; path: Path; keys: string[] }
  | { kind: 'range'; path: Path }
  | { kind: 'empty'; path: Path }
  | { kind: 'format'; path: Path };

/**
 * Checks the shape of a value against a schema. Faults of shape mark their place as broken; a number out of range and
 * an unknown key do not, since what builds on them can still be checked.
 *
 * @param value the plain value of the document the checker knows
 * @param described the schema to take words and known keys from, where `schema` is a part of it
 */
export function checkShape(
  schema: z.ZodType,
  value: unknown,
  checker: Checker,
  described: z.ZodType = schema,
): void {
  const result = schema.safeParse(value);
  if (result.success) return;
  const issues = result.error.issues.flatMap(open);
  // Unknown keys first: a key that one of them was meant to be is not missing.
  for (const issue of issues) if (issue.kind === 'keys') reportKeys(issue, described, value, checker);
  for (const issue of issues) if (issue.kind !== 'keys') report(issue, described, value, checker);
}

type KeysIssue = Extract<Issue, { kind: 'keys' }>;

function reportKeys({ path, keys }: KeysIssue, schema: z.ZodType, value: unknown, checker: Checker): void {
  const known = placeInSchema(schema, path).keys;
  for (const key of keys) {
    const here = [...path, key];
    if (RESERVED.includes(key)) {
      checker.add('reserved', here, { name: key }, 'key');
      continue;
    }
    const suggestion = nearest(key, known);
    checker.add('unknown-key', here, { name: key, suggestion, known }, 'key');
    if (suggestion !== null && valueAt(value, [...path, suggestion]) === undefined) {
      checker.markBroken([...path, suggestion]);
    }
  }
}

function report(issue: Exclude<Issue, KeysIssue>, schema: z.ZodType, value: unknown, checker: Checker): void {
  const { path } = issue;
  const place = placeInSchema(schema, path);
  if (issue.kind === 'range') {
    checker.add('out-of-range', path, { bound: place.bound, hint: place.hint });
    return;
  }
  const found = valueAt(value, path);
  if (found === undefined) {
    if (checker.readable(path))
      checker.add('missing', path, { name: String(path.at(-1) ?? ''), hint: place.hint });
  } else if (typeof found === 'number' && !Number.isFinite(found)) {
    checker.add('not-finite', path, { hint: place.hint });
  } else if (issue.kind === 'values') {
    const suggestion = typeof found === 'string' ? nearest(found, issue.values) : null;
    checker.add('not-one-of', path, { known: issue.values, suggestion });
  } else if (issue.kind === 'format') checker.add('bad-format', path, { hint: place.hint });
  else {
    const expected = issue.kind === 'empty' ? 'a list with at least one entry' : typeWords(issue.expected);
    checker.add('wrong-type', path, { expected, hint: place.hint });
  }
  checker.markBroken(path);
}

function valueAt(value: unknown, path: Path): unknown {
  let here = value;
  for (const key of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key)) return undefined;
    here = (here as Record<string | number, unknown>)[key];
  }
  return here;
}

const TYPES: Record<string, string> = {
  number: 'a number',
  int: 'a whole number',
  string: 'text',
  array: 'a list',
  object: 'a table',
  record: 'a table',
  tuple: 'a list of numbers',
};

function typeWords(expected: string[]): string {
  const words = [...new Set(expected.map((type) => TYPES[type] ?? type))];
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** Turns a zod issue into our own; of a union, keeps the alternative that the value comes nearest to. */
function open(issue: z.core.$ZodIssue): Issue[] {
  const path = issue.path as Path;
  switch (issue.code) {
    case 'unrecognized_keys':
      return [{ kind: 'keys', path, keys: issue.keys }];
    case 'too_small':
    case 'too_big':
      return [{ kind: issue.origin === 'array' ? 'empty' : 'range', path }];
    case 'invalid_value':
      return [{ kind: 'values', path, values: issue.values.map(String) }];
    case 'invalid_type':
      return [{ kind: 'type', path, expected: [issue.expected] }];
    case 'invalid_union':
      return nearestAlternative(issue.errors.map((errors) => errors.flatMap(open))).map((inner) => ({
        ...inner,
        path: [...path, ...inner.path],
      }));
    default:
      return [{ kind: 'format', path }];
  }
}

function nearestAlternative(alternatives: Issue[][]): Issue[] {
  const other = (issue: Issue) =>
    issue.path.length === 0 && (issue.kind === 'type' || issue.kind === 'values');
  const entered = alternatives.filter((issues) => !issues.every(other));
  if (entered.length > 0) {
    return entered.reduce((best, issues) => (issues.length < best.length ? issues : best));
  }
  const all = alternatives.flat();
  const values = all.flatMap((issue) => (issue.kind === 'values' ? issue.values : []));
  if (values.length > 0) return [{ kind: 'values', path: [], values }];
  return [
    {
      kind: 'type',
      path: [],
      expected: all.flatMap((issue) => (issue.kind === 'type' ? issue.expected : [])),
    },
  ];
}
