import type { BasketAnalysis, BasketSetting } from './basketAnalysis.ts';
import { type BasketCell, basketCells } from './basketCells.ts';
import type { ExnexModel } from './exnexModel.ts';
import { hyperGrid, leastError, priorMasses } from './hyperGrid.ts';
import { logitIntervals } from './logitInterval.ts';
import { loners } from './loners.ts';
import { normalOnGrid } from './normalOnGrid.ts';
import { asProbability } from './posteriorNodes.ts';
import { tauNodes } from './tauNodes.ts';

/** Nodes with less prior mass than this are left out. */
const NEGLIGIBLE = 1e-14;

/**
 * EXNEX with two laws to share. The baskets are no longer independent given one law's (mu, tau), so who belongs where
 * is summed over: first the evidence for every set of baskets under each law (pass one), then, for each set, the
 * evidence for all others, and with it what each basket's posterior takes from each node (pass two).
 *
 * Sets are bit masks: 2^baskets of them, each with a number for every node: 1 to 3 ms an analysis of eight baskets,
 * 0.1 ms of four.
 */
export function exnexTwo({ laws, weights, alone }: ExnexModel, setting: BasketSetting): BasketAnalysis {
  const { nullRates, level } = setting;
  const baskets = nullRates.length;
  const sets = 1 << baskets;
  const over = laws.map(({ tau }) => tauNodes(tau, leastError(setting)));
  // One law's nodes, then the other's: each has no mass at those of the other.
  const tau = Float64Array.from(over.flatMap((nodes) => [...nodes.tau]));
  const grid = hyperGrid(setting, { mu: laws.map(({ mu }) => mu), tau, others: alone.map(({ sd }) => sd) });
  const own = laws.map(({ mu }, a) => {
    const masses = over.flatMap((nodes, b) => [...nodes.mass].map((m) => (a === b ? m : 0)));
    const mass = priorMasses(grid, mu, masses);
    const active = Int32Array.from([...mass.keys()].filter((g) => mass[g] > NEGLIGIBLE));
    return { mass, active };
  });
  const cells = basketCells(grid, setting);
  const single = loners(cells, alone);
  const onGrid = alone.map((one) => normalOnGrid(grid, one));
  const intervals = level === null ? null : logitIntervals(grid, cells.rates, level);
  const evidence = laws.map(() => new Float64Array(sets));
  const rest = new Float64Array(sets);
  const product = new Float64Array(sets);
  const lonely = new Float64Array(sets);
  const current = new Array<BasketCell>(baskets);
  /** By law, by basket: mass of the posterior, mean and tail times it. */
  const parts = laws.map(() => [0, 1, 2].map(() => new Float64Array(baskets)));
  /** By law: mass of every node in the posterior of each basket; only kept for intervals. */
  const shares = laws.map((_, a) =>
    Array.from({ length: level === null ? 0 : baskets }, () => new Float64Array(own[a].active.length)),
  );

  return {
    baskets,
    analyse: (n, x, out) => {
      for (let j = 0; j < baskets; j++) current[j] = cells.whole(n[j], x[j]);
      lonely[0] = 1;
      for (let j = 0; j < baskets; j++)
        extend(lonely, j, (1 - weights[0][j] - weights[1][j]) * single(j, current[j]).marginal);
      for (let a = 0; a < 2; a++) gatherEvidence(own[a], weights[a], current, product, evidence[a]);
      let total = 0;
      for (let a = 0; a < 2; a++) {
        gatherRest(evidence[1 - a], lonely, rest);
        if (a === 0) for (let s = 0; s < sets; s++) total += evidence[0][s] * rest[s];
        gatherPosterior(own[a], weights[a], current, cells.rateOf, rest, total, product, parts[a], shares[a]);
      }
      for (let j = 0; j < baskets; j++) {
        const lone = single(j, current[j]);
        const share = 1 - parts[0][0][j] - parts[1][0][j];
        out.mean[j] = parts[0][1][j] + parts[1][1][j] + share * lone.mean;
        out.above[j] = asProbability(parts[0][2][j] + parts[1][2][j] + share * lone.above[cells.rateOf[j]]);
        if (intervals === null) continue;
        intervals.clear(current[j]);
        for (let a = 0; a < 2; a++) {
          const { active } = own[a];
          for (let i = 0; i < active.length; i++)
            if (shares[a][j][i] > NEGLIGIBLE) intervals.addNode(active[i], shares[a][j][i]);
        }
        intervals.addPrior(onGrid[j], share);
        intervals.write(j, cells.rateOf[j], out.above[j], out);
      }
    },
  };
}

interface LawNodes {
  readonly mass: Float64Array;
  readonly active: Int32Array;
}

/** From the products over sets of the baskets before j, those over the sets that hold j. */
function extend(product: Float64Array, j: number, factor: number): void {
  const bit = 1 << j;
  for (let s = 0; s < bit; s++) product[bit + s] = product[s] * factor;
}

/** Evidence of every set of baskets under one law. */
function gatherEvidence(
  { mass, active }: LawNodes,
  weights: Float64Array,
  cells: readonly BasketCell[],
  product: Float64Array,
  out: Float64Array,
): void {
  out.fill(0);
  for (let i = 0; i < active.length; i++) {
    const g = active[i];
    product[0] = mass[g];
    for (let j = 0; j < cells.length; j++) extend(product, j, weights[j] * cells[j].marginal[g]);
    for (let s = 0; s < out.length; s++) out[s] += product[s];
  }
}

/** For every set under one law, the evidence that all other baskets have under the other law or alone. */
function gatherRest(other: Float64Array, lonely: Float64Array, out: Float64Array): void {
  const all = out.length - 1;
  for (let s = 0; s <= all; s++) {
    const left = all - s;
    let sum = 0;
    for (let t = left; ; t = (t - 1) & left) {
      sum += other[t] * lonely[left - t];
      if (t === 0) break;
    }
    out[s] = sum;
  }
}

/** What one law gives to the posterior of every basket: mass, mean and tail (`parts`), and mass by node (`shares`). */
function gatherPosterior(
  { mass, active }: LawNodes,
  weights: Float64Array,
  cells: readonly BasketCell[],
  rateOf: Int32Array,
  rest: Float64Array,
  total: number,
  product: Float64Array,
  [belongs, mean, above]: readonly Float64Array[],
  shares: readonly Float64Array[],
): void {
  belongs.fill(0);
  mean.fill(0);
  above.fill(0);
  const sets = product.length;
  for (let i = 0; i < active.length; i++) {
    const g = active[i];
    product[0] = mass[g] / total;
    for (let j = 0; j < cells.length; j++) extend(product, j, weights[j] * cells[j].marginal[g]);
    for (let s = 1; s < sets; s++) product[s] *= rest[s];
    for (let j = 0; j < cells.length; j++) {
      const bit = 1 << j;
      let sum = 0;
      for (let s = bit; s < sets; s = (s + 1) | bit) sum += product[s];
      belongs[j] += sum;
      mean[j] += sum * cells[j].mean[g];
      above[j] += sum * cells[j].above[rateOf[j]][g];
      if (shares.length > 0) shares[j][i] = sum;
    }
  }
}
