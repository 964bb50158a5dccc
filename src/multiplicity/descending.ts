/**
 * Writes the places of z from the largest to the smallest, NaN last, to `order`. Insertion: hypotheses are few.
 *
 * @example descending(Float64Array.of(1, 3, 2), order) // 1, 2, 0
 */
export function descending(z: Float64Array, order: Uint16Array): void {
  for (let n = 0; n < order.length; n++) {
    const value = z[n];
    let place = n;
    if (!Number.isNaN(value)) {
      // Not `<`: a NaN on the left is passed too.
      while (place > 0 && !(z[order[place - 1]] >= value)) {
        order[place] = order[place - 1];
        place--;
      }
    }
    order[place] = n;
  }
}
