import { describe, expect, it } from 'vitest';
import { betaQuantile, betaUpperTail } from '../../src/numeric/beta.ts';
import { betaTail, betaTailAt, betaTailQuantile, logBeta } from '../../src/numeric/betaTail.ts';

/** 0.3 to 700, small ones often. */
const shapes = (i: number) => [
  0.3 + ((i * 0.618) % (i % 5 ? 20 : 300)),
  0.3 + ((i * 0.754) % (i % 3 ? 40 : 700)),
];

describe('fast beta tails', () => {
  // Worst of 100,000 measured: 3e-12 relative.
  it.each([0.01, 0.2, 0.8])('agree with the exact ones at %s', (x) => {
    const tail = betaTailAt(x);
    for (let i = 0; i < 3000; i++) {
      const [a, b] = shapes(i);
      const exact = betaUpperTail(x, a, b);
      if (exact > 1e-250) expect(Math.abs(tail(a, b) / exact - 1)).toBeLessThan(1e-11);
    }
    expect(betaTail(x, 3, 4)).toBe(tail(3, 4));
  });

  // Limits nearer than 1e-3 to 1 cannot be told to more digits than 1 - x has.
  it.each([0.0005, 0.025, 0.5, 0.975])('quantiles of upper tail %s agree with the exact ones', (p) => {
    for (let i = 0; i < 500; i++) {
      const [a, b] = shapes(i);
      const exact = betaQuantile(1 - p, a, b);
      if (exact < 0.999) expect(Math.abs(betaTailQuantile(p, a, b) / exact - 1)).toBeLessThan(1e-9);
    }
  });

  it('log beta: whole and half shapes', () => {
    expect(logBeta(2, 3)).toBeCloseTo(-Math.log(12), 13);
    expect(logBeta(0.5, 0.5)).toBeCloseTo(Math.log(Math.PI), 13);
  });
});
