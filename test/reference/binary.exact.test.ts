import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { boschloo, createUnconditionalScore } from '../../src/analyses/boschloo.ts';
import { compareRates } from '../../src/analyses/compareRates.ts';
import { fisherExact } from '../../src/analyses/fisherExact.ts';
import { normalUpperTail } from '../../src/numeric/normal.ts';

interface Row {
  n1: number;
  x1: number;
  n0: number;
  x0: number;
}
const { single, exact } = JSON.parse(
  readFileSync(new URL('./binary/values.json', import.meta.url), 'utf8'),
) as {
  single: (Row & { fisherGreater: number; fisherLess: number })[];
  exact: (Row & { boschloo: number; suissaShuster: number })[];
};

// Sums of a few hundred terms and a maximum over rates, p down to 8e-6: measured worst relative error 2.4e-13; 40 times that.
const RELATIVE = 1e-11;

describe('Fisher, one-sided, against fisher.test', () => {
  it.each(single)('$x1/$n1 against $x0/$n0', ({ n1, x1, n0, x0, fisherGreater, fisherLess }) => {
    const table = [{ n1, x1, n0, x0 }];
    const out = new Float64Array(5);
    for (const [better, p] of [
      ['higher', fisherGreater],
      ['lower', fisherLess],
    ] as const) {
      fisherExact(table, { better })(out, 0);
      // p = 1 is reported as z = -8.21: 1 to within 1e-15.
      expect(Math.abs(normalUpperTail(out[0]!) / p - 1)).toBeLessThan(RELATIVE);
    }
  });
});

describe('exact unconditional tests against a sum over all tables', () => {
  it.each(exact)('$x1/$n1 against $x0/$n0', ({ n1, x1, n0, x0, ...p }) => {
    for (const [order, value] of [
      ['fisher', p.boschloo],
      ['score', p.suissaShuster],
    ] as const) {
      const z = createUnconditionalScore(order)(n1, x1, n0, x0);
      expect(Math.abs(normalUpperTail(z) / value - 1)).toBeLessThan(RELATIVE);
    }
    const out = new Float64Array(5);
    boschloo([{ n1, x1, n0, x0 }])(out, 0);
    expect(out[0]).toBe(createUnconditionalScore('fisher')(n1, x1, n0, x0));
  });
});

describe('examples of the docstrings', () => {
  it('Fisher: the tea-tasting table 3/4 against 1/4 has p = 17/70', () => {
    const { p, z } = compareRates([{ n1: 4, x1: 3, n0: 4, x0: 1 }], { by: 'fisher' });
    expect(Math.abs((p * 70) / 17 - 1)).toBeLessThan(RELATIVE);
    expect(z).toBeCloseTo(0.6971, 4);
  });
  it('Boschloo: 7/10 against 2/10', () => {
    const { p, z } = compareRates([{ n1: 10, x1: 7, n0: 10, x0: 2 }], { by: 'boschloo' });
    expect(p).toBeCloseTo(0.0207, 4);
    expect(z).toBeCloseTo(2.0396, 4);
  });
});
