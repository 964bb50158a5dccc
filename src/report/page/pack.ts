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
  /** `narrow` holds only what differs from `wide`. */
  charts: Record<string, { wide: Json; narrow: Json }>;
}

/**
 * What must be laid over `wide` to make `narrow`: an object with the changed keys where both have the same keys (indices of equally
 * long lists included), else `{is: value}`; undefined where nothing differs.
 */
export function overlay(wide: Json, narrow: Json): Json | undefined {
  if (JSON.stringify(wide) === JSON.stringify(narrow)) return undefined;
  const isNode = (value: Json): value is Json[] | { [key: string]: Json } =>
    typeof value === 'object' && value !== null;
  if (!isNode(wide) || !isNode(narrow) || Array.isArray(wide) !== Array.isArray(narrow))
    return { is: narrow };
  const keys = Object.keys(wide);
  if (keys.join('\n') !== Object.keys(narrow).join('\n') || keys.includes('is')) return { is: narrow };
  const changed: { [key: string]: Json } = {};
  for (const key of keys) {
    const part = overlay((wide as Record<string, Json>)[key]!, (narrow as Record<string, Json>)[key]!);
    if (part !== undefined) changed[key] = part;
  }
  return changed;
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

/** Packs charts for the page: shared data once, and the second layout as its differences from the first. */
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
  const entries = charts.map((chart) => {
    const wide = strip(chart.wide);
    return [chart.name, { wide, narrow: overlay(wide, strip(chart.narrow)) ?? {} }] as const;
  });
  return { pool, charts: Object.fromEntries(entries) };
}
