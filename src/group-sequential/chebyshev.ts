/** A function on [-1, 1]^d as a sum of products of Chebyshev polynomials, one factor a dimension. */
export interface ChebyshevSum {
  /** Within [-1, 1]^d; no allocation. */
  value(x: ArrayLike<number>): number;
  /** By dimension: sum of the absolute coefficients of its two highest degrees, a measure of what is cut off. */
  readonly tail: readonly number[];
}

/**
 * Interpolation at the tensor grid of Chebyshev points. For a function without singularities near the box the error
 * falls geometrically with the number of points of each dimension.
 *
 * Source: Trefethen, "Approximation theory and approximation practice", 2013, chapters 3, 4 and 8.
 *
 * @param f asked once at each grid point
 * @param points by dimension, 1 where f is taken as constant
 */
export function chebyshevSum(f: (x: readonly number[]) => number, points: readonly number[]): ChebyshevSum {
  const total = points.reduce((product, n) => product * n, 1);
  const coefficient = new Float64Array(total);
  for (let i = 0; i < total; i++) {
    let rest = i;
    const x = points.map((n) => {
      const at = Math.cos((Math.PI * ((rest % n) + 0.5)) / n);
      rest = Math.floor(rest / n);
      return at;
    });
    coefficient[i] = f(x);
  }
  toCoefficients(coefficient, points);
  const partial = new Float64Array(total);
  const value = (x: ArrayLike<number>) => {
    // Dimension by dimension, first the one whose coefficients stand side by side.
    let from = coefficient;
    let left = total;
    for (let d = 0; d < points.length; d++) {
      const n = points[d];
      left /= n;
      const t = n === 1 ? 0 : x[d];
      for (let i = 0; i < left; i++) partial[i] = clenshaw(from, i * n, n, t);
      from = partial;
    }
    return from[0];
  };
  return { value, tail: points.map((n, d) => tailOf(coefficient, points, n, d)) };
}

/** Sum of c[at + j] T_j(t). */
function clenshaw(c: Float64Array, at: number, n: number, t: number): number {
  let one = 0;
  let two = 0;
  for (let j = n - 1; j > 0; j--) {
    const next = c[at + j] + 2 * t * one - two;
    two = one;
    one = next;
  }
  return c[at] + t * one - two;
}

/** Values at the Chebyshev points to coefficients, in place, one dimension after the other. */
function toCoefficients(values: Float64Array, points: readonly number[]): void {
  let stride = 1;
  for (const n of points) {
    const line = new Float64Array(n);
    for (let i = 0; i < values.length; i++) {
      if (Math.floor(i / stride) % n !== 0) continue;
      for (let j = 0; j < n; j++) {
        line[j] = 0;
        for (let m = 0; m < n; m++) {
          line[j] += values[i + m * stride] * Math.cos((Math.PI * j * (m + 0.5)) / n);
        }
        line[j] *= (j === 0 ? 1 : 2) / n;
      }
      for (let j = 0; j < n; j++) values[i + j * stride] = line[j];
    }
    stride *= n;
  }
}

function tailOf(coefficient: Float64Array, points: readonly number[], n: number, d: number): number {
  if (n === 1) return 0;
  const stride = points.slice(0, d).reduce((product, m) => product * m, 1);
  let sum = 0;
  for (let i = 0; i < coefficient.length; i++) {
    if (Math.floor(i / stride) % n >= n - 2) sum += Math.abs(coefficient[i]);
  }
  return sum;
}
