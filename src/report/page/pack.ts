import type { Spec } from 'vega';
import type { PageChart } from './figure.ts';

/** A chart with its specifications compiled for both layouts. */
export interface CompiledChart extends PageChart {
  wide: Spec;
  narrow: Spec;
}

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Charts as the page carries them; `browserScript` puts them together again. */
interface PackedCharts {
  /** Data by columns, each list once; a specification says `{pool: index}` in its place. */
  pool: PackedRows[];
  /** What stands more than once in the specifications. */
  parts: Json[];
  charts: Record<string, { wide: Json; narrow: Json }>;
}

const isNode = (value: Json): value is Json[] | { [key: string]: Json } =>
  typeof value === 'object' && value !== null;

/** Shortest text that is worth a reference. */
const shortest = 24;

/**
 * Values with what they share written once: a subtree that stands more than once goes to `parts`, and `{$: index}` in its place. Parts
 * refer to earlier parts. Specifications of one report, and of its two layouts, differ little: this leaves less than half of them.
 *
 * @example share([[{ type: 'quantitative' }], [{ type: 'quantitative' }]])
 * // { parts: [[{ type: 'quantitative' }]], shared: [{ $: 0 }, { $: 0 }] }
 */
export function share(values: readonly Json[]): { parts: Json[]; shared: Json[] } {
  const shapeOf = shapes();
  const times = new Map<number, number>();
  const count = (node: Json) => {
    if (!isNode(node)) return;
    const { id } = shapeOf(node);
    times.set(id, (times.get(id) ?? 0) + 1);
    // What is inside a copy stands in its part.
    if (times.get(id) === 1) Object.values(node).forEach(count);
  };
  values.forEach(count);
  const parts: Json[] = [];
  const places = new Map<number, number>();
  const pack = (node: Json): Json => {
    if (!isNode(node)) return node;
    const { id, length } = shapeOf(node);
    const place = places.get(id);
    if (place !== undefined) return { $: place };
    const inner = Array.isArray(node)
      ? node.map(pack)
      : Object.fromEntries(Object.entries(node).map(([key, value]) => [key, pack(value)]));
    if (times.get(id)! < 2 || length < shortest) return inner;
    places.set(id, parts.push(inner) - 1);
    return { $: parts.length - 1 };
  };
  return { shared: values.map(pack), parts };
}

/** A value as far as `share` must know it: a number that equal values have in common, and the length of its JSON text. */
interface Shape {
  readonly id: number;
  readonly length: number;
}

/** Shapes from the leaves up, each node once: the whole text of every subtree would be written anew at each of its levels. */
function shapes(): (node: Json) => Shape {
  const numbers = new Map<string, Shape>();
  const known = new Map<Json, Shape>();
  const numbered = (text: string, length: number): Shape => {
    const found = numbers.get(text);
    if (found !== undefined) return found;
    const shape = { id: numbers.size, length };
    numbers.set(text, shape);
    return shape;
  };
  const shapeOf = (node: Json): Shape => {
    if (!isNode(node)) {
      const text = JSON.stringify(node);
      return numbered(text, text.length);
    }
    const before = known.get(node);
    if (before !== undefined) return before;
    const keys = Array.isArray(node) ? null : Object.keys(node).map((key) => `${JSON.stringify(key)}:`);
    const inner = Object.values(node).map(shapeOf);
    const text = inner.map(({ id }, i) => `${keys?.[i] ?? ''}#${id}`).join();
    const length = inner.reduce((sum, part, i) => sum + part.length + (keys?.[i]?.length ?? 0) + 1, 1);
    const shape = numbered(keys === null ? `[${text}]` : `{${text}}`, inner.length === 0 ? 2 : length);
    known.set(node, shape);
    return shape;
  };
  return shapeOf;
}

/**
 * Rows by columns, a third of their size. A column is `v`, a value a row, or `d` and `i`, distinct values and the index of each row's;
 * `at` are the rows that have it, where not all do.
 */
export interface PackedRows {
  rows: number;
  columns: { key: string; at?: number[]; v?: Json[]; d?: Json[]; i?: number[] }[];
}

const isRow = (value: Json): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** @example packRows([{ a: 'x' }, { a: 'x' }]) // { rows: 2, columns: [{ key: 'a', d: ['x'], i: [0, 0] }] } */
export function packRows(rows: { [key: string]: Json }[]): PackedRows {
  const keys = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const columns = keys.map((key) => {
    const at = rows.flatMap((row, r) => (key in row ? [r] : []));
    const values = at.map((r) => rows[r]![key]!);
    const places = at.length === rows.length ? {} : { at };
    const distinct = [...new Set(values)];
    if (distinct.length > values.length / 2) return { key, ...places, v: values };
    const index = new Map(distinct.map((value, i) => [value, i]));
    return { key, ...places, d: distinct, i: values.map((value) => index.get(value)!) };
  });
  return { rows: rows.length, columns };
}

/** Packs charts for the page: data and what specifications have in common once. */
export function packCharts(charts: CompiledChart[]): PackedCharts {
  const pool: PackedRows[] = [];
  const seen = new Map<string, number>();
  const strip = (spec: Spec): Json => {
    const { description: _, ...rest } = JSON.parse(JSON.stringify(spec)) as { [key: string]: Json };
    for (const data of rest.data as { [key: string]: Json }[]) {
      if (!Array.isArray(data.values) || !data.values.every(isRow)) continue;
      const text = JSON.stringify(data.values);
      const index = seen.get(text) ?? pool.push(packRows(data.values)) - 1;
      seen.set(text, index);
      data.values = { pool: index };
    }
    return rest;
  };
  const { parts, shared } = share(charts.flatMap(({ wide, narrow }) => [strip(wide), strip(narrow)]));
  const entries = charts.map(
    ({ name }, i) => [name, { wide: shared[2 * i]!, narrow: shared[2 * i + 1]! }] as const,
  );
  return { pool, parts, charts: Object.fromEntries(entries) };
}
