/** Who is recruited since when; what looks still to come wait for depends on it. */
export interface Restriction {
  /** By group; null while everybody is. */
  recruited: Uint8Array | null;
  month: number;
}
