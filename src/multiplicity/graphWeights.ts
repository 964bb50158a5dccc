import { addProduct, divide } from './epsilonSeries.ts';
import { type IntersectionWeights, maskCount, WEIGHT_ROUNDING } from './intersections.ts';

/** An edge of a graph: a number, or value + epsilon x an infinitely small number (`{value: 1, epsilon: -1}`). */
export type Edge = number | { readonly value: number; readonly epsilon: number };

/** Hypotheses as nodes with a share of alpha, and where the share goes when a hypothesis is rejected. */
export interface Graph {
  /** Sum at most 1. */
  readonly weights: readonly number[];
  /** Row: from; column: to. Diagonal 0, rows sum to at most 1. */
  readonly transitions: readonly (readonly Edge[])[];
}

/**
 * The weights that a graph gives to every intersection: those left after the hypotheses outside it are taken out one by
 * one, in any order. With epsilon edges, the limit as epsilon goes to 0.
 *
 * Cost: size^2 operations a mask; with epsilon edges size^2 times as many.
 *
 * Source: Bretz, Maurer, Brannath & Posch, Statistics in Medicine 2009;28:586-604, algorithm 1 and section 3.
 *
 * @example graphWeights({ weights: [1, 0], transitions: [[0, 1], [0, 0]] }).weight // mask 0b10: 0, 1; mask 0b11: 1, 0
 */
export function graphWeights({ weights, transitions }: Graph): IntersectionWeights {
  const size = weights.length;
  const hasEpsilon = transitions.some((row) => row.some((edge) => typeof edge !== 'number'));
  // Each hypothesis taken out may cost terms where a loop passes on all but epsilon.
  const length = hasEpsilon ? 2 * size + 2 : 1;
  const weight = new Float64Array(maskCount(size) * size);
  const start = { weights: Float64Array.from(weights), edges: new Float64Array(size * size * length) };
  transitions.forEach((row, l) => {
    row.forEach((edge, k) => {
      const at = (l * size + k) * length;
      start.edges[at] = typeof edge === 'number' ? edge : edge.value;
      if (typeof edge !== 'number') start.edges[at + 1] = edge.epsilon;
    });
  });
  /** Takes hypotheses out in ascending order, so that every mask is met once. */
  const descend = (mask: number, first: number, state: State) => {
    for (let j = 0; j < size; j++)
      if ((mask >> j) & 1)
        weight[mask * size + j] = state.weights[j] > WEIGHT_ROUNDING ? Math.min(1, state.weights[j]) : 0;
    for (let j = first; j < size; j++) {
      const rest = mask & ~(1 << j);
      if (rest !== 0) descend(rest, j + 1, without(j, rest, state, size, length));
    }
  };
  descend(maskCount(size) - 1, 0, start);
  return { size, weight };
}

/** Weights and edges (series, row-major) of the hypotheses that are left. */
interface State {
  readonly weights: Float64Array;
  readonly edges: Float64Array;
}

/** The graph after hypothesis j is taken out; `rest` is the mask of those left. */
function without(j: number, rest: number, state: State, size: number, length: number): State {
  const weights = state.weights.slice();
  const edges = state.edges.slice();
  const loop = new Float64Array(length);
  const place = (l: number, k: number) => (l * size + k) * length;
  for (let l = 0; l < size; l++) {
    if (!((rest >> l) & 1)) continue;
    weights[l] += state.weights[j] * state.edges[place(j, l)];
    // 1 - what comes back to l through j, kept where the row has no other use: its diagonal.
    const diagonal = place(l, l);
    edges.fill(0, diagonal, diagonal + length);
    addProduct(edges, diagonal, place(l, j), place(j, l), length);
    for (let i = 0; i < length; i++) loop[i] = (i === 0 ? 1 : 0) - edges[diagonal + i];
    for (let k = 0; k < size; k++) {
      if (k === l || !((rest >> k) & 1)) continue;
      addProduct(edges, place(l, k), place(l, j), place(j, k), length);
      divide(edges, place(l, k), loop, length);
    }
  }
  return { weights, edges };
}
