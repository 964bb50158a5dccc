import type { BasketAnalysis } from './basketAnalysis.ts';
import { countSlots } from './countCache.ts';

/** Numbers kept of each basket. */
const COLUMNS = 5;

/**
 * The same analysis with a memory of the posteriors of counts that it has seen: 32,768 of them, 48 bytes a basket each.
 * For analyses that cost many microseconds; tables come back where baskets are few or responders rare.
 */
export function cachedAnalysis({ baskets, analyse }: BasketAnalysis): BasketAnalysis {
  const slots = countSlots(baskets);
  const kept = new Float64Array(slots.slots * COLUMNS * baskets);
  return {
    baskets,
    analyse: (n, x, out) => {
      const base = slots.find(n, x) * COLUMNS * baskets;
      if (!slots.known) {
        analyse(n, x, out);
        for (let j = 0; j < baskets; j++) {
          kept[base + COLUMNS * j] = out.mean[j];
          kept[base + COLUMNS * j + 1] = out.above[j];
          kept[base + COLUMNS * j + 2] = out.lower[j];
          kept[base + COLUMNS * j + 3] = out.upper[j];
          kept[base + COLUMNS * j + 4] = out.size[j];
        }
        return;
      }
      for (let j = 0; j < baskets; j++) {
        out.mean[j] = kept[base + COLUMNS * j];
        out.above[j] = kept[base + COLUMNS * j + 1];
        out.lower[j] = kept[base + COLUMNS * j + 2];
        out.upper[j] = kept[base + COLUMNS * j + 3];
        out.size[j] = kept[base + COLUMNS * j + 4];
      }
    },
  };
}
