import type { z } from 'zod';
import type { Path } from '../path.ts';

/** The parts of a zod schema that are read here (zod 4 keeps them under `_zod`). */
interface Inside {
  def: {
    type: string;
    shape?: Record<string, z.ZodType>;
    catchall?: z.ZodType;
    keyType?: z.ZodType;
    valueType?: z.ZodType;
    element?: z.ZodType;
    items?: readonly z.ZodType[];
    options?: readonly z.ZodType[];
    innerType?: z.ZodType;
    entries?: Record<string, string>;
    checks?: readonly { _zod: { def: { check: string; value?: number; inclusive?: boolean } } }[];
  };
}

const inside = (schema: z.ZodType): Inside => schema._zod as unknown as Inside;

/** The alternatives that a schema stands for: unions opened, optional taken off. */
function alternatives(schema: z.ZodType): z.ZodType[] {
  const { def } = inside(withoutOptional(schema));
  return def.type === 'union' ? def.options!.flatMap(alternatives) : [withoutOptional(schema)];
}

function withoutOptional(schema: z.ZodType): z.ZodType {
  const { def } = inside(schema);
  return def.type === 'optional' ? withoutOptional(def.innerType!) : schema;
}

function step(schema: z.ZodType, key: string | number): z.ZodType | undefined {
  const { def } = inside(schema);
  if (def.type === 'object') return def.shape![key] ?? def.catchall;
  if (def.type === 'record') return def.valueType;
  if (def.type === 'tuple') return def.items![Number(key)];
  return def.type === 'array' ? def.element : undefined;
}

/** What the schema says of a place in the document. */
export interface SchemaPlace {
  /** Keys that a table there may have; empty where names are free. */
  keys: string[];
  /** What goes there, in words: meaning, unit, example. */
  hint: string;
  /** Range of a number there, in words; '' without one. */
  bound: string;
}

/** Looks a path up in a schema. */
export function placeInSchema(schema: z.ZodType, path: Path): SchemaPlace {
  let here = [schema];
  let documented: z.ZodType = schema;
  for (const key of path) {
    here = here.flatMap(alternatives).flatMap((one) => step(one, key) ?? []);
    documented = here.map(withoutOptional).find((one) => one.meta()?.description !== undefined) ?? documented;
  }
  const open = here.flatMap(alternatives);
  return {
    keys: [...new Set(open.flatMap(keysOf))],
    hint: hintOf(documented),
    bound: open.map(boundOf).find((text) => text !== '') ?? '',
  };
}

function keysOf(schema: z.ZodType): string[] {
  const { def } = inside(schema);
  if (def.type === 'object') return Object.keys(def.shape!);
  const entries = def.type === 'record' ? inside(def.keyType!).def.entries : undefined;
  return entries === undefined ? [] : Object.values(entries);
}

function hintOf(schema: z.ZodType): string {
  const { description, unit, examples } = (schema.meta() ?? {}) as {
    description?: string;
    unit?: string;
    examples?: unknown[];
  };
  if (description === undefined) return '';
  const example = examples === undefined ? '' : `e.g. ${JSON.stringify(examples[0])}`;
  const notes = [unit ?? '', example].filter((text) => text !== '').join(', ');
  return notes === '' ? description : `${description} (${notes})`;
}

function boundOf(schema: z.ZodType): string {
  const checks = (inside(schema).def.checks ?? []).map((check) => check._zod.def);
  const lower = checks.find((one) => one.check === 'greater_than');
  const upper = checks.find((one) => one.check === 'less_than');
  const parts: string[] = [];
  if (lower !== undefined) parts.push(`${lower.inclusive ? 'at least' : 'above'} ${lower.value}`);
  if (upper !== undefined) parts.push(`${upper.inclusive ? 'at most' : 'below'} ${upper.value}`);
  return parts.join(' and ');
}
