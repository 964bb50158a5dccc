import { bivariateNormalUpper } from './bivariateNormal.ts';
import { hashedFraction, korobovGenerator, LATTICE_SIZES } from './korobovLattice.ts';
import { normalDensity, normalQuantile, normalUpperQuantile, normalUpperTail } from './normal.ts';

/** Shifted copies of the lattice; their spread measures the error. */
const SHIFTS = 16;
/** Below this a variable's variance given the others is rounding: it is their linear combination. */
const SINGULAR = 1e-12;

export interface NormalProbability {
  readonly probability: number;
  /** 3 standard errors over 16 shifts of the lattice; 1e-15 in one and two dimensions. */
  readonly error: number;
}

export interface MultivariateNormalOptions {
  /** Wanted error, by default 1e-6. */
  readonly error?: number;
  /** Most evaluations of the integrand, by default 2^21: some seconds in ten dimensions. */
  readonly evaluations?: number;
}

/**
 * P(lower < X <= upper) of a normal vector with mean 0 and variances 1: the probability that several correlated
 * statistics fall in a box.
 *
 * Separation of variables, hardest variable first, integrated on Korobov lattices of growing size with the baker's
 * transformation and shifts from a fixed hash: the same answer every time, and smooth in the limits but for steps
 * below the error where the order of variables or the lattice changes.
 * Source: Genz & Bretz, "Computation of Multivariate Normal and t Probabilities", 2009, sections 4.1.3 and 4.2.
 *
 * @param lower limits, -Infinity allowed
 * @param upper limits, Infinity allowed
 * @param correlation rows of the correlation matrix; positive semidefinite, singular allowed
 * @returns probability with its error, which is greater than wanted where `evaluations` ran out
 * @example multivariateNormal([0, 0, 0], [Infinity, Infinity, Infinity], equicorrelated 0.5).probability // 0.25
 */
export function multivariateNormal(
  lower: readonly number[],
  upper: readonly number[],
  correlation: readonly (readonly number[])[],
  { error: wanted = 1e-6, evaluations = 2 ** 21 }: MultivariateNormalOptions = {},
): NormalProbability {
  const n = lower.length;
  if (lower.some((a, i) => a >= upper[i])) return { probability: 0, error: 0 };
  if (n === 1) return { probability: interval(lower[0], upper[0]), error: 1e-15 };
  if (n === 2) return { probability: rectangle(lower, upper, correlation[0][1]), error: 1e-15 };
  const separated = separate(lower, upper, correlation);
  const means = new Float64Array(SHIFTS);
  const w = new Float64Array(n - 1);
  let result = { probability: Number.NaN, error: Number.POSITIVE_INFINITY };
  for (const size of LATTICE_SIZES) {
    if (result.error <= wanted || (size > LATTICE_SIZES[0] && size * SHIFTS > evaluations)) break;
    const generator = korobovGenerator(size, n - 1);
    for (let s = 0; s < SHIFTS; s++) means[s] = latticeMean(separated, generator, size, s, w);
    const probability = means.reduce((sum, x) => sum + x, 0) / SHIFTS;
    const squares = means.reduce((sum, x) => sum + (x - probability) ** 2, 0);
    result = { probability, error: 3 * Math.sqrt(squares / (SHIFTS * (SHIFTS - 1))) };
  }
  return result;
}

/** Mean of the integrand over one shifted copy of the lattice, folded by the baker's transformation. */
function latticeMean(
  separated: Separated,
  generator: number[],
  size: number,
  s: number,
  w: Float64Array,
): number {
  const shift = generator.map((_, j) => hashedFraction(s, j + 1));
  let sum = 0;
  for (let k = 0; k < size; k++) {
    for (let j = 0; j < w.length; j++) {
      const x = ((k * generator[j]) % size) / size + shift[j];
      w[j] = Math.abs(2 * (x - Math.floor(x)) - 1);
    }
    sum += integrand(separated, w);
  }
  return sum / size;
}

/** P(a < Z <= b) by the tails on their side of 0. */
function interval(a: number, b: number): number {
  return a > 0 ? normalUpperTail(a) - normalUpperTail(b) : normalUpperTail(-b) - normalUpperTail(-a);
}

