import { describe, expect, it } from 'vitest';
import { basketPosteriors } from '../../src/baskets/basketAnalysis.ts';
import { type BasketSpec, basketOptions, createBasketAnalysis } from '../../src/baskets/methods.ts';

const setting = { nullRates: [0.2, 0.2, 0.3], mostPatients: 12, level: 0.95 };
const n = [12, 10, 8];
const x = [5, 1, 4];

function posteriorsOf(spec: BasketSpec) {
  const out = basketPosteriors(3);
  createBasketAnalysis(spec, setting).analyse(n, x, out);
  return [...out.mean, ...out.above, ...out.lower, ...out.upper];
}

const SPECS: BasketSpec[] = [
  { by: 'beta-binomial' },
  { by: 'pooled' },
  { by: 'fujikawa' },
  { by: 'power-prior' },
  { by: 'bhm' },
  { by: 'exnex' },
  { by: 'cbhm', a: -4, b: 2 },
  { by: 'mem' },
  { by: 'prune-and-pool' },
  { by: 'robust-map' },
];

describe('options that are told of a basket analysis', () => {
  it.each(SPECS)('of $by give, written out, what it gives without them', (spec) => {
    const told = basketOptions(spec, setting);
    const before = Object.keys(spec).length - 1;
    expect(Object.keys(told).length).toBeGreaterThan(before);
    expect(posteriorsOf({ ...told, by: spec.by } as BasketSpec)).toEqual(posteriorsOf(spec));
  });

  it.each([
    ['fujikawa', { epsilon: 3 }],
    ['fujikawa', { tau: 0.99 }],
    ['power-prior', { weight: { kind: 'fixed', power: 0.5 } }],
    ['bhm', { tau: { kind: 'half-normal', scale: 0.5 } }],
    ['exnex', { alone: { mean: 0, sd: 2 } }],
    ['mem', { exchangeable: 0.2 }],
    ['prune-and-pool', { prune: 0.9 }],
    ['robust-map', { weight: 0.1 }],
  ])('of %s are those that it goes by: %o gives other numbers and is told', (by, options) => {
    const spec = { by, ...options } as BasketSpec;
    expect(basketOptions(spec, setting)).toMatchObject(options);
    expect(posteriorsOf(spec)).not.toEqual(posteriorsOf({ by } as BasketSpec));
  });
});
