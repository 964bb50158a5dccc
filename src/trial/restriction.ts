/** Who is recruited since when; what looks still to come wait for depends on it. */
export interface Restriction {
  /** By group; null while everybody is. */
  recruited: Uint8Array | null;
  month: number;
  /** Events or patients that the final look should add to those of the month, and the limit of them all; null: as planned. */
  further: number | null;
  most: number;
}
