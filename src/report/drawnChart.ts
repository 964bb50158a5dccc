import type { Spec } from 'vega';
import type { ScenarioResult } from '../operating-characteristics/result.ts';
import { type Chart, type VegaLiteSpec, withTitle } from './charts/chart.ts';
import { charts } from './charts/index.ts';
import { readable, sheetsOf } from './charts/sheets.ts';
import type { Language } from './messages/messages.ts';
import type { PageChart } from './page/figure.ts';
import type { CompiledChart } from './page/pack.ts';
import { compileSpec, equallyWide, heightOf, renderSvg, widthOf } from './svg.ts';

/** A chart, for the page and as a picture of its own with title and ground. What takes long is made when a form first asks for it. */
export interface DrawnChart {
  name: string;
  chart: Chart;
  wide: () => Promise<Spec>;
  narrow: () => Promise<Spec>;
  sheets: () => Promise<string[]>;
  titled: VegaLiteSpec;
  titledSvg: () => Promise<string>;
}

/** What is made at most once. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** The still pictures of a chart: no broader than paper can show readably, several where one would be taller than a page of paper. */
async function sheetsOfChart(wide: VegaLiteSpec, compiled: Spec, name: string): Promise<string[]> {
  const first = await renderSvg(compiled, name);
  const spec = readable(wide, widthOf(first));
  const whole = spec === wide ? first : await renderSvg(await compileSpec(spec), name);
  const parts = sheetsOf(spec, heightOf(whole));
  if (parts.length === 1) return [whole];
  const drawn: string[] = [];
  for (const [s, part] of parts.entries())
    drawn.push(await renderSvg(await compileSpec(part), `${name}-${s}`));
  return equallyWide(drawn);
}

/** Null where the result holds nothing that the chart could show. */
export function drawnChart(result: ScenarioResult, language: Language, name: string): DrawnChart | null {
  const wide = charts[name]!(result, language, 'wide');
  const narrow = charts[name]!(result, language, 'narrow');
  if (wide === null || narrow === null) return null;
  const titled = withTitle(wide);
  const compiled = once(() => compileSpec(wide.spec));
  return {
    name,
    chart: wide,
    wide: compiled,
    narrow: once(() => compileSpec(narrow.spec)),
    sheets: once(async () => sheetsOfChart(wide.spec, await compiled(), name)),
    titled,
    titledSvg: once(async () => renderSvg(await compileSpec(titled), name)),
  };
}

/** The charts of a report, one after the other: Vega numbers the parts of a picture by a count of the thread. */
export async function each<T>(drawn: DrawnChart[], make: (chart: DrawnChart) => Promise<T>): Promise<T[]> {
  const made: T[] = [];
  for (const chart of drawn) made.push(await make(chart));
  return made;
}

export const pageChart = async ({ name, chart, sheets }: DrawnChart): Promise<PageChart> => ({
  name,
  chart,
  sheets: await sheets(),
});

export const compiledChart = async (drawn: DrawnChart): Promise<CompiledChart> => ({
  ...(await pageChart(drawn)),
  wide: await drawn.wide(),
  narrow: await drawn.narrow(),
});
