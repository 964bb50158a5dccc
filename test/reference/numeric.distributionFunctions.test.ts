import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { betaCdf, betaQuantile, betaUpperTail } from '../../src/numeric/beta.ts';
import { binomialCdf, binomialPmf, binomialUpperTail } from '../../src/numeric/binomial.ts';
import { chiSquareCdf, chiSquareUpperTail } from '../../src/numeric/chiSquare.ts';
import { fisherFCdf, fisherFUpperTail } from '../../src/numeric/fisherF.ts';
import { gammaCdf, gammaUpperTail } from '../../src/numeric/gamma.ts';
import {
  hypergeometricCdf,
  hypergeometricPmf,
  hypergeometricUpperTail,
} from '../../src/numeric/hypergeometric.ts';
import {
  normalCdf,
  normalDensity,
  normalQuantile,
  normalUpperQuantile,
  normalUpperTail,
} from '../../src/numeric/normal.ts';
import { poissonCdf, poissonPmf, poissonUpperTail } from '../../src/numeric/poisson.ts';
import { studentTCdf, studentTQuantile, studentTUpperTail } from '../../src/numeric/studentT.ts';

/** Values of R 4.2.2 at tail probabilities from 1e-250 to 1 - 1e-14 (test/reference/numeric/distributionFunctions.R). */
const tables: Record<string, Record<string, number[]>> = JSON.parse(
  readFileSync('test/reference/numeric/distributionFunctions.json', 'utf8'),
);

type Values = (...args: number[]) => number;

/** table, its argument columns, its value column, the function, and the worst relative error measured. */
const CASES: [string, string[], string, Values, number][] = [
  ['normal', ['x'], 'density', normalDensity, 2.3e-16],
  ['normal', ['x'], 'cdf', normalCdf, 3.6e-13],
  ['normal', ['x'], 'upper', normalUpperTail, 3.6e-13],
  ['normalQuantile', ['p'], 'lower', normalQuantile, 2.3e-16],
  ['normalQuantile', ['p'], 'upper', normalUpperQuantile, 1.4e-15],
  ['t', ['x', 'df'], 'cdf', studentTCdf, 2.2e-13],
  ['t', ['x', 'df'], 'upper', studentTUpperTail, 8.2e-15],
  ['tQuantile', ['p', 'df'], 'quantile', studentTQuantile, 8.3e-15],
  ['chiSquare', ['x', 'df'], 'cdf', chiSquareCdf, 3.2e-14],
  ['chiSquare', ['x', 'df'], 'upper', chiSquareUpperTail, 2.1e-13],
  ['f', ['x', 'df1', 'df2'], 'cdf', fisherFCdf, 6.9e-14],
  ['f', ['x', 'df1', 'df2'], 'upper', fisherFUpperTail, 3.7e-13],
  ['beta', ['x', 'a', 'b'], 'cdf', betaCdf, 1.9e-13],
  ['beta', ['x', 'a', 'b'], 'upper', betaUpperTail, 5.4e-13],
  ['betaQuantile', ['p', 'a', 'b'], 'quantile', betaQuantile, 7.6e-15],
  ['gamma', ['x', 'shape', 'rate'], 'cdf', gammaCdf, 8.8e-14],
  ['gamma', ['x', 'shape', 'rate'], 'upper', gammaUpperTail, 1.3e-12],
  ['binomial', ['x', 'n', 'prob'], 'pmf', binomialPmf, 2.8e-13],
  ['binomial', ['x', 'n', 'prob'], 'cdf', binomialCdf, 8.5e-13],
  ['binomial', ['x', 'n', 'prob'], 'upper', binomialUpperTail, 6.4e-13],
  ['hypergeometric', ['x', 'total', 'marked', 'drawn'], 'pmf', hypergeometricPmf, 3e-13],
  ['hypergeometric', ['x', 'total', 'marked', 'drawn'], 'cdf', hypergeometricCdf, 3e-13],
  ['hypergeometric', ['x', 'total', 'marked', 'drawn'], 'upper', hypergeometricUpperTail, 4.3e-14],
  ['poisson', ['x', 'mean'], 'pmf', poissonPmf, 1.5e-12],
  ['poisson', ['x', 'mean'], 'cdf', poissonCdf, 8.8e-13],
  ['poisson', ['x', 'mean'], 'upper', poissonUpperTail, 6.9e-14],
];

describe('distribution functions against R, relative error', () => {
  it.each(CASES)('%s(%s) %s', (table, argumentNames, column, f, measured) => {
    const { [column]: expected, ...columns } = tables[table];
    const errors = expected.map((value, i) => {
      const got = f(...argumentNames.map((name) => columns[name][i]));
      return got === value ? 0 : Math.abs(got / value - 1);
    });
    expect(errors.length).toBeGreaterThan(20);
    // Twice the worst error measured: another engine's exp and log may differ in the last bit.
    expect(Math.max(...errors)).toBeLessThan(2 * measured);
  });
});
