/**
 * Intersection hypotheses as bit masks: bit j of the mask is hypothesis j, masks run from 1 to 2^size - 1.
 *
 * Weights say how alpha is divided within each intersection: `weight[mask * size + j]`, 0 for j outside the mask, sum at
 * most 1 in a mask.
 */
export interface IntersectionWeights {
  readonly size: number;
  readonly weight: Float64Array;
}

/** Tables of all intersections are made for no more hypotheses: 2^16 masks are 8 MB. */
export const MOST_IN_TABLES = 16;

/** Weights of this size are rounding. */
export const WEIGHT_ROUNDING = 1e-12;

/** Number of masks, the empty one included. @example maskCount(3) // 8 */
export function maskCount(size: number): number {
  return 2 ** size;
}

/** Hypotheses of a mask, ascending. @example membersOf(0b101) // [0, 2] */
export function membersOf(mask: number): number[] {
  const members: number[] = [];
  for (let j = 0; mask >> j !== 0; j++) if ((mask >> j) & 1) members.push(j);
  return members;
}

/**
 * Alpha divided in every intersection in proportion to the same weights: what Holm and Dunnett do.
 *
 * @example proportionalWeights([0.5, 0.3, 0.2]).weight.slice(0b110 * 3, 0b111 * 3) // 0, 0.6, 0.4
 */
export function proportionalWeights(weights: readonly number[]): IntersectionWeights {
  const size = weights.length;
  const weight = new Float64Array(maskCount(size) * size);
  for (let mask = 1; mask < maskCount(size); mask++) {
    const members = membersOf(mask);
    const sum = members.reduce((total, j) => total + weights[j], 0);
    for (const j of members) weight[mask * size + j] = sum > 0 ? weights[j] / sum : 0;
  }
  return { size, weight };
}

/** How alpha is divided in one intersection. */
export interface Intersection {
  /** Hypotheses, ascending. */
  readonly members: readonly number[];
  /** Share of each member; sum at most 1. */
  readonly weights: readonly number[];
}

/** The mask of some hypotheses. @example maskOf([0, 2]) // 0b101 */
export const maskOf = (members: readonly number[]): number => members.reduce((mask, j) => mask | (1 << j), 0);

/** Alpha divided as a table says. */
export function tableWeights(size: number, intersections: readonly Intersection[]): IntersectionWeights {
  const weight = new Float64Array(maskCount(size) * size);
  for (const { members, weights } of intersections)
    members.forEach((j, i) => {
      weight[maskOf(members) * size + j] = weights[i];
    });
  return { size, weight };
}
