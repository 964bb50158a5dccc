/** Values kept by one table: 8 bytes each. */
const MOST_CELLS = 1 << 21;

/**
 * A function of (n, x), each value kept when it has been asked for once; where there would be too many, each is
 * computed anew.
 *
 * @param most greatest n
 * @example const p = countTable(24, (n, x) => binomialUpperTail(x, n, 0.2)); p(24, 9) // 0.0362
 */
export function countTable(
  most: number,
  value: (n: number, x: number) => number,
): (n: number, x: number) => number {
  const cells = ((most + 1) * (most + 2)) / 2;
  if (cells > MOST_CELLS) return value;
  const kept = new Float64Array(cells).fill(Number.NaN);
  return (n, x) => {
    const cell = (n * (n + 1)) / 2 + x;
    const known = kept[cell];
    // NaN is "not yet": a value that is NaN is asked for again, and is so again.
    if (!Number.isNaN(known)) return known;
    kept[cell] = value(n, x);
    return kept[cell];
  };
}
