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
  /** Data, each list once; a specification says `{pool: index}` in its place. */
  pool: Json[];
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

/** Packs charts for the page: shared data once, and the second layout as its differences from the first. */
export function packCharts(charts: CompiledChart[]): PackedCharts {
  const pool: Json[] = [];
  const seen = new Map<string, number>();
  const strip = (spec: Spec): Json => {
    const { description: _, ...rest } = JSON.parse(JSON.stringify(spec)) as { [key: string]: Json };
    for (const data of rest.data as { [key: string]: Json }[]) {
      if (!Array.isArray(data.values)) continue;
      const text = JSON.stringify(data.values);
      const index = seen.get(text) ?? pool.push(data.values) - 1;
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
