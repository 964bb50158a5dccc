/** Points of a rule on [0, 1]. Exact for polynomials of degree 2 x 16 - 1. */
export const ORDER = 16;

/**
 * Gauss-Legendre rule of `ORDER` points on [0, 1], and with it the running integral at each point.
 *
 * `running[i * ORDER + j]` is the integral from 0 to node i of the polynomial that is 1 at node j and 0 at the others,
 * so that sum over j of running * f(node j) is the integral of f up to node i (the matrix of Gauss collocation).
 */
export const gaussLegendre = createRule();

function createRule(): { node: Float64Array; weight: Float64Array; running: Float64Array } {
  const node = new Float64Array(ORDER);
  const weight = new Float64Array(ORDER);
  for (let i = 0; i < ORDER; i++) {
    let x = -Math.cos((Math.PI * (i + 0.75)) / (ORDER + 0.5));
    let slope = 0;
    for (let step = 0; step < 8; step++) {
      const p = legendre(x);
      slope = (ORDER * (x * p[ORDER] - p[ORDER - 1])) / (x * x - 1);
      x -= p[ORDER] / slope;
    }
    node[i] = (1 + x) / 2;
    weight[i] = 1 / ((1 - x * x) * slope * slope);
  }
  const values = Array.from(node, (u) => legendre(2 * u - 1));
  const running = new Float64Array(ORDER * ORDER);
  for (let i = 0; i < ORDER; i++) {
    for (let j = 0; j < ORDER; j++) {
      let sum = node[i];
      // The integral of P_k from -1 to x is (P_(k+1) - P_(k-1)) / (2k + 1).
      for (let k = 1; k < ORDER; k++) sum += (values[j][k] * (values[i][k + 1] - values[i][k - 1])) / 2;
      running[i * ORDER + j] = sum * weight[j];
    }
  }
  return { node, weight, running };
}

/** P_0(x) to P_ORDER(x). */
function legendre(x: number): number[] {
  const p = [1, x];
  for (let k = 1; k < ORDER; k++) p.push(((2 * k + 1) * x * p[k] - k * p[k - 1]) / (k + 1));
  return p;
}
