import { choleskyFactor } from './cholesky.ts';
import { hashedFraction, korobovGenerator } from './korobovLattice.ts';
import { normalQuantile } from './normal.ts';

/** Added to the diagonal where a correlation matrix is singular, as of tests of the same patients. */
const RIDGE = 1e-9;

/**
 * Fixed points that stand for a multivariate normal law of mean 0: a Korobov lattice through the normal quantile and the Cholesky factor,
 * each point with its mirror image, so that odd moments are exactly 0. An expectation is the plain mean over the points.
 *
 * For expectations of a shape that changes from replicate to replicate under one law; a fixed probability is better had from
 * `multivariateNormalBelow`. Error for an expectation with jumps about 1 / size (see `selectionCorrection`).
 *
 * @param correlation symmetric, row by row, 1 on its diagonal; a singular one is taken with 1e-9 more on the diagonal
 * @param size of the lattice, a prime of `LATTICE_SIZES`; there are twice as many points
 * @returns points one after the other, each of the matrix's dimension
 * @throws RangeError if the matrix is no correlation matrix
 * @example normalLattice([[1]], 509).length // 1018
 */
export function normalLattice(correlation: readonly (readonly number[])[], size: number): Float64Array {
  const dimension = correlation.length;
  const factor = Float64Array.from(correlation.flat());
  for (let j = 0; j < dimension; j++) factor[j * dimension + j] += RIDGE;
  if (!choleskyFactor(factor, dimension)) throw new RangeError('correlation: not positive definite');
  const generator = korobovGenerator(size, dimension);
  const points = new Float64Array(2 * size * dimension);
  const independent = new Float64Array(dimension);
  for (let k = 0; k < size; k++) {
    for (let j = 0; j < dimension; j++) {
      // Folded, so that what is integrated is periodic.
      const u = (((k * generator[j]) % size) + hashedFraction(j, 1)) / size;
      independent[j] = normalQuantile(1 - Math.abs(2 * u - 1));
    }
    const at = 2 * k * dimension;
    for (let i = 0; i < dimension; i++) {
      let sum = 0;
      for (let j = 0; j <= i; j++) sum += factor[i * dimension + j] * independent[j];
      points[at + i] = sum;
      points[at + dimension + i] = -sum;
    }
  }
  return points;
}
