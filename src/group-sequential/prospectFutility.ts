import { bracketRoot, findRoot } from '../numeric/roots.ts';
import type { Bounds } from './bounds.ts';

/** Of z. */
const TOLERANCE = 1e-10;
/** Where even this z leaves prospects above the threshold (later bounds that everybody reaches), no z is dropped. */
const LOWEST = -1e3;

/**
 * Bounds with lower bounds z at which a measure of the trial's prospects equals a threshold; the efficacy bounds
 * stay, so futility is non-binding.
 */
export function boundsByProspect(
  bounds: Bounds,
  prospect: (withoutFutility: Bounds, look: number, z: number) => number,
  threshold: number,
): Bounds {
  const { information, upper } = bounds;
  const without = { information, upper, lower: upper.map(() => Number.NEGATIVE_INFINITY) };
  const end = information.length - 1;
  const lower = upper.map((b, k) => {
    if (k === end) return b;
    const excess = (z: number) => prospect(without, k, z) - threshold;
    if (excess(LOWEST) > 0) return Number.NEGATIVE_INFINITY;
    return Math.min(b, findRoot(excess, ...bracketRoot(excess, 0, 1), TOLERANCE));
  });
  return { information, upper, lower };
}
