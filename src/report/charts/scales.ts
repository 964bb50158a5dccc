import type { Quantity } from './drawing.ts';
import { isClosedForm } from './panelWords.ts';

/** Five significant digits: finer than a pixel, and a page carries every chart's data. */
export function drawable(value: number | null): number | null {
  return value === null ? null : Number(value.toPrecision(5));
}

/** Ticks of a probability. */
export const probabilityTicks = [0, 0.25, 0.5, 0.75, 1];

/** Probabilities of a panel up to which it is drawn on an axis of its own: errors of some percent lie on one line from 0 to 1. */
const RARE = 0.2;

/**
 * Domains and ticks of probabilities: from 0 to 1, or to 0.2 in panels in which no design, truth or interval comes above that (`rare`), so
 * that the same two scales serve all. Room at both ends, so that marks at 0 and 1 are whole.
 */
export function probabilities(quantities: Quantity[]) {
  const frequent = new Set(
    quantities.flatMap(({ panel, row }) =>
      Math.max(row.estimate ?? 0, row.upper ?? 0, isClosedForm(row) ? row.reference! : 0) > RARE
        ? [panel]
        : [],
    ),
  );
  const rare = (panel: string) => !frequent.has(panel);
  return {
    rare,
    some: quantities.some(({ panel }) => rare(panel)),
    domain: (panel: string): [number, number] => (rare(panel) ? [-0.006, 0.206] : [-0.03, 1.03]),
    ticks: (panel: string) => (rare(panel) ? [0, 0.05, 0.1, 0.15, 0.2] : probabilityTicks),
  };
}

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
