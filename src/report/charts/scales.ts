import type { Quantity } from './drawing.ts';

/** Five significant digits: finer than a pixel, and a page carries every chart's data. */
export function drawable(value: number | null): number | null {
  return value === null ? null : Number(value.toPrecision(5));
}

/** Domain and ticks of a probability: room at both ends, so that marks at 0 and 1 are whole. */
export const probability = { domain: (): [number, number] => [-0.03, 1.03], ticks: [0, 0.25, 0.5, 0.75, 1] };

/** A domain for each panel around its estimates, intervals, spreads, true values and the baseline, with room at both ends. */
export function domainsAround(
  quantities: Quantity[],
  baseline?: number,
): (panel: string) => [number, number] {
  return (wanted) => {
    const values = quantities.flatMap(({ panel, row, spread }) =>
      panel !== wanted
        ? []
        : [
            row.lower,
            row.estimate,
            row.upper,
            ...(spread === undefined ? [] : [spread.low.estimate, spread.high.estimate]),
            row.reference_kind === 'true value' ? row.reference : null,
          ].flatMap((value) => value ?? []),
    );
    if (baseline !== undefined) values.push(baseline);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const room = (high - low || Math.abs(high) * 0.02 || 0.01) * 0.1;
    return [low - room, high + room];
  };
}
