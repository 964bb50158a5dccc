import type { BasketCell, BasketCells } from './basketCells.ts';
import type { LogitIntervals } from './logitInterval.ts';
import { findActive, meansOver, multiply, type PosteriorNodes, posteriorNodes } from './posteriorNodes.ts';

/** What the data of donors say at the nodes (mu, tau) of the law that they share with a basket: without its own data, and with them. */
export interface MapPosteriors {
  /** By basket that receives: sums over the nodes of the mass without its own data, and with them. */
  readonly without: Float64Array;
  readonly total: Float64Array;
  /** By basket that receives: posterior mean and probability of exceeding the null rate under the law. */
  readonly mean: Float64Array;
  readonly above: Float64Array;
  /** Finds all that from the baskets' cells, whose tables it completes where a posterior is. */
  readonly find: (current: readonly BasketCell[]) => void;
  /** Adds the posterior of basket j under the law, with so much of it in all, to the density of an interval. */
  readonly addTo: (intervals: LogitIntervals, j: number, share: number) => void;
}

/**
 * @param prior mass of the nodes without any basket
 * @param gives by basket: 1 where its data speak for others; one that gives and receives does not speak for itself
 * @param receives by basket: 1 where others speak for it
 */
export function mapPosteriors(
  cells: BasketCells,
  prior: Float64Array,
  gives: Uint8Array,
  receives: Uint8Array,
): MapPosteriors {
  const baskets = gives.length;
  const size = prior.length;
  /** By basket: product of the marginal likelihoods of the donors from it on. */
  const after = Array.from({ length: baskets + 1 }, () => new Float64Array(size).fill(1));
  /** Prior times those of all donors, and the nodes that count then. */
  const given = new Float64Array(size);
  const givenNodes = posteriorNodes(size);
  const mass = new Float64Array(size);
  const nodes = posteriorNodes(size);
  const wanted = new Int32Array(size);
  const without = new Float64Array(baskets);
  const total = new Float64Array(baskets);
  const mean = new Float64Array(baskets);
  const above = new Float64Array(baskets);
  const pair = new Float64Array(2);
  let current: readonly BasketCell[] = [];

  /** Whether none of these nodes rests on the bound of a donor; completes those that do. */
  const isResolved = ({ active, count }: PosteriorNodes, except: number): boolean => {
    let resolved = true;
    for (let j = 0; j < baskets; j++) {
      if (gives[j] === 0 || j === except) continue;
      const many = findBounds(active, count, cells.bounded, current[j].bound, wanted);
      if (many > 0) resolved = false;
      cells.complete(current[j], wanted, many);
    }
    return resolved;
  };

  /** Sums without each basket's own data. Whether no bound is in them. */
  const leaveOut = (): boolean => {
    let resolved = true;
    for (let j = baskets - 1; j > 0; j--) {
      if (gives[j] === 1) product(after[j + 1], current[j].marginal, after[j]);
      else after[j].set(after[j + 1]);
    }
    given.set(prior);
    for (let j = 0; j < baskets; j++) {
      if (gives[j] === 0) continue;
      if (receives[j] === 1) {
        product(given, after[j + 1], mass);
        findActive(mass, 0, size, nodes);
        without[j] = nodes.total;
        if (!isResolved(nodes, j)) resolved = false;
      }
      multiply(given, current[j].marginal, 0, size);
    }
    findActive(given, 0, size, givenNodes);
    if (!isResolved(givenNodes, -1)) resolved = false;
    for (let j = 0; j < baskets; j++) if (gives[j] === 0) without[j] = givenNodes.total;
    return resolved;
  };

  /** The nodes of basket j's posterior; their mass is that of all donors where it is one, and else in `mass`. */
  const nodesOf = (j: number): PosteriorNodes => {
    if (gives[j] === 1) return givenNodes;
    product(given, current[j].marginal, mass);
    findActive(mass, 0, size, nodes);
    return nodes;
  };

  /** Whether the tables are complete where basket j's posterior is: its own, and those of donors whom its data contradict. */
  const isKnown = (j: number): boolean => {
    const own = nodesOf(j);
    if (gives[j] === 0 && !isResolved(own, -1)) return false;
    meansOver(gives[j] === 1 ? given : mass, current[j].mean, current[j].above[cells.rateOf[j]], own, pair);
    total[j] = own.total;
    mean[j] = pair[0];
    above[j] = pair[1];
    return !(Number.isNaN(pair[0]) && cells.complete(current[j], own.active, own.count));
  };

  return {
    without,
    total,
    mean,
    above,
    find: (cellsOfTrial) => {
      current = cellsOfTrial;
      for (let known = false; !known; ) {
        known = leaveOut();
        for (let j = 0; j < baskets; j++) if (receives[j] === 1 && !isKnown(j)) known = false;
      }
    },
    addTo: (intervals, j, share) => {
      const { active, count, total: all } = nodesOf(j);
      const own = gives[j] === 1 ? given : mass;
      for (let i = 0; i < count; i++) intervals.addNode(active[i], (share * own[active[i]]) / all);
    },
  };
}

function product(one: Float64Array, other: Float64Array, out: Float64Array): void {
  for (let g = 0; g < out.length; g++) out[g] = one[g] * other[g];
}

/** The active nodes whose marginal likelihood is a bound, of the first `bounded`: how many. */
function findBounds(
  active: Int32Array,
  count: number,
  bounded: number,
  bound: Uint8Array,
  out: Int32Array,
): number {
  let many = 0;
  for (let i = 0; i < count && active[i] < bounded; i++) if (bound[active[i]] === 1) out[many++] = active[i];
  return many;
}
