/** Nodes whose mass is less than this part of the greatest add nothing that can be seen. */
const NEGLIGIBLE = 1e-15;

// Loops over nodes are functions of their own with arrays as arguments: as parts of a closure they are three to ten
// times slower once two analyses are alive in a process.

/** Which nodes carry the posterior of (mu, tau), and its mass in all. Written by `find`, read by the analyses. */
export interface PosteriorNodes {
  readonly active: Int32Array;
  count: number;
  total: number;
}

export function posteriorNodes(nodes: number): PosteriorNodes {
  return { active: new Int32Array(nodes), count: 0, total: 0 };
}

/** Finds the nodes of from..to-1 that matter. */
export function findActive(mass: Float64Array, from: number, to: number, out: PosteriorNodes): void {
  let greatest = 0;
  for (let g = from; g < to; g++) if (mass[g] > greatest) greatest = mass[g];
  const least = greatest * NEGLIGIBLE;
  let count = 0;
  let total = 0;
  for (let g = from; g < to; g++) {
    if (mass[g] > least) {
      out.active[count++] = g;
      total += mass[g];
    }
  }
  out.count = count;
  out.total = total;
}

/** Mean of a quantity by node over the active nodes, weighted with their mass. */
export function meanOver(
  mass: Float64Array,
  values: Float64Array,
  { active, count, total }: PosteriorNodes,
): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += mass[active[i]] * values[active[i]];
  return sum / total;
}

/** Multiplies mass with a basket's marginal likelihoods, for nodes from..to-1. */
export function multiply(mass: Float64Array, marginal: Float64Array, from: number, to: number): void {
  for (let g = from; g < to; g++) mass[g] *= marginal[g];
}

/** Multiplies mass with a mixture: weight x marginal + constant. */
export function multiplyMixture(
  mass: Float64Array,
  marginal: Float64Array,
  weight: number,
  constant: number,
): void {
  for (let g = 0; g < mass.length; g++) mass[g] *= weight * marginal[g] + constant;
}

/** A probability that quadrature may have put beyond 0 or 1, by less than its error. */
export function asProbability(p: number): number {
  return p > 1 ? 1 : p < 0 ? 0 : p;
}
