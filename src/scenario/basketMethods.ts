/** Analyses of all levels of `in: each FACTOR` together, by their names in the room of baskets. */
export const BASKET_METHODS = [
  'pooled',
  'fujikawa',
  'power-prior',
  'bhm',
  'exnex',
  'cbhm',
  'mem',
  'prune-and-pool',
  'robust-map',
] as const;

const NAMES: ReadonlySet<string> = new Set(BASKET_METHODS);

/** Whether a method is one of them. @example isBasketMethod('mem') // true */
export function isBasketMethod(method: string): method is (typeof BASKET_METHODS)[number] {
  return NAMES.has(method);
}
