import type { VegaLiteSpec } from './chart.ts';

/** Px of a wide drawing that fill a page of A4 with its letters still readable: 178 x 215 mm at 850 px a line. */
const PAGE = 1030;

/**
 * The specification of a chart that is `height` px tall in parts for paper, each as many rows of its panels as a page holds: a taller
 * picture would be shrunk until nobody could read it. One part where it fits, or is of one piece.
 */
export function sheetsOf(spec: VegaLiteSpec, height: number): VegaLiteSpec[] {
  const key = ['vconcat', 'concat'].find((name) => Array.isArray(spec[name]));
  if (height <= PAGE || key === undefined) return [spec];
  const panels = spec[key] as unknown[];
  const columns = key === 'vconcat' ? 1 : Number(spec.columns ?? panels.length);
  const rows = Math.ceil(panels.length / columns);
  const sheets = Math.min(rows, Math.ceil(height / PAGE));
  const held = Math.ceil(rows / sheets) * columns;
  return Array.from({ length: Math.ceil(panels.length / held) }, (_, s) => ({
    ...spec,
    [key]: panels.slice(s * held, (s + 1) * held),
  }));
}
