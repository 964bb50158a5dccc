import { deflateSync } from 'fflate';
import type { ScenarioResult } from '../../operating-characteristics/result.ts';
import { csvField } from '../csv.ts';
import { tidyColumns } from '../tidy.ts';
import { type CompiledChart, packCharts } from './pack.ts';

/** What the page carries as data. */
export interface Payload {
  /** Packed JSON. */
  text: string;
  /** Names of the charts that are interactive. */
  live: Set<string>;
  /** How the embedded results are written: with all digits, rounded, or not there. */
  digits: 'all' | 'rounded' | 'none';
  /** Whether the scenario's file is among it. */
  scenario: boolean;
}

/**
 * The tidy table by columns, from which the page writes the CSV when it is asked for: a third of the CSV's size. A column is
 * `{d, i}`, distinct CSV fields and the index of each row's, or `{v}`, one number or null a row.
 */
function packTable(result: ScenarioResult, digits: number | undefined) {
  return tidyColumns(result).map(({ name, values }) => {
    const fields = values.map((value) => csvField(value, digits));
    const distinct = [...new Set(fields)];
    if (distinct.length > values.length / 4 && values.every((value) => typeof value !== 'string')) {
      return {
        name: csvField(name, undefined),
        v: fields.map((text) => (text === '' ? null : Number(text))),
      };
    }
    const index = new Map(distinct.map((text, position) => [text, position]));
    return { name: csvField(name, undefined), d: distinct, i: fields.map((text) => index.get(text)!) };
  });
}

/**
 * Text deflated, in letters that can stand in a page: a third of what it was. Not by zlib: what it writes depends on its build and
 * on the processor, and a report is the same bytes on every machine.
 */
export function packedText(text: string): string {
  return Buffer.from(deflateSync(Buffer.from(text, 'utf8'), { level: 9 })).toString('base64');
}

/** As much as fits into `room` bytes: the scenario and the charts' specifications first, then the results with all digits, else rounded, else not. */
export function payloadOf(result: ScenarioResult, charts: CompiledChart[], room: number): Payload {
  let live = charts;
  let packed = packCharts(live);
  const file = result.scenario.file;
  const pack = (csv?: unknown) =>
    packedText(
      JSON.stringify({
        base: result.base,
        ...(file === undefined ? {} : { scenario: file }),
        ...packed,
        ...(csv === undefined ? {} : { csv }),
      }),
    );
  const scenario = file !== undefined;
  const fits = (text: string) => text.length <= room;
  const names = () => new Set(live.map(({ name }) => name));
  while (live.length > 0 && !fits(pack())) {
    live = live.slice(0, -1);
    packed = packCharts(live);
  }
  for (const [digits, significant] of [
    ['all', undefined],
    ['rounded', 6],
  ] as const) {
    const text = pack(packTable(result, significant));
    if (fits(text)) return { text, live: names(), digits, scenario };
  }
  return { text: pack(), live: names(), digits: 'none', scenario };
}
