import type { BasketAnalysis, BasketSetting } from './basketAnalysis.ts';
import type { ExnexModel } from './exnexModel.ts';
import { hyperGrid, leastError, priorMasses } from './hyperGrid.ts';
import { type LogitIntervals, logitIntervals } from './logitInterval.ts';
import { type MixedCell, mixedCells } from './mixedCells.ts';
import { normalOnGrid } from './normalOnGrid.ts';
import {
  asProbability,
  findActive,
  meansOver,
  multiply,
  type PosteriorNodes,
  posteriorNodes,
} from './posteriorNodes.ts';
import { tauNodes } from './tauNodes.ts';

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
  const cells = mixedCells(
    grid,
    setting,
    alone.map((one, j) => ({ weight: weights[j], alone: one })),
  );
  const onGrid = alone.map((one) => normalOnGrid(grid, one));
  const mass = new Float64Array(grid.nodes);
  const nodes = posteriorNodes(grid.nodes);
  const intervals = level === null ? null : logitIntervals(grid, cells.rates, level);
  const current = new Array<MixedCell>(baskets);
  /** Mean and tail, of one basket and of all. */
  const pair = new Float64Array(2);
  const found = new Float64Array(2 * baskets);

  /** Finds the nodes of the posterior and what is found there, until the tables are complete there. */
  const locate = () => {
    for (let known = false; !known; ) {
      mass.set(prior);
      for (let j = 0; j < baskets; j++) multiply(mass, current[j].marginal, 0, mass.length);
      findActive(mass, 0, mass.length, nodes);
      known = true;
      for (let j = 0; j < baskets; j++) {
        const { mean, above } = current[j];
        meansOver(mass, mean, above, nodes, pair);
        found.set(pair, 2 * j);
        if (!Number.isNaN(pair[0])) continue;
        if (cells.complete(j, current[j], nodes.active, nodes.count)) known = false;
      }
    }
  };

  return {
    baskets,
    analyse: (n, x, out) => {
      for (let j = 0; j < baskets; j++) current[j] = cells.cell(j, n[j], x[j]);
      locate();
      for (let j = 0; j < baskets; j++) {
        out.mean[j] = found[2 * j];
        out.above[j] = asProbability(found[2 * j + 1]);
        if (intervals === null) continue;
        intervals.clear(current[j].cell);
        intervals.addPrior(onGrid[j], 1 - addBelonging(mass, nodes, current[j], intervals));
        intervals.write(j, cells.rateOf[j], out.above[j], out);
      }
    },
  };
}

/** Adds what a basket has of each node where it belongs; gives the probability that it does. */
function addBelonging(
  mass: Float64Array,
  { active, count, total }: PosteriorNodes,
  { marginal, lonely }: MixedCell,
  to: LogitIntervals,
): number {
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const g = active[i];
    const part = (mass[g] / total) * (1 - lonely / marginal[g]);
    if (part === 0) continue;
    sum += part;
    to.addNode(g, part);
  }
  return sum;
}
