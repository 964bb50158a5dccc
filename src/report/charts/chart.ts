import type { ScenarioResult } from '../../operating-characteristics/result.ts';
import type { Language } from '../messages/messages.ts';
import { wrap } from '../wrap.ts';

/** A Vega-Lite specification as plain data; tests hold every one against the schema that vega-lite ships. */
export type VegaLiteSpec = Record<string, unknown>;

/** `wide` for a desk, print and the SVG files (about 860 px), `narrow` for a phone (about 320 px). Both show the same data. */
export type Layout = 'wide' | 'narrow';

/** A chart with what a reader needs who cannot see it. */
export interface Chart {
  title: string;
  /** Specification without title, so that the page can set its own heading; see `withTitle`. */
  spec: VegaLiteSpec;
  /** What the picture shows, in words and numbers. */
  alt: string;
  /** How to read it, what was held fixed and what was left out. Nothing is hidden without a note. */
  notes: string[];
  /** The drawn numbers as text. */
  table: { columns: string[]; rows: string[][] };
}

/** Builds a chart, or null where the result holds nothing that it could show. Pure. */
export type ChartBuilder = (result: ScenarioResult, language: Language, layout?: Layout) => Chart | null;

/** Half-ems of a subtitle line that the narrowest wide chart (about 700 px) still holds. */
const subtitleWidth = 115;

/**
 * The specification as a picture of its own: title, the reading notes as subtitle, a white ground, and tooltips of the fields in
 * place of the row numbers that only the page can look up.
 */
export function withTitle(chart: Chart): VegaLiteSpec {
  const text = JSON.stringify(chart.spec, (key, value) => (key === 'tooltip' ? undefined : value));
  const spec = JSON.parse(text) as VegaLiteSpec;
  return {
    ...spec,
    config: { ...(spec.config as object), mark: { tooltip: true } },
    background: '#ffffff',
    title: {
      text: chart.title,
      subtitle: chart.notes.flatMap((note) => wrap(note, subtitleWidth)),
      fontSize: 15,
      subtitlePadding: 4,
      offset: 14,
      anchor: 'start',
      frame: 'bounds',
    },
  };
}
