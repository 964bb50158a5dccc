import type { Spec } from 'vega';
import type { TopLevelSpec } from 'vega-lite';
import type { VegaLiteSpec } from './charts/chart.ts';
import { escapeHtml } from './page/html.ts';
import { textWidth } from './textWidth.ts';
import { fontFamily } from './theme.ts';

let loading: Promise<{ vega: typeof import('vega'); vegaLite: typeof import('vega-lite') }> | undefined;

/** Vega takes 150 ms to load: only a report pays for it, once. */
async function load() {
  loading ??= Promise.all([import('vega'), import('vega-lite')]).then(([vega, vegaLite]) => {
    const metrics = (vega as unknown as { textMetrics: { width: (item: TextItem, text: string) => number } })
      .textMetrics;
    metrics.width = (item, text) =>
      textWidth(
        String(text ?? item.text ?? '').trim(),
        item.fontSize ?? 11,
        String(item.fontWeight ?? '').startsWith('bold') || Number(item.fontWeight) >= 600,
      );
    return { vega, vegaLite };
  });
  return loading;
}

interface TextItem {
  text?: unknown;
  fontSize?: number;
  fontWeight?: string | number;
}

/** Compiles a Vega-Lite specification to Vega, so that the page need not carry Vega-Lite. Warnings of the compiler are faults. */
export async function compileSpec(spec: VegaLiteSpec): Promise<Spec> {
  const { vegaLite } = await load();
  const faults: string[] = [];
  const note = (...text: readonly unknown[]) => {
    faults.push(text.join(' '));
    return logger;
  };
  const quiet = () => logger;
  const logger = { level: quiet, error: note, warn: note, info: quiet, debug: quiet };
  // Line separators of Unicode in a name would end the string of an expression.
  const text = JSON.stringify(spec).replace(/[\u2028\u2029]/g, ' ');
  const compiled = vegaLite.compile(JSON.parse(text) as TopLevelSpec, { logger: logger as never });
  if (faults.length > 0) throw new Error(`chart specification: ${faults.join('; ')}`);
  return compiled.spec as Spec;
}

/**
 * Draws a compiled specification as an SVG text, without a canvas: the same bytes on every machine, because widths of text come
 * from a fixed table and coordinates are rounded to 0.01 px.
 * @param name prefix of the ids inside, so that several pictures can stand in one page
 */
export async function renderSvg(compiled: Spec, name: string): Promise<string> {
  const { vega } = await load();
  vega.resetSVGDefIds();
  const view = new vega.View(vega.parse(compiled), { renderer: 'none' });
  const svg = await view.toSVG();
  view.finalize();
  return slim(svg, String(compiled.description ?? '')).replace(
    /(id="|url\(#)(clip|gradient|pattern)/g,
    `$1${name}-$2`,
  );
}

/** Width in px of a drawn SVG. */
export const widthOf = (svg: string): number => Number(/ width="([\d.]+)"/.exec(svg)?.[1] ?? 0);

/** Height in px of a drawn SVG. */
export const heightOf = (svg: string): number => Number(/ height="([\d.]+)"/.exec(svg)?.[1] ?? 0);

/** Pictures of one chart with the width of the widest, so that a page that shrinks them shrinks them alike. */
export function equallyWide(svgs: string[]): string[] {
  const width = Math.max(...svgs.map(widthOf));
  return svgs.map((svg) =>
    svg
      .replace(/ width="[\d.]+"/, ` width="${width}"`)
      .replace(/ viewBox="0 0 [\d.]+ /, ` viewBox="0 0 ${width} `),
  );
}

/**
 * Drops what Vega writes for its own use and rounds coordinates to 0.01 px: a third of the bytes, and no last digit that could
 * differ between machines. The text between tags is left alone.
 */
function slim(svg: string, description: string): string {
  const font = ` font-family="${fontFamily}"`;
  return (
    svg
      .replace(/<[^>]+>/g, (tag) =>
        tag
          .replace(/-?\d+\.\d{3,}(?:e[-+]?\d+)?/g, (number) => String(Number(Number(number).toFixed(2)) + 0))
          .replace(/ (?:class|role|pointer-events|aria-[a-z]+)="[^"]*"| opacity="1"/g, '')
          .replace(font, ''),
      )
      // A path without paint is Vega's place-holder for a group's ground.
      .replace(/<path d="[^"]*"(?: display="none")?\/>/g, '')
      .replace(markGroup, (_, group: string, marks: string) => hoist(group, marks))
      .replace('<svg', () => `<svg${font} role="img" aria-label="${escapeHtml(description)}"`)
  );
}

const markGroup = /<g([^>]*)>((?:<(?:line|path|text) [^>]*?(?:\/>|>[^<]*<\/text>)){2,})<\/g>/g;
const inherited = / (?:fill|stroke|stroke-width|stroke-dasharray|font-size|font-weight|text-anchor)="[^"]*"/g;

/** Moves what all marks of a group have in common to the group. Opacity stays: on a group it would blend the marks together first. */
function hoist(group: string, marks: string): string {
  const tags = marks.match(/<(?:line|path|text) [^>]*>/g)!;
  const common = (tags[0]!.match(inherited) ?? []).filter(
    (attribute) =>
      !group.includes(`${attribute.split('=')[0]}=`) && tags.every((tag) => tag.includes(attribute)),
  );
  const lean = marks.replace(/<(?:line|path|text) [^>]*>/g, (tag) =>
    common.reduce((rest, attribute) => rest.replace(attribute, ''), tag),
  );
  return `<g${group}${common.join('')}>${lean}</g>`;
}
