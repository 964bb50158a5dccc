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
const NEGLIGIBLE = 1e-13;

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
  const intervals = level === null ? null : logitIntervals(grid, cells.rates, level);
  return {
    baskets,
    analyse: (n, x, out) => {
      mass.set(prior);
      for (let j = 0; j < baskets; j++) {
        const cell = cells.cell(n[j], x[j]);
        const lonely = (1 - weights[j]) * single(j, cell).marginal;
        multiplyMixture(mass, cell.marginal, weights[j], lonely);
      }
      findActive(mass, 0, mass.length, nodes);
      for (let j = 0; j < baskets; j++) {
        const cell = cells.cell(n[j], x[j]);
        const lone = single(j, cell);
        const rate = cells.rateOf[j];
        const lonely = (1 - weights[j]) * lone.marginal;
        intervals?.clear(cell);
        gather(mass, nodes, cell, cell.above[rate], weights[j], lonely, sums, intervals);
        const [shared, mean, exceeds] = sums;
        const share = 1 - shared / nodes.total;
        out.mean[j] = mean / nodes.total + share * lone.mean;
        out.above[j] = asProbability(exceeds / nodes.total + share * lone.above[rate]);
        if (intervals === null) continue;
        intervals.addPrior(onGrid[j], share);
        intervals.write(j, rate, out.above[j], out);
      }
    },
  };
}

/** Sums over the nodes of the mass with which a basket belongs, of its mean and of its tail. */
function gather(
  mass: Float64Array,
  { active, count, total }: PosteriorNodes,
  cell: BasketCell,
  above: Float64Array,
  weight: number,
  lonely: number,
  sums: Float64Array,
  intervals: LogitIntervals | null,
): void {
  const { marginal, mean } = cell;
  const least = NEGLIGIBLE * lonely;
  sums.fill(0);
  for (let i = 0; i < count; i++) {
    const g = active[i];
    const belongs = weight * marginal[g];
    if (belongs < least) continue;
    const part = (mass[g] * belongs) / (belongs + lonely);
    sums[0] += part;
    sums[1] += part * mean[g];
    sums[2] += part * above[g];
    if (intervals !== null) intervals.addNode(g, part / total);
  }
}
