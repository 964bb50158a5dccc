import type { QuadratureRule } from './gaussLegendre.ts';

/**
 * The Gauss rule of n points for a measure that is given by its own points and weights: the sum of weight[i] f(node[i]) is exact for
 * polynomials f of degree 2 n - 1. Many points are condensed to few that have the same moments.
 *
 * Recurrence coefficients by Stieltjes' procedure, nodes as eigenvalues of the Jacobi matrix by bisection (Sturm sequences),
 * weights from the orthonormal polynomials. Source: Gautschi, Orthogonal Polynomials, Oxford 2004, 2.2.3 and 3.1.1.
 *
 * @param points more than n of them with weight > 0
 * @param n number of nodes, small (below about 30)
 *
 * @example gaussRule(Float64Array.of(-1, 0, 1), Float64Array.of(1, 4, 1), 2) // nodes -0.57735, 0.57735; weights 3, 3
 */
export function gaussRule(points: Float64Array, weights: Float64Array, n: number): QuadratureRule {
  const { alpha, beta } = stieltjes(points, weights, n);
  const low = Math.min(...points);
  const high = Math.max(...points);
  const node = new Float64Array(n);
  const weight = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let [a, b] = [low, high];
    for (let round = 0; round < 200 && b - a > 2e-16 * Math.max(Math.abs(a), Math.abs(b)); round++) {
      const middle = 0.5 * (a + b);
      if (below(alpha, beta, middle) > i) b = middle;
      else a = middle;
    }
    node[i] = 0.5 * (a + b);
    // Orthonormal polynomials p_k at the node: sqrt(beta_k+1) p_k+1 = (x - alpha_k) p_k - sqrt(beta_k) p_k-1.
    let before = 0;
    let here = 1 / Math.sqrt(beta[0]);
    let squares = 0;
    for (let k = 0; k < n; k++) {
      squares += here * here;
      if (k === n - 1) break;
      const next =
        ((node[i] - alpha[k]) * here - (k === 0 ? 0 : Math.sqrt(beta[k])) * before) / Math.sqrt(beta[k + 1]);
      before = here;
      here = next;
    }
    weight[i] = 1 / squares;
  }
  return { node, weight };
}

/** alpha_0 .. alpha_n-1 and beta_0 (the mass) .. beta_n-1. */
function stieltjes(
  points: Float64Array,
  weights: Float64Array,
  n: number,
): { alpha: Float64Array; beta: Float64Array } {
  const alpha = new Float64Array(n);
  const beta = new Float64Array(n);
  let before = points.map(() => 0);
  let here = points.map(() => 1);
  let last = 1;
  for (let k = 0; k < n; k++) {
    let square = 0;
    let moment = 0;
    here.forEach((value, i) => {
      const w = weights[i] * value * value;
      square += w;
      moment += w * points[i];
    });
    alpha[k] = moment / square;
    beta[k] = k === 0 ? square : square / last;
    last = square;
    const next = here.map((value, i) => (points[i] - alpha[k]) * value - (k === 0 ? 0 : beta[k]) * before[i]);
    before = here;
    here = next;
  }
  return { alpha, beta };
}

/** Eigenvalues of the Jacobi matrix below x. */
function below(alpha: Float64Array, beta: Float64Array, x: number): number {
  let count = 0;
  let pivot = 1;
  for (let k = 0; k < alpha.length; k++) {
    pivot = alpha[k] - x - (k === 0 ? 0 : beta[k] / pivot);
    if (pivot === 0) pivot = 1e-300;
    if (pivot < 0) count++;
  }
  return count;
}
