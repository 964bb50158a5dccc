import type { BasketMethod, BasketSetting } from './basketAnalysis.ts';
import { type BasketCell, basketCells } from './basketCells.ts';
import { basketMeans } from './basketMeans.ts';
import { homogeneity } from './homogeneity.ts';
import { hyperGrid, leastError, priorMasses } from './hyperGrid.ts';
import { centralRate, checkNormal, type NormalPrior, unitPrior } from './hyperPrior.ts';
import { logitIntervals } from './logitInterval.ts';
import { asProbability, findActive, multiply, posteriorNodes } from './posteriorNodes.ts';
import { type BasketRefusal, basketRefusal } from './refusals.ts';
import { sinhNodes, sinhPosition } from './tauNodes.ts';

/** Standard deviations beyond this are as good as no borrowing, and are set to it. */
const MOST_TAU = 100;
/** Nodes of tau between which posteriors are interpolated by a polynomial. */
const POINTS = 10;

export interface CbhmOptions {
  /** tau^2 = exp(a + b log T), T the chi-square statistic of homogeneity: `calibrateChuYuan` gives both. */
  readonly a: number;
  /** > 0: the more the baskets differ, the less is borrowed. */
  readonly b: number;
  /** Worth one patient at the mean null rate where not given. */
  readonly mu?: NormalPrior;
}

/**
 * Calibrated Bayesian hierarchical model: as `bhm`, with tau not a parameter but a function of how much the observed
 * rates differ. T = 0 (and trials with no or only responders) pools.
 *
 * Posteriors at the nodes of tau by quadrature over mu; between nodes by the polynomial through the ten nearest. Errors
 * below 2e-6.
 *
 * Source: Chu & Yuan, Clinical Trials 2018;15:149-158.
 *
 * @example a = -4, b = 2, x = 2, 2, 2 of 10 each: tau = 0, all data are pooled
 */
export const cbhm: BasketMethod<CbhmOptions> = {
  filled,
  check: ({ a, b, mu }) => [...checkLine(a, b), ...checkNormal(mu, 'mu')],
  build: (options, setting) => {
    const { a, b, mu } = filled(options, setting);
    const { nullRates, level } = setting;
    const baskets = nullRates.length;
    const scale = leastError(setting);
    const { tau } = sinhNodes(scale, MOST_TAU);
    const grid = hyperGrid(setting, { mu: [mu], tau });
    const prior = priorMasses(grid, mu, new Float64Array(tau.length).fill(1));
    const cells = basketCells(grid, setting);
    const mass = new Float64Array(grid.nodes);
    const nodes = posteriorNodes(grid.nodes);
    const intervals = level === null ? null : logitIntervals(grid, cells.rates, level);
    const share = new Float64Array(tau.length);
    const { begin } = grid;

    const current = new Array<BasketCell>(baskets);
    /** Means and tails of all baskets. */
    const found = new Float64Array(2 * baskets);

    /** Finds the nodes of one tau and what is found there, until the tables are complete there. */
    const locate = (i: number) => {
      for (let known = false; !known; ) {
        for (let g = begin[i]; g < begin[i + 1]; g++) mass[g] = prior[g];
        for (let j = 0; j < baskets; j++) multiply(mass, current[j].marginal, begin[i], begin[i + 1]);
        findActive(mass, begin[i], begin[i + 1], nodes);
        known = basketMeans(cells, current, mass, nodes, found);
      }
    };

    return {
      baskets,
      analyse: (n, x, out) => {
        const variance = Math.exp(a + b * Math.log(homogeneity(n, x, baskets)));
        const [from, to] = interpolate(sinhPosition(Math.min(MOST_TAU, Math.sqrt(variance)), scale), share);
        out.mean.fill(0);
        out.above.fill(0);
        for (let j = 0; j < baskets; j++) current[j] = cells.cell(n[j], x[j]);
        for (let i = from; i < to; i++) {
          locate(i);
          for (let j = 0; j < baskets; j++) {
            out.mean[j] += share[i] * found[2 * j];
            out.above[j] += share[i] * found[2 * j + 1];
          }
          for (let g = begin[i]; g < begin[i + 1]; g++) mass[g] *= share[i] / nodes.total;
        }
        for (let j = 0; j < baskets; j++) out.above[j] = asProbability(out.above[j]);
        if (intervals === null) return;
        for (let j = 0; j < baskets; j++) {
          intervals.clear(current[j]);
          for (let g = begin[from]; g < begin[to]; g++)
            if (Math.abs(mass[g]) > 1e-14) intervals.addNode(g, mass[g]);
          intervals.write(j, cells.rateOf[j], out.above[j], out);
        }
      },
    };
  },
};

function filled(options: CbhmOptions, { nullRates }: BasketSetting) {
  return { ...options, mu: options.mu ?? unitPrior(centralRate(nullRates), 1) };
}

const RANGE = new Int32Array(2);

/**
 * Weights of the nodes of tau in the polynomial through those nearest to a position, which an even function of tau
 * mirrors beyond 0: first node with a weight and one after the last.
 */
function interpolate(position: number, weights: Float64Array): Int32Array {
  weights.fill(0);
  const last = weights.length - 1;
  const begin = Math.min(Math.ceil(position) - POINTS / 2, last - POINTS + 1);
  RANGE[0] = last;
  RANGE[1] = 0;
  for (let i = begin; i < begin + POINTS; i++) {
    let weight = 1;
    for (let k = begin; k < begin + POINTS; k++) if (k !== i) weight *= (position - k) / (i - k);
    if (weight === 0) continue;
    const node = Math.abs(i);
    weights[node] += weight;
    RANGE[0] = Math.min(RANGE[0], node);
    RANGE[1] = Math.max(RANGE[1], node + 1);
  }
  return RANGE;
}

function checkLine(a: number, b: number): BasketRefusal[] {
  return [
    ...(Number.isFinite(a) ? [] : [basketRefusal('finite', 'a', a, {})]),
    ...(b > 0 && b < Number.POSITIVE_INFINITY ? [] : [basketRefusal('positive', 'b', b, {})]),
  ];
}
