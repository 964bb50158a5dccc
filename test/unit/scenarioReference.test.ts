import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { ENGLISH } from '../../src/errors.ts';
import { charts } from '../../src/report/charts/index.ts';
import { schemaJson } from '../../src/scenario/jsonSchema.ts';
import { referenceMarkdown } from '../../src/scenario/reference.ts';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');

describe('files made from the schema are fresh', () => {
  it('markersim.schema.json: else run `npx markersim schema > src/scenario/markersim.schema.json`', () => {
    expect(read('../../src/scenario/markersim.schema.json')).toBe(schemaJson());
  });

  it('REFERENCE.md: else run `npx markersim schema --reference > src/scenario/REFERENCE.md`', () => {
    expect(read('../../src/scenario/REFERENCE.md')).toBe(referenceMarkdown());
  });
});

interface Node {
  properties?: Record<string, Node>;
  description?: string;
  $ref?: string;
  [key: string]: unknown;
}

describe('the JSON Schema', () => {
  const schema = JSON.parse(schemaJson()) as Node;

  it('lets a scenario ask for every chart that there is', () => {
    const report = schema.properties?.report as { items: { enum: string[] } };
    expect([...report.items.enum].sort()).toEqual(Object.keys(charts).sort());
  });

  it('says what every key means', () => {
    const silent: string[] = [];
    const walk = (node: unknown, path: string): void => {
      if (typeof node !== 'object' || node === null) return;
      const { properties } = node as Node;
      for (const [key, field] of Object.entries(properties ?? {})) {
        if (field.description === undefined) silent.push(`${path}.${key}`);
      }
      for (const [key, inner] of Object.entries(node)) walk(inner, `${path}.${key}`);
    };
    walk(schema, '');
    expect(silent).toEqual([]);
  });

  it('knows every key of the first sketch', () => {
    const sketch = parseDocument(read('../golden/scenario/sketch-1.yaml')).toJS() as Record<string, unknown>;
    expect(unknownKeys(sketch, schema, schema, '')).toEqual([]);
    expect(unknownKeys({ ...sketch, titel: 1 }, schema, schema, '')).toEqual(['.titel']);
  });
});

/** A reader of the few JSON Schema words that the file uses: keys that no alternative knows. */
function unknownKeys(value: unknown, node: Node, root: Node, path: string): string[] {
  const here = resolve(node, root);
  const options = here.anyOf as Node[] | undefined;
  if (options !== undefined) {
    const results = options
      .filter((one) => fits(value, resolve(one, root)))
      .map((one) => unknownKeys(value, one, root, path));
    return results.reduce(
      (best, one) => (one.length < best.length ? one : best),
      results[0] ?? [`${path} fits nothing`],
    );
  }
  if (Array.isArray(value))
    return value.flatMap((item, i) => unknownKeys(item, (here.items ?? {}) as Node, root, `${path}.${i}`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const field = here.properties?.[key] ?? (here.additionalProperties as Node | boolean | undefined);
    if (field === undefined || field === false)
      return here.properties === undefined ? [] : [`${path}.${key}`];
    return field === true ? [] : unknownKeys(inner, field as Node, root, `${path}.${key}`);
  });
}

function resolve(node: Node, root: Node): Node {
  if (node.$ref === undefined) return node;
  return (root.$defs as Record<string, Node>)[node.$ref.split('/').at(-1)!];
}

function fits(value: unknown, node: Node): boolean {
  if (Array.isArray(value)) return node.type === 'array' || node.anyOf !== undefined;
  if (typeof value === 'object') return node.type === 'object' || node.anyOf !== undefined;
  return node.type !== 'array' && node.type !== 'object';
}

describe('the message catalogue', () => {
  it('every message is provoked by a test', () => {
    const tests = [
      'Adaptive',
      'Conduct',
      'Faults',
      'Extends',
      'Match',
      'Mix',
      'Baskets',
      'Cohorts',
      'Estimates',
      'Prior',
    ]
      .map((name) => read(`./scenario${name}.test.ts`))
      .join('');
    const provoked = `${tests}${read('../golden/scenario/faults.json')}`;
    const silent = Object.keys(ENGLISH).filter((code) => !new RegExp(`['"\`]${code}['" ]`).test(provoked));
    expect(silent).toEqual([]);
  });
});
