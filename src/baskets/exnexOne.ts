import type { BasketAnalysis, BasketSetting } from './basketAnalysis.ts';
import { type BasketCell, basketCells } from './basketCells.ts';
import type { ExnexModel } from './exnexModel.ts';
import { hyperGrid, leastError, priorMasses } from './hyperGrid.ts';
import { type LogitIntervals, logitIntervals } from './logitInterval.ts';
import { loners } from './loners.ts';
import { normalOnGrid } from './normalOnGrid.ts';
import {
  asProbability,
  findActive,
  multiplyMixture,
  type PosteriorNodes,
  posteriorNodes,
} from './posteriorNodes.ts';
import { tauNodes } from './tauNodes.ts';

/** Nodes where a basket belongs with less than this probability give nothing to it. */
const NEGLIGIBLE = 1e-11;
/** Nor do those that have less than this part of the posterior, with the basket there: 4e-9 of it in all at most. */
const LEAST_PART = 1e-12;

/** EXNEX with one law to share: given (mu, tau) the baskets are independent, each a mixture of two. */
export function exnexOne(
  { laws: [law], weights: [weights], alone }: ExnexModel,
  setting: BasketSetting,
): BasketAnalysis {
  const { nullRates, level } = setting;
  const baskets = nullRates.length;
  const over = tauNodes(law.tau, leastError(setting));
  const grid = hyperGrid(setting, { mu: [law.mu], tau: over.tau, others: alone.map(({ sd }) => sd) });
  const prior = priorMasses(grid, law.mu, over.mass);
  const cells = basketCells(grid, setting);
  const single = loners(cells, alone);
  const onGrid = alone.map((one) => normalOnGrid(grid, one));
  const mass = new Float64Array(grid.nodes);
  const nodes = posteriorNodes(grid.nodes);
  const sums = new Float64Array(3);
  /** The sums of all baskets. */
  const found = new Float64Array(3 * baskets);
  const intervals = level === null ? null : logitIntervals(grid, cells.rates, level);
  const current = new Array<BasketCell>(baskets);
  const wanted = new Int32Array(grid.nodes);

  const lonely = new Float64Array(baskets);

  const sumUp = (j: number, to: LogitIntervals | null) =>
    gather(mass, nodes, current[j], cells.rateOf[j], weights[j], lonely[j], sums, to);

  /** Finds the nodes of the posterior, until the tables are complete there. */
  const locate = () => {
    for (let known = false; !known; ) {
      mass.set(prior);
      for (let j = 0; j < baskets; j++)
        multiplyMixture(mass, current[j].marginal, weights[j], lonely[j], NEGLIGIBLE);
      findActive(mass, 0, mass.length, nodes);
      known = true;
      for (let j = 0; j < baskets; j++) {
        sumUp(j, null);
        found.set(sums, 3 * j);
        if (!Number.isNaN(sums[1])) continue;
        const many = findWanted(mass, nodes, current[j], weights[j], lonely[j], wanted);
        if (cells.complete(current[j], wanted, many)) known = false;
      }
    }
  };

  return {
    baskets,
    analyse: (n, x, out) => {
      for (let j = 0; j < baskets; j++) {
        current[j] = cells.cell(n[j], x[j]);
        lonely[j] = (1 - weights[j]) * single(j, current[j]).marginal;
      }
      locate();
      for (let j = 0; j < baskets; j++) {
        const lone = single(j, current[j]);
        const rate = cells.rateOf[j];
        const share = 1 - found[3 * j] / nodes.total;
        out.mean[j] = found[3 * j + 1] / nodes.total + share * lone.mean;
        out.above[j] = asProbability(found[3 * j + 2] / nodes.total + share * lone.above[rate]);
        if (intervals === null) continue;
        intervals.clear(current[j]);
        sumUp(j, intervals);
        intervals.addPrior(onGrid[j], share);
        intervals.write(j, rate, out.above[j], out);
      }
    },
  };
}

/** The nodes that `gather` adds up, or whose mass rests on a bound, and where the basket's tables are not complete. */
function findWanted(
  mass: Float64Array,
  { active, count, total }: PosteriorNodes,
  { marginal, bound, mean }: BasketCell,
  weight: number,
  lonely: number,
  wanted: Int32Array,
): number {
  const least = NEGLIGIBLE * lonely;
  const small = LEAST_PART * total;
  let many = 0;
  for (let i = 0; i < count; i++) {
    const g = active[i];
    if (!Number.isNaN(mean[g])) continue;
    const belongs = weight * marginal[g];
    if (belongs < least || (bound[g] === 0 && mass[g] * belongs < small * (belongs + lonely))) continue;
    wanted[many++] = g;
  }
  return many;
}

/** Sums over the nodes of the mass with which a basket belongs, of its mean (NaN where `findWanted` finds some) and of its tail. */
function gather(
  mass: Float64Array,
  { active, count, total }: PosteriorNodes,
  cell: BasketCell,
  rate: number,
  weight: number,
  lonely: number,
  sums: Float64Array,
  intervals: LogitIntervals | null,
): void {
  const { marginal, bound, mean } = cell;
  const above = cell.above[rate];
  const least = NEGLIGIBLE * lonely;
  const small = LEAST_PART * total;
  sums.fill(0);
  for (let i = 0; i < count; i++) {
    const g = active[i];
    const belongs = weight * marginal[g];
    if (belongs < least) continue;
    if (mass[g] * belongs < small * (belongs + lonely)) {
      if (bound[g] === 1) sums[1] = Number.NaN;
      continue;
    }
    const part = (mass[g] * belongs) / (belongs + lonely);
    sums[0] += part;
    sums[1] += part * mean[g];
    sums[2] += part * above[g];
    if (intervals !== null) intervals.addNode(g, part / total);
  }
}
