import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { basketPosteriors } from '../../src/baskets/basketAnalysis.ts';
import { enumerateBaskets } from '../../src/baskets/enumerateBaskets.ts';
import { type BasketSpec, createBasketAnalysis } from '../../src/baskets/methods.ts';

/* Pruning before borrowing, as the R package baskexact does it (baskets/pruned.R): settings drawn at random. */

interface Case {
  kind: 'fujikawa' | 'jsd' | 'cpp' | 'mml';
  n: number;
  p0: number;
  prior: [number, number];
  lambda: number;
  /** An empty table where there is none. */
  global: number | object;
  params: { epsilon: number; tau: number; logbase: number; a: number; b: number };
  p: number[];
  claim: number[];
  x: number[][];
  first: number[][];
  second: number[][];
}

const { cases } = JSON.parse(readFileSync(new URL('./baskets/pruned.json', import.meta.url), 'utf8')) as {
  cases: Case[];
};

function specOf({ kind, prior, global: given, lambda, params }: Case): BasketSpec {
  const { epsilon, tau, logbase, a, b } = params;
  const base = logbase === 2 ? 2 : 'e';
  const common = { prior, prune: lambda, ...(typeof given === 'number' ? { global: given } : {}) } as const;
  switch (kind) {
    case 'fujikawa':
      return { by: 'fujikawa', epsilon, tau, base, ...common };
    case 'jsd':
      return { by: 'power-prior', weight: { kind: 'jsd', epsilon, tau, base }, ...common };
    case 'cpp':
      return { by: 'power-prior', weight: { kind: 'calibrated', a, b }, ...common };
    case 'mml':
      return { by: 'power-prior', weight: { kind: 'marginal-likelihood' }, ...common };
  }
}

describe('pruning before borrowing', () => {
  it.each(cases.map((one, i) => [i, one.kind, one] as const))(
    'as baskexact does it: %i, %s',
    (_, __, one) => {
      const { n, p0, p, claim, lambda, x, first, second } = one;
      const nullRates = p.map(() => p0);
      const sizes = p.map(() => n);
      const setting = { nullRates, mostPatients: n, level: null };
      const analysis = createBasketAnalysis(specOf(one), setting);
      const out = basketPosteriors(p.length);
      let worst = 0;
      x.forEach((responders, i) => {
        analysis.analyse(sizes, responders, out);
        for (let j = 0; j < p.length; j++) {
          const a = out.mean[j] * out.size[j];
          worst = Math.max(worst, Math.abs(a - first[i][j]), Math.abs(out.size[j] - a - second[i][j]));
        }
      });
      // R's `integrate` and `optim` set the limit: worst 3.7e-7 of a patient.
      expect(worst).toBeLessThan(1e-6);
      const [found] = enumerateBaskets({ analysis, sizes, nullRates, cutoff: lambda }, [p]);
      claim.forEach((value, j) => {
        expect(Math.abs(found.claim[j].value - value)).toBeLessThan(1e-9);
      });
      // Without pruning something else comes out.
      const { prune, ...rest } = specOf(one) as Extract<BasketSpec, { by: 'fujikawa' }>;
      const unpruned = createBasketAnalysis(rest, setting);
      const [other] = enumerateBaskets({ analysis: unpruned, sizes, nullRates, cutoff: lambda }, [p]);
      expect(Math.max(...claim.map((value, j) => Math.abs(other.claim[j].value - value)))).toBeGreaterThan(
        1e-4,
      );
    },
  );
});
