import { logBeta } from '../numeric/betaTail.ts';
import { type BasketMethod, type BasketSetting, basketPosteriors } from './basketAnalysis.ts';
import { type BasketCell, basketCells } from './basketCells.ts';
import { betaCounts } from './betaCounts.ts';
import type { BetaShapes } from './betaShapes.ts';
import { checkDonors, checkPrior, checkShare } from './checks.ts';
import { hyperGrid, leastError, priorMasses } from './hyperGrid.ts';
import { checkHyperPrior, type HyperPriorOptions, hyperPrior } from './hyperPrior.ts';
import { logitIntervals } from './logitInterval.ts';
import { mapPosteriors } from './mapPosteriors.ts';
import { asProbability } from './posteriorNodes.ts';
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
    const current = new Array<BasketCell>(baskets);
    const posteriors = mapPosteriors(cells, prior, gives, receives);
    const intervals = level === null ? null : logitIntervals(grid, cells.rates, level);
    const vagueOnGrid = Float64Array.from({ length: grid.count }, (_, l) => {
      const theta = grid.first + l * grid.step;
      const logP = theta < 0 ? theta - Math.log1p(Math.exp(theta)) : -Math.log1p(Math.exp(-theta));
      return Math.exp((vague[0] + vague[1]) * logP - vague[1] * theta);
    });
    /** Prior probability of basket j's data times that of the vague part, beside `posteriors.without`. */
    const apart = (j: number, n: number, x: number) =>
      (1 - weight) *
      Math.exp(logBeta(vague[0] + x, vague[1] + n - x) - logBeta(vague[0], vague[1]) - current[j].logScale);
    return {
      baskets,
      analyse: (n, x, out) => {
        for (let j = 0; j < baskets; j++) current[j] = cells.cell(n[j], x[j]);
        if (weight > 0) posteriors.find(current);
        for (let j = 0; j < baskets; j++) {
          writeAlone(j, n[j], x[j], alone);
          writeAlone(j, n[j], x[j], out);
          out.size[j] = Number.NaN;
          if (receives[j] === 0 || weight === 0) continue;
          const map = (weight * posteriors.total[j]) / posteriors.without[j];
          const own = apart(j, n[j], x[j]);
          const share = own / (map + own);
          out.mean[j] = (1 - share) * posteriors.mean[j] + share * alone.mean[j];
          out.above[j] = asProbability((1 - share) * posteriors.above[j] + share * alone.above[j]);
          if (intervals === null) continue;
          intervals.clear(current[j]);
          posteriors.addTo(intervals, j, 1 - share);
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
