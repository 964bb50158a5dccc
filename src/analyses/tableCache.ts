/** Tables kept by one cache: 2 * 8 bytes each. */
const SLOTS_KEPT = 1 << 15;
/** Largest arm whose counts fit the key (4 x 13 bits in a double). */
const LARGEST_ARM = 8191;

/**
 * A function of a two-by-two table with a memory of fixed size: a newer table takes the slot of an older one of equal
 * hash. For exact tests, whose value costs microseconds to milliseconds but comes from few tables in a trial.
 */
export function cachedByTable(
  value: (n1: number, x1: number, n0: number, x0: number) => number,
): (n1: number, x1: number, n0: number, x0: number) => number {
  const keys = new Float64Array(SLOTS_KEPT).fill(-1);
  const values = new Float64Array(SLOTS_KEPT);
  return (n1, x1, n0, x0) => {
    if (n1 > LARGEST_ARM || n0 > LARGEST_ARM) return value(n1, x1, n0, x0);
    const key = ((n1 * 8192 + x1) * 8192 + n0) * 8192 + x0;
    // Odd multipliers without a common pattern spread neighbouring tables over the slots.
    const hash =
      Math.imul(x1, 0x9e3779b1) ^
      Math.imul(x0, 0x85ebca6b) ^
      Math.imul(n1, 0xc2b2ae35) ^
      Math.imul(n0, 0x27d4eb2f);
    const slot = (hash ^ (hash >>> 15)) & (SLOTS_KEPT - 1);
    if (keys[slot] !== key) {
      values[slot] = value(n1, x1, n0, x0);
      keys[slot] = key;
    }
    return values[slot]!;
  };
}
