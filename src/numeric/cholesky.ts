/** A pivot below this part of its diagonal element is taken as 0: the matrix is singular to rounding. */
const SINGULAR = 1e-13;

/**
 * Small dense symmetric systems, for Newton steps in the replicate loop: row-major n x n in typed arrays of the
 * caller, nothing allocated.
 *
 * Replaces the lower triangle of a (the upper is not read) by L with a = L L'.
 *
 * @returns false where a is not positive definite to rounding (then a is spoiled)
 * @example choleskyFactor(Float64Array.of(4, 2, 2, 5), 2) // true; lower triangle 2, 1, 2
 */
export function choleskyFactor(a: Float64Array, n: number): boolean {
  for (let j = 0; j < n; j++) {
    const diagonal = a[j * n + j];
    let pivot = diagonal;
    for (let k = 0; k < j; k++) pivot -= a[j * n + k] * a[j * n + k];
    if (!(pivot > SINGULAR * diagonal)) return false;
    const root = Math.sqrt(pivot);
    a[j * n + j] = root;
    for (let i = j + 1; i < n; i++) {
      let sum = a[i * n + j];
      for (let k = 0; k < j; k++) sum -= a[i * n + k] * a[j * n + k];
      a[i * n + j] = sum / root;
    }
  }
  return true;
}

/** Replaces b by the solution x of L L' x = b. */
export function choleskySolve(factor: Float64Array, n: number, b: Float64Array): void {
  for (let i = 0; i < n; i++) {
    let sum = b[i];
    for (let k = 0; k < i; k++) sum -= factor[i * n + k] * b[k];
    b[i] = sum / factor[i * n + i];
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = b[i];
    for (let k = i + 1; k < n; k++) sum -= factor[k * n + i] * b[k];
    b[i] = sum / factor[i * n + i];
  }
}

/** Writes the inverse of L L' (both triangles) to `out`, for instance a covariance from an information matrix. */
export function choleskyInverse(factor: Float64Array, n: number, out: Float64Array): void {
  // The lower triangle of out holds the inverse of L, column by column, then is squared in place.
  for (let j = 0; j < n; j++) {
    out[j * n + j] = 1 / factor[j * n + j];
    for (let i = j + 1; i < n; i++) {
      let sum = 0;
      for (let k = j; k < i; k++) sum -= factor[i * n + k] * out[k * n + j];
      out[i * n + j] = sum / factor[i * n + i];
    }
  }
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let sum = 0;
      for (let k = i; k < n; k++) sum += out[k * n + i] * out[k * n + j];
      out[j * n + i] = sum;
      out[i * n + j] = sum;
    }
  }
}
