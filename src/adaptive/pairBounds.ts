import { stageIntersection } from './stageIntersection.ts';

const STEP = 1 / 8;
const LEAST = -1;
const CELLS = 56;
const SHARES = 32;
/** More than rounding of the exact value. */
const ROUNDING = 1e-11;

/** Bounds of the z of a Spiessens-Debois test, of which the exact value takes a quadrature. */
export interface PairBounds {
  /** @param greatest of the two z @param correlation in [0, 1] */
  lower(greatest: number, correlation: number): number;
  upper(greatest: number, correlation: number): number;
}

let table: Float64Array | null = null;

/** What the pair costs, greatest z less z of the pair: it falls with z and with the correlation. By z, then by correlation. */
function costs(): Float64Array {
  if (table !== null) return table;
  const pair = stageIntersection('spiessens-debois');
  table = new Float64Array((CELLS + 1) * (SHARES + 1));
  for (let i = 0; i <= CELLS; i++) {
    const z = LEAST + i * STEP;
    for (let j = 0; j <= SHARES; j++)
      table[i * (SHARES + 1) + j] = z - pair(Float64Array.of(z, z), 0b11, j / SHARES);
  }
  return table;
}

/**
 * Bounds from a table of 57 z by 33 correlations, 0.03 apart at z = 2 and correlation 0.6: enough to decide nearly all trials, so that
 * the quadrature is for the others. Outside the table (z from -1 to 6) they are wide.
 *
 * @example pairBounds().lower(2.2, Math.sqrt(0.4)) // 1.96, of 1.9876
 */
export function pairBounds(): PairBounds {
  const cost = costs();
  const column = (correlation: number) => Math.min(SHARES - 1, Math.floor(correlation * SHARES));
  return {
    lower(greatest, correlation) {
      const i = Math.min(CELLS, Math.floor((greatest - LEAST) / STEP));
      if (!(i >= 0)) return Number.NEGATIVE_INFINITY;
      return greatest - cost[i * (SHARES + 1) + column(correlation)] - ROUNDING;
    },
    upper(greatest, correlation) {
      const i = Math.max(0, Math.ceil((greatest - LEAST) / STEP));
      if (!(i <= CELLS)) return greatest + ROUNDING;
      return greatest - cost[i * (SHARES + 1) + column(correlation) + 1] + ROUNDING;
    },
  };
}
