import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { unionTail } from '../../src/adaptive/unionTail.ts';
import { selectionCorrection } from '../../src/analyses/selectionCorrection.ts';
import { shrinkage } from '../../src/analyses/shrinkage.ts';

interface Values {
  shrunken: {
    estimate: number[];
    se: number[];
    whole: number;
    wholeSe: number;
    shrunken: number[];
    shrunkenSe: number[];
  }[];
  corrections: { z: number[]; correlation: number[][]; of: number[] }[];
}

/** Made by selection/make.R: matrices and roots, and integrals over multivariate normal probabilities. */
const { shrunken, corrections } = JSON.parse(
  readFileSync(new URL('./selection/values.json', import.meta.url), 'utf8'),
) as Values;

describe('estimates after a selection against R', () => {
  it.each(shrunken)('shrunken: $estimate', (row) => {
    const { estimate, standardError } = shrinkage(row.estimate.length)(
      Float64Array.from(row.estimate),
      Float64Array.from(row.se),
      row.whole,
      row.wholeSe,
    );
    // R's root to 1e-14 of a variance, printed with 12 digits.
    row.shrunken.forEach((value, k) => {
      expect(Math.abs(estimate[k] - value)).toBeLessThan(1e-10);
      expect(Math.abs(standardError[k] - row.shrunkenSe[k])).toBeLessThan(1e-10);
    });
  });

  it.each(corrections)('correction of $z', ({ z, correlation, of }) => {
    const correct = selectionCorrection(correlation);
    // Error of the lattice, measured: 0.0004 for the largest, 0.0055 for another that may well have been it.
    of.forEach((value, k) => {
      const error = Math.abs(correct(Float64Array.from(z), k) - value);
      if (value < 1) expect(error).toBeLessThan(k === 0 ? 0.001 : 0.007);
    });
  });
});

interface Union {
  limits: number[];
  correlation: number[][];
  probability: number;
}

/** Made by selection/union.R: sums of multivariate normal probabilities by Miwa's method. */
const { unions } = JSON.parse(readFileSync(new URL('./selection/union.json', import.meta.url), 'utf8')) as {
  unions: Union[];
};

describe('probability that one of several statistics reaches its limit', () => {
  it.each(unions)('$limits', ({ limits, correlation, probability }) => {
    const value = unionTail(correlation)(Float64Array.from(limits), 2 ** limits.length - 1);
    // Printed with 12 digits; measured 5e-10.
    expect(Math.abs(value / probability - 1)).toBeLessThan(1e-9);
  });
});
