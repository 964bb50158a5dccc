import { textWidth } from '../textWidth.ts';
import type { Cell, Quantity } from './drawing.ts';
import { isClosedForm } from './panelWords.ts';

/** Five significant digits: finer than a pixel, and a page carries every chart's data. */
export function drawable(value: number | null): number | null {
  return value === null ? null : Number(value.toPrecision(5));
}

/** Ticks of a probability. */
export const probabilityTicks = [0, 0.25, 0.5, 0.75, 1];

/** Probabilities of a cell up to which it is drawn on an axis of its own: errors of some percent lie on one line from 0 to 1. */
const RARE = 0.2;

/**
 * Domains and ticks of probabilities: from 0 to 1, or to 0.2 in cells in which no design, truth or interval comes above that (`rare`), so
 * that the same two scales serve all. Room at both ends, so that marks at 0 and 1 are whole.
 */
export function probabilities(quantities: Quantity[]) {
  const frequent = quantities.filter(
    ({ row }) => Math.max(row.estimate ?? 0, row.upper ?? 0, isClosedForm(row) ? row.reference! : 0) > RARE,
  );
  const rare = (cell: Cell) =>
    !frequent.some(({ panel, row }) => panel === cell.panel && cell.points.has(row.point));
  return {
    rare,
    domain: (cell: Cell): [number, number] => (rare(cell) ? [-0.006, 0.206] : [-0.03, 1.03]),
    ticks: (cell: Cell) => (rare(cell) ? [0, 0.05, 0.1, 0.15, 0.2] : probabilityTicks),
  };
}

/** Px between two labels of an axis, so that they are read as two. */
const APART = 5;

/**
 * How many ticks an axis along x can have, at most so many, before a label would be left out for want of room: steps of 1, 2 or 5, as
 * d3 takes them (Vega's ticks are d3's).
 *
 * @example ticksThatFit([0, 0.35], 120, 4, (value) => `${100 * value}%`) // 2: 0%, 20%
 */
export function ticksThatFit(
  [low, high]: [number, number],
  width: number,
  most: number,
  text: (value: number) => string,
): number {
  for (let count = most; count > 1; count--) {
    const rough = (high - low) / count;
    const power = 10 ** Math.floor(Math.log10(rough));
    const times = rough / power;
    const step =
      power * (times >= Math.sqrt(50) ? 10 : times >= Math.sqrt(10) ? 5 : times >= Math.SQRT2 ? 2 : 1);
    const first = Math.ceil(low / step);
    const last = Math.floor(high / step);
    const labels = Array.from({ length: last - first + 1 }, (_, k) =>
      textWidth(text((first + k) * step), 11, false),
    );
    if (Math.max(...labels) + APART <= (step / (high - low)) * width) return count;
  }
  return 1;
}

/** Of evenly spaced ticks every one, every second or fourth, as their labels have room: the first and, of 0 to 1, the last among them. */
export function fewTicks(
  ticks: readonly number[],
  [low, high]: [number, number],
  width: number,
  text: (value: number) => string,
): number[] {
  const widest = Math.max(...ticks.map((tick) => textWidth(text(tick), 11, false))) + APART;
  const fits = (kept: number[]) =>
    kept.length < 2 || ((kept[1]! - kept[0]!) / (high - low)) * width >= widest;
  const thinned = [1, 2, 4].map((every) => ticks.filter((_, t) => t % every === 0));
  return thinned.find(fits) ?? thinned.at(-1)!;
}

/** A domain for each panel around its estimates, intervals, spreads, true values and the baseline, with room at both ends. */
export function domainsAround(quantities: Quantity[], baseline?: number): (cell: Cell) => [number, number] {
  return ({ panel: wanted }) => {
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
