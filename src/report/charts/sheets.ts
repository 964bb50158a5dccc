import type { VegaLiteSpec } from './chart.ts';

/** Px of a wide drawing that fill a page of A4 with its letters still readable: 178 x 215 mm at 850 px a line. */
const PAGE = 1030;

/** A picture up to this height stays whole: about half a page of paper is the most that it can leave empty before it. */
const WHOLE = 0.55 * PAGE;

/** The parts of a taller one are about so tall at most, so that two or three fill a page. Each repeats the legend. */
const PART = 0.4 * PAGE;

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
  const sheets = Math.min(rows, Math.ceil(height / PART));
  const held = Math.ceil(rows / sheets) * columns;
  const parts = Math.ceil(panels.length / held);
  return Array.from({ length: parts }, (_, s) => ({
    ...spec,
    // The first part says what the whole shows: said by each it would be heard, and stand in the file, as often.
    ...(s > 0 && { description: `${s + 1}/${parts}` }),
    [key]: panels.slice(s * held, (s + 1) * held),
  }));
}
