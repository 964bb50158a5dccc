import { type BasketAnalysis, type BasketPosteriors, basketPosteriors } from './basketAnalysis.ts';
import { countSlots } from './countCache.ts';

/** Numbers kept of each basket. */
const COLUMNS = 5;

/**
 * The same analysis with a memory of the posteriors of counts that it has seen: 32,768 of them, 48 bytes a basket each.
 * For analyses that cost many microseconds; tables come back where baskets are few or responders rare.
 *
 * @param alike whether the analysis treats all baskets alike, so that counts in any order are one: they come back
 * sooner, by far
 * @param borrowing whether `borrowed` is kept too: k^2 numbers more
 */
export function cachedAnalysis(
  { baskets, analyse }: BasketAnalysis,
  alike: boolean,
  borrowing = false,
): BasketAnalysis {
  const slots = countSlots(baskets);
  const pairs = borrowing ? baskets * baskets : 0;
  const width = COLUMNS * baskets + pairs;
  const kept = new Float64Array(slots.slots * width);
  const order = Int32Array.from({ length: baskets }, (_, j) => j);
  const sortedN = new Int32Array(baskets);
  const sortedX = new Int32Array(baskets);
  const own = borrowing
    ? { ...basketPosteriors(baskets), borrowed: new Float64Array(pairs) }
    : basketPosteriors(baskets);
  return {
    baskets,
    analyse: (n, x, out) => {
      if (alike) sortByCounts(n, x, order);
      for (let i = 0; i < baskets; i++) {
        sortedN[i] = n[order[i]];
        sortedX[i] = x[order[i]];
      }
      const base = slots.find(sortedN, sortedX) * width;
      if (!slots.known) {
        analyse(sortedN, sortedX, own);
        keep(own, kept, base, baskets);
      }
      for (let i = 0; i < baskets; i++) {
        const at = base + COLUMNS * i;
        const j = order[i];
        out.mean[j] = kept[at];
        out.above[j] = kept[at + 1];
        out.lower[j] = kept[at + 2];
        out.upper[j] = kept[at + 3];
        out.size[j] = kept[at + 4];
        if (out.borrowed === undefined || pairs === 0) continue;
        const from = base + COLUMNS * baskets + i * baskets;
        for (let h = 0; h < baskets; h++) out.borrowed[j * baskets + order[h]] = kept[from + h];
      }
    },
  };
}

function keep(own: BasketPosteriors, kept: Float64Array, base: number, baskets: number): void {
  for (let i = 0; i < baskets; i++) {
    const at = base + COLUMNS * i;
    kept[at] = own.mean[i];
    kept[at + 1] = own.above[i];
    kept[at + 2] = own.lower[i];
    kept[at + 3] = own.upper[i];
    kept[at + 4] = own.size[i];
  }
  if (own.borrowed !== undefined) kept.set(own.borrowed, base + COLUMNS * baskets);
}

/** Writes the baskets in ascending order of n, then x, by insertion. */
function sortByCounts(n: ArrayLike<number>, x: ArrayLike<number>, order: Int32Array): void {
  for (let i = 0; i < order.length; i++) {
    let place = i;
    for (; place > 0; place--) {
      const before = order[place - 1];
      if (n[before] < n[i] || (n[before] === n[i] && x[before] <= x[i])) break;
      order[place] = before;
    }
    order[place] = i;
  }
}
