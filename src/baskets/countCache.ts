/** Tables of counts kept by one cache. */
const SLOTS_KEPT = 1 << 15;
/** Neighbouring slots that are looked at. */
const PROBES = 8;

/**
 * Where the counts (n, x) of all baskets are kept, if they are: a memory of fixed size in which, once it is full
 * near their place, newer counts take the slot of older ones.
 */
export interface CountSlots {
  readonly slots: number;
  /** Slot of these counts; `known` says whether it held them already. They are in it afterwards. */
  readonly find: (n: ArrayLike<number>, x: ArrayLike<number>) => number;
  known: boolean;
}

export function countSlots(baskets: number): CountSlots {
  const width = 2 * baskets;
  const keys = new Int32Array(SLOTS_KEPT * width).fill(-1);
  const self: CountSlots = {
    slots: SLOTS_KEPT,
    known: false,
    find: (n, x) => {
      let hash = 0;
      for (let j = 0; j < baskets; j++) {
        hash = Math.imul(hash ^ (n[j] + 1), 0x9e3779b1);
        hash = Math.imul(hash ^ (hash >>> 15) ^ (x[j] + 1), 0x85ebca6b);
      }
      const first = (hash ^ (hash >>> 13)) & (SLOTS_KEPT - 1);
      for (let probe = 0; probe < PROBES; probe++) {
        const slot = (first + probe) & (SLOTS_KEPT - 1);
        const at = slot * width;
        if (keys[at] >= 0 && !holds(keys, at, n, x, baskets)) continue;
        self.known = keys[at] >= 0;
        if (!self.known) write(keys, at, n, x, baskets);
        return slot;
      }
      self.known = false;
      write(keys, first * width, n, x, baskets);
      return first;
    },
  };
  return self;
}

function holds(
  keys: Int32Array,
  at: number,
  n: ArrayLike<number>,
  x: ArrayLike<number>,
  baskets: number,
): boolean {
  for (let j = 0; j < baskets; j++) {
    if (keys[at + 2 * j] !== n[j] || keys[at + 2 * j + 1] !== x[j]) return false;
  }
  return true;
}

function write(
  keys: Int32Array,
  at: number,
  n: ArrayLike<number>,
  x: ArrayLike<number>,
  baskets: number,
): void {
  for (let j = 0; j < baskets; j++) {
    keys[at + 2 * j] = n[j];
    keys[at + 2 * j + 1] = x[j];
  }
}

/** A number that depends on all counts, kept. */
export function cachedByCounts(
  baskets: number,
  value: (n: ArrayLike<number>, x: ArrayLike<number>) => number,
): (n: ArrayLike<number>, x: ArrayLike<number>) => number {
  const slots = countSlots(baskets);
  const values = new Float64Array(slots.slots);
  return (n, x) => {
    const slot = slots.find(n, x);
    if (!slots.known) values[slot] = value(n, x);
    return values[slot];
  };
}
