/**
 * Gives arms to `n` patients in order of randomisation: `arm[k]` = 1 experimental, 0 control.
 *
 * One word a patient, at the patient's own place, so that two designs give the same words to the same patient.
 * `stratum[k]` is read by stratified methods only.
 */
export type Assign = (words: Int32Array, stratum: Uint16Array, n: number, arm: Uint8Array) => void;

/** Allocation ratio experimental : control, as whole numbers. */
export interface Ratio {
  readonly experimental: number;
  readonly control: number;
}
