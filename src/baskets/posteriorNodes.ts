/** Nodes whose mass is less than this part of the greatest add nothing that can be seen: 4,000 of them 4e-9 at most. */
const NEGLIGIBLE = 1e-12;
/** Nodes whose mass is so small when two baskets have spoken are left out of the rest ... */
const HOPELESS = 1e-24;
/** ... unless the others bring the greatest mass down by more than this: marginal likelihoods are 1 at most. */
const CONTRADICTED = 1e-10;

// Loops over nodes are functions of their own with arrays as arguments: as parts of a closure they are three to ten
// times slower once two analyses are alive at the same time.

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
export function findActive(
  mass: Float64Array,
  from: number,
  to: number,
  out: PosteriorNodes,
  negligible = NEGLIGIBLE,
): void {
  const least = greatestOf(mass, from, to) * negligible;
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

function greatestOf(mass: Float64Array, from: number, to: number): number {
  let greatest = 0;
  for (let g = from; g < to; g++) if (mass[g] > greatest) greatest = mass[g];
  return greatest;
}

/**
 * Mass of the nodes that matter when all baskets have spoken: prior x marginal likelihoods. The last baskets speak
 * first; the others are only asked at nodes which those two leave some mass.
 */
export function findPosterior(
  prior: Float64Array,
  marginals: readonly Float64Array[],
  mass: Float64Array,
  out: PosteriorNodes,
): void {
  mass.set(prior);
  let j = marginals.length - 1;
  for (const first = Math.max(0, j - 1); j >= first; j--) multiply(mass, marginals[j], 0, mass.length);
  const greatest = greatestOf(mass, 0, mass.length);
  findActive(mass, 0, mass.length, out, HOPELESS);
  for (let i = j; i >= 0; i--) multiplyActive(mass, marginals[i], out);
  const left = narrow(mass, out);
  if (left >= CONTRADICTED * greatest) return;
  for (let g = 0; g < mass.length; g++) mass[g] = prior[g];
  // In the order of above: the last digits must not depend on which way was gone.
  for (let i = marginals.length - 1; i >= 0; i--) multiply(mass, marginals[i], 0, mass.length);
  findActive(mass, 0, mass.length, out);
}

function multiplyActive(mass: Float64Array, marginal: Float64Array, { active, count }: PosteriorNodes): void {
  for (let i = 0; i < count; i++) mass[active[i]] *= marginal[active[i]];
}

/** Keeps the active nodes that matter; gives the greatest mass. */
function narrow(mass: Float64Array, out: PosteriorNodes): number {
  const { active } = out;
  let greatest = 0;
  for (let i = 0; i < out.count; i++) if (mass[active[i]] > greatest) greatest = mass[active[i]];
  const least = greatest * NEGLIGIBLE;
  let count = 0;
  let total = 0;
  for (let i = 0; i < out.count; i++) {
    const g = active[i];
    if (mass[g] > least) {
      active[count++] = g;
      total += mass[g];
    }
  }
  out.count = count;
  out.total = total;
  return greatest;
}

/** Writes the means of two quantities by node over the active nodes, weighted with their mass: one loop for both takes two thirds of the time. */
export function meansOver(
  mass: Float64Array,
  first: Float64Array,
  second: Float64Array,
  { active, count, total }: PosteriorNodes,
  out: Float64Array,
): void {
  let one = 0;
  let two = 0;
  for (let i = 0; i < count; i++) {
    const g = active[i];
    const part = mass[g];
    one += part * first[g];
    two += part * second[g];
  }
  out[0] = one / total;
  out[1] = two / total;
}

/** Multiplies mass with a basket's marginal likelihoods, for nodes from..to-1. */
export function multiply(mass: Float64Array, marginal: Float64Array, from: number, to: number): void {
  for (let g = from; g < to; g++) mass[g] *= marginal[g];
}

/** A probability that quadrature may have put beyond 0 or 1, by less than its error. */
export function asProbability(p: number): number {
  return p > 1 ? 1 : p < 0 ? 0 : p;
}
