import type { BasketSetting } from './basketAnalysis.ts';
import type { HyperPrior, NormalPrior } from './hyperPrior.ts';
import { smoothingKernel } from './smoothing.ts';

/** Beyond this logit a rate is 0 or 1 to 2e-9. */
const MOST_LOGIT = 20;
/** Standard deviations of mu on each side. */
const REACH = 7;
/** Steps in the standard error of all data, so that what is tabulated is resolved to 1e-9. */
const FINENESS = 2;
/**
 * The trapezoid rule of mu may be coarser where tau is large: at most so much of the standard deviation of mu given tau
 * and the rate at the null rate, where a basket's tail probability bends at the scale of tau.
 */
const MU_STEP = 0.8;

/**
 * The points (mu, tau) where hierarchical models are integrated, and the logits on which baskets' rates are.
 *
 * The trapezoid rule in mu converges geometrically, since the integrand is analytic and vanishes at both ends; its step
 * follows how narrow the posterior of mu can be given tau.
 */
export interface HyperGrid {
  /** Logits of the rates: from `first` on, `count` of them, `step` apart. */
  readonly first: number;
  readonly step: number;
  readonly count: number;
  readonly tau: Float64Array;
  readonly kernels: readonly Float64Array[];
  /** Nodes of tau i: begin[i] to begin[i + 1] - 1. */
  readonly begin: Int32Array;
  readonly nodes: number;
  /** By node: place of mu on the grid of logits, which it may leave on either side. */
  readonly place: Int32Array;
  /** By node: length of mu that it stands for. */
  readonly length: Float64Array;
}

export interface GridDemands {
  /** Laws of mu that are to be integrated over. */
  readonly mu: readonly NormalPrior[];
  readonly tau: Float64Array;
  /** Standard deviations of further normal laws of a basket's logit. */
  readonly others?: readonly number[];
  /** Patients outside the trial. */
  readonly outside?: number;
}

/** Standard error of the largest basket at a rate of 1/2, where it is least. */
export function leastError({ mostPatients }: BasketSetting): number {
  return 2 / Math.sqrt(mostPatients);
}

/** The grid for a trial of at most so many patients. */
export function hyperGrid(
  setting: BasketSetting,
  { mu, tau, others = [], outside = 0 }: GridDemands,
): HyperGrid {
  const baskets = setting.nullRates.length;
  const patients = outside + (setting.mostInAll ?? baskets * setting.mostPatients);
  const narrowest = Math.max(...mu.map(({ sd }) => 1 / (sd * sd)), 1 / 400);
  const step = Math.min(
    1 / (FINENESS * Math.sqrt(patients / 4 + narrowest)),
    ...others.map((sd) => sd / FINENESS),
  );
  const count = Math.floor((2 * MOST_LOGIT) / step) + 1;
  const first = (-step * (count - 1)) / 2;
  const low = Math.floor((Math.min(...mu.map(({ mean, sd }) => mean - REACH * sd)) - first) / step);
  const high = Math.ceil((Math.max(...mu.map(({ mean, sd }) => mean + REACH * sd)) - first) / step);
  const begin = new Int32Array(tau.length + 1);
  const place: number[] = [];
  const length: number[] = [];
  tau.forEach((t, i) => {
    const information = baskets / (t * t + (4 * baskets) / patients) + narrowest + 1 / (t * t);
    const stride = Math.max(1, Math.floor(MU_STEP / (step * Math.sqrt(information))));
    for (let at = low; at <= high; at += stride) {
      place.push(at);
      length.push(stride * step);
    }
    begin[i + 1] = place.length;
  });
  return {
    first,
    step,
    count,
    tau,
    kernels: Array.from(tau, (t) => smoothingKernel(t / step, count)),
    begin,
    nodes: place.length,
    place: Int32Array.from(place),
    length: Float64Array.from(length),
  };
}

/** Prior mass of every node under a prior whose tau has these masses at the grid's nodes of tau. */
export function priorMasses(grid: HyperGrid, mu: HyperPrior['mu'], tauMass: ArrayLike<number>): Float64Array {
  const mass = new Float64Array(grid.nodes);
  for (let i = 0; i < grid.tau.length; i++) {
    for (let g = grid.begin[i]; g < grid.begin[i + 1]; g++) {
      const z = (grid.first + grid.place[g] * grid.step - mu.mean) / mu.sd;
      mass[g] = (tauMass[i] * grid.length[g] * Math.exp(-0.5 * z * z)) / (mu.sd * Math.sqrt(2 * Math.PI));
    }
  }
  return mass;
}
