import type { Quantity } from './drawing.ts';

/** Five significant digits: finer than a pixel, and a page carries every chart's data. */
export function drawable(value: number | null): number | null {
  return value === null ? null : Number(value.toPrecision(5));
}

/** Domain and ticks of a probability: room at both ends, so that marks at 0 and 1 are whole. */
export const probability = { domain: (): [number, number] => [-0.03, 1.03], ticks: [0, 0.25, 0.5, 0.75, 1] };

/** A domain for each panel around its estimates, intervals and the baseline, with room at both ends. */
export function domainsAround(quantities: Quantity[], baseline: number): (panel: string) => [number, number] {
  return (wanted) => {
    let low = baseline;
    let high = baseline;
    for (const { panel, row } of quantities) {
      if (panel !== wanted) continue;
      for (const value of [row.lower, row.estimate, row.upper]) {
        if (value === null) continue;
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    const room = (high - low || Math.abs(baseline) * 0.02 || 0.01) * 0.1;
    return [low - room, high + room];
  };
}
