import type { BasketMethod } from './basketAnalysis.ts';
import { type BasketCell, basketCells } from './basketCells.ts';
import { basketMeans } from './basketMeans.ts';
import { hyperGrid, leastError, priorMasses } from './hyperGrid.ts';
import { checkHyperPrior, type HyperPriorOptions, hyperPrior } from './hyperPrior.ts';
import { logitIntervals } from './logitInterval.ts';
import { asProbability, findPosterior, posteriorNodes } from './posteriorNodes.ts';
import { tauNodes } from './tauNodes.ts';

export type BhmOptions = HyperPriorOptions;

/**
 * Bayesian hierarchical model: logits of the rates are normal(mu, tau), with priors of mu and tau. By quadrature over
 * mu, tau and each basket's logit; errors below 5e-7.
 *
 * Source: Thall et al., Statistics in Medicine 2003;22:763-780; Berry et al., Clinical Trials 2013;10:720-734.
 *
 * @example x = 0, 5, 5 of 10 each against 0.2: means 0.129, 0.432, 0.432; above 0.228, 0.966, 0.966
 */
export const bhm: BasketMethod<BhmOptions> = {
  filled: (options, { nullRates }) => ({ ...options, ...hyperPrior(options, nullRates) }),
  check: (options) => checkHyperPrior(options),
  build: (options, setting) => {
    const { nullRates, level } = setting;
    const baskets = nullRates.length;
    const { mu, tau } = hyperPrior(options, nullRates);
    const over = tauNodes(tau, leastError(setting));
    const grid = hyperGrid(setting, { mu: [mu], tau: over.tau });
    const prior = priorMasses(grid, mu, over.mass);
    const cells = basketCells(grid, setting);
    const mass = new Float64Array(grid.nodes);
    const nodes = posteriorNodes(grid.nodes);
    const current = new Array<BasketCell>(baskets);
    const marginals = new Array<Float64Array>(baskets);
    const intervals = level === null ? null : logitIntervals(grid, cells.rates, level);
    /** Means and tails of all baskets. */
    const found = new Float64Array(2 * baskets);

    /** Finds the nodes of the posterior and what is found there, until the tables are complete there. */
    const locate = () => {
      for (let known = false; !known; ) {
        findPosterior(prior, marginals, mass, nodes);
        known = basketMeans(cells, current, mass, nodes, found);
      }
    };

    return {
      baskets,
      analyse: (n, x, out) => {
        for (let j = 0; j < baskets; j++) {
          current[j] = cells.cell(n[j], x[j]);
          marginals[j] = current[j].marginal;
        }
        locate();
        for (let j = 0; j < baskets; j++) {
          const cell = current[j];
          out.mean[j] = found[2 * j];
          out.above[j] = asProbability(found[2 * j + 1]);
          if (intervals === null) continue;
          intervals.clear(cell);
          for (let i = 0; i < nodes.count; i++)
            intervals.addNode(nodes.active[i], mass[nodes.active[i]] / nodes.total);
          intervals.write(j, cells.rateOf[j], out.above[j], out);
        }
      },
    };
  },
};
