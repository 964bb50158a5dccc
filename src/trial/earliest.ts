/** The first month after another; Infinity if there is none. */
export function earliest(months: Float64Array, after: number): number {
  let first = Number.POSITIVE_INFINITY;
  for (let q = 0; q < months.length; q++) {
    if (months[q] > after && months[q] < first) first = months[q];
  }
  return first;
}
