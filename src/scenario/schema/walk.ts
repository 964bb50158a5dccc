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
    options?: readonly z.ZodType[];
    innerType?: z.ZodType;
    entries?: Record<string, string>;
  };
  bag: { minimum?: number; maximum?: number; exclusiveMinimum?: number; exclusiveMaximum?: number };
}

const inside = (schema: z.ZodType): Inside => schema._zod as unknown as Inside;

/** The alternatives that a schema stands for: unions opened, optional taken off. */
function alternatives(schema: z.ZodType): z.ZodType[] {
  const { def } = inside(schema);
  if (def.type === 'union') return def.options!.flatMap(alternatives);
  if (def.type === 'optional') return alternatives(def.innerType!);
  return [schema];
}

function step(schema: z.ZodType, key: string | number): z.ZodType | undefined {
  const { def } = inside(schema);
  if (def.type === 'object') return def.shape![key] ?? def.catchall;
  if (def.type === 'record') return def.valueType;
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
    documented = here.find((one) => one.meta()?.description !== undefined) ?? documented;
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
  const { bag } = inside(schema);
  const parts: string[] = [];
  if (bag.exclusiveMinimum !== undefined) parts.push(`above ${bag.exclusiveMinimum}`);
  else if (isShown(bag.minimum)) parts.push(`at least ${bag.minimum}`);
  if (bag.exclusiveMaximum !== undefined) parts.push(`below ${bag.exclusiveMaximum}`);
  else if (isShown(bag.maximum)) parts.push(`at most ${bag.maximum}`);
  return parts.join(' and ');
}

/** zod bounds whole numbers by the largest safe one, which nobody wants to read about. */
const isShown = (bound: number | undefined): bound is number =>
  bound !== undefined && Math.abs(bound) < 2 ** 50;
