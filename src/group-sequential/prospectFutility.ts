import { bracketRoot, findRoot } from '../numeric/roots.ts';
import type { Bounds } from './bounds.ts';

/** Of z. */
const TOLERANCE = 1e-10;

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
    return Math.min(b, findRoot(excess, ...bracketRoot(excess, 0, 1), TOLERANCE));
  });
  return { information, upper, lower };
}
