/** Kinds of basket, by (n, x), in the table at first, and at most: 4,096 of them are 67 MB. */
const FIRST = 256;
const MOST = 4096;

/** A number that two baskets have in common, such as how much one may borrow from the other; the order of the two is not told. */
export type PairWeight = (n1: number, x1: number, n2: number, x2: number) => number;

/**
 * A function of two baskets, each value kept when it has been asked for once: weights cost microseconds, but few of the
 * possible (n, x) come up in trials. Those that do are numbered as they come, and their pairs are kept in a triangle: those of the first
 * kinds, which come up most, lie together. It grows with the kinds; what comes after 4,096 of them is computed anew.
 *
 * @param most greatest n
 */
export function cachedByPair(most: number, weight: PairWeight): PairWeight {
  const number = new Int32Array(((most + 1) * (most + 2)) / 2).fill(-1);
  let room = FIRST;
  let seen = 0;
  let table = new Float64Array((room * (room + 1)) / 2).fill(Number.NaN);

  const numbered = (cell: number): number => {
    if (seen === MOST) return -1;
    if (seen === room) {
      room *= 2;
      const wider = new Float64Array((room * (room + 1)) / 2).fill(Number.NaN);
      wider.set(table);
      table = wider;
    }
    number[cell] = seen;
    return seen++;
  };

  return (n1, x1, n2, x2) => {
    const first = (n1 * (n1 + 1)) / 2 + x1;
    const second = (n2 * (n2 + 1)) / 2 + x2;
    const i = number[first] >= 0 ? number[first] : numbered(first);
    const j = number[second] >= 0 ? number[second] : numbered(second);
    // The order of the two moves the last bits: always the same one, or a result would depend on who came first.
    const turned = first > second;
    if (i < 0 || j < 0) return turned ? weight(n2, x2, n1, x1) : weight(n1, x1, n2, x2);
    const at = i > j ? (i * (i + 1)) / 2 + j : (j * (j + 1)) / 2 + i;
    const known = table[at];
    // NaN is "not yet"; no weight is NaN.
    if (!Number.isNaN(known)) return known;
    table[at] = turned ? weight(n2, x2, n1, x1) : weight(n1, x1, n2, x2);
    return table[at];
  };
}