function rectangle([a, c]: readonly number[], [b, d]: readonly number[], r: number): number {
  const corners =
    bivariateNormalUpper(a, c, r) -
    bivariateNormalUpper(b, c, r) -
    bivariateNormalUpper(a, d, r) +
    bivariateNormalUpper(b, d, r);
  return Math.max(0, corners);
}

/** Limits in the order of integration, with the Cholesky factor of their correlation. */
interface Separated {
  readonly lower: number[];
  readonly upper: number[];
  readonly factor: number[][];
  /** Values of the earlier variables, overwritten by every evaluation. */
  readonly y: Float64Array;
}

/**
 * Takes next the variable least likely to be in its interval, the earlier ones at their conditional means (Gibson,
 * Glasbey & Elston).
 */
function separate(
  lowerGiven: readonly number[],
  upperGiven: readonly number[],
  correlation: readonly (readonly number[])[],
): Separated {
  const n = lowerGiven.length;
  const lower = [...lowerGiven];
  const upper = [...upperGiven];
  const matrix = correlation.map((row) => [...row]);
  const factor = matrix.map((row) => row.map(() => 0));
  const y = new Float64Array(n);
  const centreOf = (j: number, i: number) => factor[j].slice(0, i).reduce((sum, c, k) => sum + c * y[k], 0);
  const varianceOf = (j: number, i: number) =>
    matrix[j][j] - factor[j].slice(0, i).reduce((sum, c) => sum + c * c, 0);
  for (let i = 0; i < n; i++) {
    let best = i;
    let least = Number.POSITIVE_INFINITY;
    for (let j = i; j < n; j++) {
      const variance = varianceOf(j, i);
      const sd = Math.sqrt(Math.max(variance, 0));
      const centre = centreOf(j, i);
      const probability =
        variance > SINGULAR ? interval((lower[j] - centre) / sd, (upper[j] - centre) / sd) : 2;
      if (probability < least) [best, least] = [j, probability];
    }
    for (const column of [lower, upper, factor, matrix, ...matrix] as unknown[][]) {
      [column[i], column[best]] = [column[best], column[i]];
    }
    const variance = varianceOf(i, i);
    if (variance <= SINGULAR) continue;
    const sd = Math.sqrt(variance);
    factor[i][i] = sd;
    for (let j = i + 1; j < n; j++) {
      const shared = factor[i].slice(0, i).reduce((sum, c, k) => sum + c * factor[j][k], 0);
      factor[j][i] = (matrix[j][i] - shared) / sd;
    }
    const centre = centreOf(i, i);
    const a = (lower[i] - centre) / sd;
    const b = (upper[i] - centre) / sd;
    if (least > 0) y[i] = (normalDensity(a) - normalDensity(b)) / least;
  }
  return { lower, upper, factor, y };
}

/** Product of conditional probabilities along the path that w chooses. */
function integrand({ lower, upper, factor, y }: Separated, w: Float64Array): number {
  const n = lower.length;
  let product = 1;
  for (let i = 0; i < n; i++) {
    const row = factor[i];
    let centre = 0;
    for (let k = 0; k < i; k++) centre += row[k] * y[k];
    if (row[i] === 0) {
      if (centre < lower[i] - SINGULAR || centre > upper[i] + SINGULAR) return 0;
      y[i] = 0;
      continue;
    }
    const a = (lower[i] - centre) / row[i];
    const b = (upper[i] - centre) / row[i];
    // In the tail on the side of the interval, so that nothing cancels.
    const mirrored = a > 0;
    const outer = mirrored ? normalUpperTail(a) : normalUpperTail(-b);
    const inner = mirrored ? normalUpperTail(b) : normalUpperTail(-a);
    const probability = outer - inner;
    if (!(probability > 0)) return 0;
    product *= probability;
    if (i < n - 1) {
      y[i] = mirrored
        ? normalUpperQuantile(outer - w[i] * probability)
        : normalQuantile(inner + w[i] * probability);
    }
  }
  return product;
}
