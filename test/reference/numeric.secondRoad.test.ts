import { describe, expect, it } from 'vitest';
import { betaCdf } from '../../src/numeric/beta.ts';
import { chiSquareCdf } from '../../src/numeric/chiSquare.ts';
import { fisherFCdf } from '../../src/numeric/fisherF.ts';
import { gammaCdf } from '../../src/numeric/gamma.ts';
import { hypergeometricPmf } from '../../src/numeric/hypergeometric.ts';
import { normalCdf, normalQuantile } from '../../src/numeric/normal.ts';
import { poissonPmf } from '../../src/numeric/poisson.ts';
import { secondRoad } from '../../src/numeric/secondRoad.ts';
import { studentTCdf } from '../../src/numeric/studentT.ts';

const from = (first: number, last: number, steps: number) =>
  Array.from({ length: steps + 1 }, (_, i) => first + ((last - first) * i) / steps);

function worst(
  f: (...a: number[]) => number,
  g: (...a: number[]) => number,
  argumentLists: number[][],
): number {
  return Math.max(...argumentLists.map((a) => Math.abs(f(...a) - g(...a))));
}

const grid = (xs: number[], ...parameters: number[][]) => xs.flatMap((x) => parameters.map((p) => [x, ...p]));

/** function, jstat's, arguments, twice the worst absolute difference measured (jstat's own error), or 1e-15. */
const CASES: [string, (...a: number[]) => number, (...a: number[]) => number, number[][], number][] = [
  ['normal cdf', normalCdf, secondRoad.normalCdf, grid(from(-6, 6, 60), []), 1e-15],
  ['normal quantile', normalQuantile, secondRoad.normalQuantile, grid(from(0.001, 0.999, 60), []), 1.4e-14],
  ['t cdf', studentTCdf, secondRoad.studentTCdf, grid(from(-5, 5, 40), [1], [4.5], [30], [200]), 4e-8],
  ['chi-square cdf', chiSquareCdf, secondRoad.chiSquareCdf, grid(from(0.1, 60, 40), [1], [7], [30]), 6e-11],
  ['F cdf', fisherFCdf, secondRoad.fisherFCdf, grid(from(0.1, 6, 40), [1, 10], [5, 60], [20, 300]), 3e-8],
  ['beta cdf', betaCdf, secondRoad.betaCdf, grid(from(0.01, 0.99, 40), [0.5, 0.5], [3, 8], [60, 40]), 4e-8],
  ['gamma cdf', gammaCdf, secondRoad.gammaCdf, grid(from(0.1, 60, 40), [0.5, 0.2], [9, 1], [40, 2]), 7e-11],
  [
    'hypergeometric pmf',
    hypergeometricPmf,
    secondRoad.hypergeometricPmf,
    grid(from(0, 12, 12), [60, 24, 12], [500, 200, 60]),
    1e-15,
  ],
  ['Poisson pmf', poissonPmf, secondRoad.poissonPmf, grid(from(0, 40, 40), [0.3], [4], [25]), 1e-15],
];

describe('distribution functions against jstat, an independent program', () => {
  it.each(CASES)('%s', (_, ours, theirs, argumentLists, tolerance) => {
    const difference = worst(ours, theirs, argumentLists);
    expect(difference).toBeLessThan(tolerance);
  });
});
