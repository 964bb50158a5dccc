import type { HyperGrid } from './hyperGrid.ts';
import type { NormalPrior } from './hyperPrior.ts';

/** A normal density at the logits of the grid, up to a constant. */
export function normalOnGrid({ first, step, count }: HyperGrid, { mean, sd }: NormalPrior): Float64Array {
  return Float64Array.from({ length: count }, (_, l) =>
    Math.exp(-0.5 * ((first + l * step - mean) / sd) ** 2),
  );
}
