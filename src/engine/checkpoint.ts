/** Checkpoint of a point: number of batches merged, then their sums, as little-endian doubles. */
export function writeCheckpoint(batches: number, sums: Float64Array): Uint8Array {
  const numbers = new Float64Array(sums.length + 1);
  numbers[0] = batches;
  numbers.set(sums, 1);
  return new Uint8Array(numbers.buffer);
}

/** @param length of the sums; null if there are none, or not so many */
export function readCheckpoint(
  bytes: Uint8Array | undefined,
  length: number,
): { batches: number; sums: Float64Array } | null {
  if (bytes === undefined || bytes.byteLength !== 8 * (length + 1)) return null;
  const numbers = new Float64Array(bytes.slice().buffer);
  return { batches: numbers[0], sums: numbers.slice(1) };
}
