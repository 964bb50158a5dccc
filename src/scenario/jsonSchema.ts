import { z } from 'zod';
import { fileSchema } from './schema/scenario.ts';

/** A JSON Schema node, with the notes of ours that editors pass over (unit, otherwise, exactlyOneOf). */
export interface SchemaNode {
  type?: string | string[];
  description?: string;
  unit?: string;
  default?: unknown;
  otherwise?: string;
  examples?: unknown[];
  exactlyOneOf?: string[];
  enum?: unknown[];
  const?: unknown;
  $ref?: string;
  properties?: Record<string, SchemaNode>;
  additionalProperties?: SchemaNode | boolean;
  items?: SchemaNode;
  propertyNames?: SchemaNode;
  anyOf?: SchemaNode[];
  required?: string[];
  $defs?: Record<string, SchemaNode>;
}

/** The JSON Schema of a scenario file with `required` kept. */
export function fullSchema(): SchemaNode {
  const schema = z.toJSONSchema(fileSchema, {
    io: 'input',
    override: ({ jsonSchema }) => {
      // Keys are free text; bounds of safe integers are of no use to an editor.
      if ((jsonSchema.propertyNames as SchemaNode | undefined)?.enum === undefined)
        delete jsonSchema.propertyNames;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  }) as SchemaNode;
  return withoutNameless(schema);
}

/** Writes definitions that zod had to invent a name for (a list of timings inside a timing) out where they are used. */
function withoutNameless(schema: SchemaNode): SchemaNode {
  const definitions = Object.entries(schema.$defs ?? {});
  const nameless = new Map(
    definitions.filter(([name]) => name.startsWith('__')).map(([n, d]) => [`#/$defs/${n}`, d]),
  );
  const $defs = Object.fromEntries(definitions.filter(([name]) => !name.startsWith('__')));
  const inline = (_: string, value: SchemaNode | null) => nameless.get(value?.$ref ?? '') ?? value;
  return JSON.parse(JSON.stringify({ ...schema, $defs }, inline as never));
}

/**
 * The JSON Schema file for editors: keys, types, ranges, meanings. What must be there is left to `markersim validate`,
 * since a file that varies another one gives only what it changes, and null where it removes.
 *
 * @returns JSON text that ends in a newline
 */
export function schemaJson(): string {
  const schema = { title: 'MarkerSim scenario', ...fullSchema() };
  const text = JSON.stringify(
    schema,
    (key, value) => (key === 'required' && Array.isArray(value) ? undefined : value),
    2,
  );
  return `${text}\n`;
}
