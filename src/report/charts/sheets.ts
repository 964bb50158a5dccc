import type { VegaLiteSpec } from './chart.ts';

/** Px of a drawing of `READABLE` px across that fill a page of A4: 178 x 240 mm with its heading. */
const PAGE = 1000;

/** A picture up to this height stays whole: what paper can leave empty before it is less than half a page. */
const WHOLE = 0.4 * PAGE;

/** The parts of a taller one are about so tall at most, so that two or three fill a page. Each repeats the legend. */
const PART = 0.36 * PAGE;

/**
 * Px across beyond which paper would make a chart's smallest letters (11 px) smaller than 7 pt: 642 px of a Word page hold
 * 11 * 0.75 * 642 / 7 of them, the page's PDF, which is broader, more.
 */
const READABLE = 756;

/** No panel is made narrower than this share of itself: ticks and labels have to find their places. */
const NARROWEST = 0.75;

const partsOf = (
  spec: VegaLiteSpec,
): { key: 'vconcat' | 'hconcat' | 'concat'; panels: VegaLiteSpec[] } | null => {
  for (const key of ['vconcat', 'hconcat', 'concat'] as const)
    if (Array.isArray(spec[key])) return { key, panels: spec[key] as VegaLiteSpec[] };
  return null;
};

/** Px of the panels that stand beside each other, without what stands between and around them. */
function panelsAcross(spec: VegaLiteSpec): number {
  if (spec.facet !== undefined) return Number(spec.columns ?? 1) * panelsAcross(spec.spec as VegaLiteSpec);
  const parts = partsOf(spec);
  if (parts === null) return typeof spec.width === 'number' ? spec.width : 0;
  const { key, panels } = parts;
  const columns =
    key === 'vconcat' ? 1 : key === 'hconcat' ? panels.length : Number(spec.columns ?? panels.length);
  const across = panels.map(panelsAcross);
  return Math.max(
    ...across.map((_, i) =>
      i % columns === 0 ? across.slice(i, i + columns).reduce((sum, width) => sum + width, 0) : 0,
    ),
  );
}

function withPanels(spec: VegaLiteSpec, share: number): VegaLiteSpec {
  if (spec.facet !== undefined) return { ...spec, spec: withPanels(spec.spec as VegaLiteSpec, share) };
  const parts = partsOf(spec);
  if (parts !== null) return { ...spec, [parts.key]: parts.panels.map((panel) => withPanels(panel, share)) };
  return typeof spec.width === 'number' ? { ...spec, width: Math.floor(spec.width * share) } : spec;
}

/**
 * The specification of a chart that is `width` px across with panels so narrow that paper need not shrink its letters: what stands around the panels
 * keeps its size. As it is where it is narrow enough.
 */
export function readable(spec: VegaLiteSpec, width: number): VegaLiteSpec {
  const across = panelsAcross(spec);
  if (width <= READABLE || across === 0) return spec;
  return withPanels(spec, Math.max(NARROWEST, (READABLE - (width - across)) / across));
}

/**
 * The specification of a chart that is `height` px tall in parts for paper, each of whole rows of its panels: pages cannot be filled with
 * tall pictures, and one that is taller than a page would be shrunk until nobody could read it. One part where it is low, or of one
 * piece.
 */
export function sheetsOf(spec: VegaLiteSpec, height: number): VegaLiteSpec[] {
  const key = ['vconcat', 'concat'].find((name) => Array.isArray(spec[name]));
  if (height <= WHOLE || key === undefined) return [spec];
  const panels = spec[key] as unknown[];
  const columns = key === 'vconcat' ? 1 : Number(spec.columns ?? panels.length);
  const rows = Math.ceil(panels.length / columns);
  // A part may be a little taller where it would else be much lower.
  const held = Math.max(1, Math.floor((PART * rows) / height + 0.45));
  const sheets = Math.ceil(rows / held);
  if (sheets < 2) return [spec];
  // As many rows in each as in the others, or one more: no last row alone where that can be.
  const start = (sheet: number) => Math.ceil((sheet * rows) / sheets) * columns;
  return Array.from({ length: sheets }, (_, s) => ({
    ...spec,
    // The first part says what the whole shows: said by each it would be heard, and stand in the file, as often.
    ...(s > 0 && { description: `${s + 1}/${sheets}` }),
    [key]: panels.slice(start(s), start(s + 1)),
  }));
}
