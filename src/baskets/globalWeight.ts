import type { BetaShapes } from './betaShapes.ts';
import { cachedByCounts } from './countCache.ts';
import { generalisedDivergence } from './generalisedDivergence.ts';
import type { GlobalSpec } from './weightSpec.ts';

type GlobalWeight = (n: ArrayLike<number>, x: ArrayLike<number>) => number;

/** The weight that a specification asks for; null for 1. @param global a number is the epsilon of the spread */
export function globalWeight(
  global: number | GlobalSpec | undefined,
  baskets: number,
  prior: BetaShapes,
): GlobalWeight | null {
  if (global === undefined) return null;
  const spec = typeof global === 'number' ? ({ kind: 'spread', epsilon: global } as const) : global;
  switch (spec.kind) {
    case 'spread':
      return bySpread(baskets, spec.epsilon);
    case 'jsd':
      return byDivergence(baskets, spec.epsilon, prior);
    case 'fixed':
      return () => spec.weight;
  }
}

/**
 * Overall similarity of the observed rates, in [0, 1]: 1 where all are equal. With the gaps d between neighbouring
 * rates in ascending order, m of them: (1 - sum(d) 10^(-sum((d - 1/m)^2)))^epsilon. Empty baskets do not count.
 *
 * Source: as the R package baskexact (Baumann) defines it; design of Baumann, Sauer & Kieser, arXiv:2309.06988.
 *
 * @param baskets as many as will be asked about
 * @param epsilon > 0: the greater the less is borrowed
 * @example bySpread(3, 2.5)([15, 15, 15], [3, 6, 8]) // 0.5746
 */
function bySpread(baskets: number, epsilon: number): GlobalWeight {
  const rates = new Float64Array(baskets);
  return (n, x) => {
    let count = 0;
    for (let j = 0; j < baskets; j++) {
      if (n[j] === 0) continue;
      const rate = x[j] / n[j];
      let place = count++;
      for (; place > 0 && rates[place - 1] > rate; place--) rates[place] = rates[place - 1];
      rates[place] = rate;
    }
    if (count < 2) return 1;
    let spread = 0;
    for (let j = 1; j < count; j++) spread += (rates[j] - rates[j - 1] - 1 / (count - 1)) ** 2;
    return (1 - (rates[count - 1] - rates[0]) * 10 ** -spread) ** epsilon;
  };
}

/**
 * (1 - Jensen-Shannon divergence of the posteriors of all baskets alone)^epsilon, to the base of their number. Empty baskets
 * do not count.
 *
 * Source: as the R package basksim (Baumann) defines it.
 */
function byDivergence(baskets: number, epsilon: number, [a, b]: BetaShapes): GlobalWeight {
  const first = new Float64Array(baskets);
  const second = new Float64Array(baskets);
  return cachedByCounts(baskets, (n, x) => {
    let filled = 0;
    for (let j = 0; j < baskets; j++) {
      if (n[j] === 0) continue;
      first[filled] = a + x[j];
      second[filled++] = b + n[j] - x[j];
    }
    return Math.max(0, 1 - generalisedDivergence(first, second, filled)) ** epsilon;
  });
}
