import { logBeta } from '../numeric/betaTail.ts';
import { type BasketMethod, type BasketSetting, basketPosteriors } from './basketAnalysis.ts';
import { type BasketCell, basketCells } from './basketCells.ts';
import { betaCounts } from './betaCounts.ts';
import type { BetaShapes } from './betaShapes.ts';
import { checkDonors, checkPrior, checkShare } from './checks.ts';
import { hyperGrid, leastError, priorMasses } from './hyperGrid.ts';
import { checkHyperPrior, type HyperPriorOptions, hyperPrior } from './hyperPrior.ts';
import { logitIntervals } from './logitInterval.ts';
import { asProbability, findActive, meanOver, posteriorNodes } from './posteriorNodes.ts';
import { type BasketRefusal, basketRefusal } from './refusals.ts';
import { tauNodes } from './tauNodes.ts';

/** Patients and responders of a study outside the trial. */
interface Source {
  readonly n: number;
  readonly x: number;
}

export interface RobustMapOptions extends HyperPriorOptions {
  /** Prior probability that the meta-analytic prior applies; 0.5 where not given. */
  readonly weight?: number;
  /** Beta prior where it does not; 1, 1 where not given. */
  readonly vague?: BetaShapes;
  /** Data from outside, such as adults or an earlier trial. */
  readonly sources?: readonly Source[];
  /** Baskets, from 0, that only give and stand alone under the vague prior; all borrow from all where not given. */
  readonly donors?: readonly number[];
}

/**
 * Robust meta-analytic-predictive prior: a basket's prior is a mixture of what the others predict for it under a
 * hierarchical model, and of a vague beta law; its own data say which of the two holds. By quadrature.
 *
 * Source: Schmidli et al., Biometrics 2014;70:1023-1032.
 *
 * @example x = 0, 5, 5 of 10 each against 0.2: means 0.096, 0.473, 0.473; weight 1 is `bhm`, 0 `beta-binomial`
 */
export const robustMap: BasketMethod<RobustMapOptions> = {
  filled,
  check: (options, { nullRates }) => [
    ...checkHyperPrior(options),
    ...checkShare(options.weight, 'weight'),
    ...checkPrior(options.vague, 'vague'),
    ...checkSources(options.sources ?? []),
    ...checkDonors(options.donors, nullRates.length),
  ],
  build: (options, setting) => {
    const { weight, vague, sources = [], donors, mu, tau } = filled(options, setting);
    const { nullRates, level, mostPatients } = setting;
    const baskets = nullRates.length;
    const wide = widened(setting, sources);
    const over = tauNodes(tau, leastError(wide));
    const outside = sources.reduce((sum, { n }) => sum + n, 0);
    const grid = hyperGrid(setting, { mu: [mu], tau: over.tau, outside });
    const cells = basketCells(grid, wide);
    const prior = priorMasses(grid, mu, over.mass);
    for (const { n, x } of sources) {
      const { marginal } = cells.whole(n, x);
      for (let g = 0; g < prior.length; g++) prior[g] *= marginal[g];
    }
    const gives = Uint8Array.from(nullRates, (_, j) => (donors === undefined || donors.includes(j) ? 1 : 0));
    const receives = Uint8Array.from(nullRates, (_, j) => (donors?.includes(j) ? 0 : 1));
    const writeAlone = betaCounts(vague, setting, mostPatients);
    const alone = basketPosteriors(baskets);
    /** Prior x marginals of the donors before this basket; of those after it, by basket. */
    const before = new Float64Array(grid.nodes);
    const after = Array.from({ length: baskets + 1 }, () => new Float64Array(grid.nodes));
    const mass = new Float64Array(grid.nodes);
    const nodes = posteriorNodes(grid.nodes);
    const intervals = level === null ? null : logitIntervals(grid, cells.rates, level);
    const vagueOnGrid = Float64Array.from({ length: grid.count }, (_, l) => {
      const theta = grid.first + l * grid.step;
      const logP = theta < 0 ? theta - Math.log1p(Math.exp(theta)) : -Math.log1p(Math.exp(-theta));
      return Math.exp((vague[0] + vague[1]) * logP - vague[1] * theta);
    });
    return {
      baskets,
      analyse: (n, x, out) => {
        after[baskets].fill(1);
        for (let j = baskets - 1; j > 0; j--)
          times(after[j + 1], gives[j] ? cells.whole(n[j], x[j]) : null, after[j]);
        before.set(prior);
        for (let j = 0; j < baskets; j++) {
          if (j > 0) times(before, gives[j - 1] ? cells.whole(n[j - 1], x[j - 1]) : null, before);
          writeAlone(j, n[j], x[j], alone);
          writeAlone(j, n[j], x[j], out);
          out.size[j] = Number.NaN;
          if (receives[j] === 0 || weight === 0) continue;
          const cell = cells.whole(n[j], x[j]);
          const predicted = predict(before, after[j + 1], cell, mass);
          findActive(mass, 0, mass.length, nodes);
          const map = (weight * nodes.total) / predicted;
          const apart =
            (1 - weight) *
            Math.exp(
              logBeta(vague[0] + x[j], vague[1] + n[j] - x[j]) - logBeta(vague[0], vague[1]) - cell.logScale,
            );
          const share = apart / (map + apart);
          const above = cell.above[cells.rateOf[j]];
          out.mean[j] = (1 - share) * meanOver(mass, cell.mean, nodes) + share * alone.mean[j];
          out.above[j] = asProbability((1 - share) * meanOver(mass, above, nodes) + share * alone.above[j]);
          if (intervals === null) continue;
          intervals.clear(cell);
          for (let i = 0; i < nodes.count; i++) {
            const g = nodes.active[i];
            intervals.addNode(g, ((1 - share) * mass[g]) / nodes.total);
          }
          intervals.addPrior(vagueOnGrid, share);
          intervals.write(j, cells.rateOf[j], out.above[j], out);
        }
      },
    };
  },
};

function filled(options: RobustMapOptions, { nullRates }: BasketSetting) {
  const { weight = 0.5, vague = [1, 1] } = options;
  return { ...options, weight, vague, ...hyperPrior(options, nullRates) };
}

/** Writes the product with a basket's marginal likelihoods, or without for null. */
function times(mass: Float64Array, cell: BasketCell | null, out: Float64Array): void {
  if (cell === null) out.set(mass);
  else for (let g = 0; g < out.length; g++) out[g] = mass[g] * cell.marginal[g];
}

/** Writes the mass with the basket's own data, gives that without. */
function predict(
  before: Float64Array,
  after: Float64Array,
  { marginal }: BasketCell,
  mass: Float64Array,
): number {
  let predicted = 0;
  for (let g = 0; g < mass.length; g++) {
    const others = before[g] * after[g];
    predicted += others;
    mass[g] = others * marginal[g];
  }
  return predicted;
}

/** Tables must reach the sources too. */
function widened(setting: BasketSetting, sources: readonly Source[]): BasketSetting {
  return { ...setting, mostPatients: Math.max(setting.mostPatients, ...sources.map(({ n }) => n)) };
}

function checkSources(sources: readonly Source[]): BasketRefusal[] {
  return sources.flatMap(({ n, x }, i) =>
    Number.isInteger(n) && Number.isInteger(x) && n >= 1 && n <= 5000 && x >= 0 && x <= n
      ? []
      : [basketRefusal('source', `sources[${i}]`, { n, x }, {})],
  );
}
