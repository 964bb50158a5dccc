import type { Stream } from '../rng/stream.ts';

/**
 * Gives arms to `n` patients in order of randomisation: `arm[k]` = 1 experimental, 0 control.
 *
 * The stream is that of the purpose `allocation`: a word for each patient (simple) or for each block as it is opened, so the
 * lists of two designs that allocate alike are the same. `stratum[k]` is read by stratified lists only.
 */
export type Assign = (stream: Stream, stratum: Uint16Array, n: number, arm: Uint8Array) => void;

/** Allocation ratio experimental : control, as whole numbers. */
export interface Ratio {
  readonly experimental: number;
  readonly control: number;
}
