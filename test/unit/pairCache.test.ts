import { describe, expect, it } from 'vitest';
import { divergenceWeight } from '../../src/baskets/borrowingWeights.ts';
import { cachedByPair } from '../../src/baskets/pairCache.ts';

describe('a number kept of two baskets', () => {
  it('is the same to the last bit whichever of the two is asked of first: no result depends on the order of trials', () => {
    const weight = divergenceWeight({ kind: 'jsd', epsilon: 2, tau: 0 }, [1, 1]);
    const counts = Array.from({ length: 13 }, (_, n) =>
      Array.from({ length: n + 1 }, (_, x) => [n, x] as const),
    ).flat();
    const [forward, backward] = [cachedByPair(12, weight), cachedByPair(12, weight)];
    let apart = 0;
    for (const [n1, x1] of counts) {
      for (const [n2, x2] of counts) {
        expect(forward(n1, x1, n2, x2)).toBe(backward(n2, x2, n1, x1));
        if (weight(n1, x1, n2, x2) !== weight(n2, x2, n1, x1)) apart++;
      }
    }
    // The divergence itself is symmetrical but for its last bits.
    expect(apart).toBeGreaterThan(0);
  });
});
