import { gaussLegendre } from '../../numeric/gaussLegendre.ts';

/** Points in a piece: polynomials up to degree 2 x 16 - 1 are integrated exactly. */
export const ORDER = 16;

/**
 * Gauss-Legendre rule of `ORDER` points on [0, 1], and with it the running integral at each point.
 *
 * `running[i * ORDER + j]` is the integral from 0 to node i of the polynomial that is 1 at node j and 0 at the others,
 * so that sum over j of running * f(node j) is the integral of f up to node i (the matrix of Gauss collocation).
 */
export const collocation = createRule();

function createRule(): { node: Float64Array; weight: Float64Array; running: Float64Array } {
  const rule = gaussLegendre(ORDER);
  const weight = rule.weight.map((w) => w / 2);
  const values = Array.from(rule.node, legendre);
  const running = new Float64Array(ORDER * ORDER);
  for (let i = 0; i < ORDER; i++) {
    for (let j = 0; j < ORDER; j++) {
      let sum = (1 + rule.node[i]) / 2;
      // The integral of P_k from -1 to x is (P_(k+1) - P_(k-1)) / (2k + 1).
      for (let k = 1; k < ORDER; k++) sum += (values[j][k] * (values[i][k + 1] - values[i][k - 1])) / 2;
      running[i * ORDER + j] = sum * weight[j];
    }
  }
  return { node: rule.node.map((x) => (1 + x) / 2), weight, running };
}

/** P_0(x) to P_ORDER(x). */
function legendre(x: number): number[] {
  const p = [1, x];
  for (let k = 1; k < ORDER; k++) p.push(((2 * k + 1) * x * p[k] - k * p[k - 1]) / (k + 1));
  return p;
}
