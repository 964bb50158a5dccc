/** Pairs kept by one cache: 2 * 8 bytes each. */
const SLOTS_KEPT = 1 << 17;

/** A number that two baskets have in common, such as how much one may borrow from the other; the order of the two is not told. */
export type PairWeight = (n1: number, x1: number, n2: number, x2: number) => number;

/**
 * A function of two baskets with a memory of fixed size: a newer pair takes the slot of an older one of equal hash.
 * Weights cost 10 to 100 microseconds but come from few pairs in a trial.
 *
 * @param most greatest n
 */
export function cachedByPair(most: number, weight: PairWeight): PairWeight {
  const cells = ((most + 1) * (most + 2)) / 2;
  const keys = new Float64Array(SLOTS_KEPT).fill(-1);
  const values = new Float64Array(SLOTS_KEPT);
  return (n1, x1, n2, x2) => {
    const first = (n1 * (n1 + 1)) / 2 + x1;
    const second = (n2 * (n2 + 1)) / 2 + x2;
    const key = first < second ? first * cells + second : second * cells + first;
    // Odd multipliers without a common pattern spread neighbouring pairs over the slots; symmetric in the two.
    const hash = Math.imul(first + second, 0x9e3779b1) ^ Math.imul(Math.imul(first, second), 0x85ebca6b);
    const slot = (hash ^ (hash >>> 15)) & (SLOTS_KEPT - 1);
    if (keys[slot] !== key) {
      values[slot] = weight(n1, x1, n2, x2);
      keys[slot] = key;
    }
    return values[slot];
  };
}
