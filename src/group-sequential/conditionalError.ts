import type { Bounds } from './bounds.ts';
import { conditionalPower } from './conditionalPower.ts';

/**
 * Conditional error function: P(the test as planned rejects at a later look | z at this look) under no effect. Whatever
 * replaces the rest of the trial keeps the level if its own level, given this look, is at most this.
 *
 * Bounds with non-binding futility go in with their lower bounds at -Infinity.
 *
 * Source: Proschan & Hunsberger, Biometrics 1995;51:1315-1324; Mueller & Schaefer, Biometrics 2001;57:886-891.
 *
 * @param look from 0, before the last
 * @example conditionalError(obrienFleming([0.5, 1], 0.025), 0, 1.5) // 0.0974
 */
export function conditionalError(bounds: Bounds, look: number, z: number): number {
  return conditionalPower(bounds, look, z, 0);
}
