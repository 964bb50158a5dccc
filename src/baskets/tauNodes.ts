import { logGamma } from '../numeric/betaTail.ts';
import { gaussLegendre } from '../numeric/gaussLegendre.ts';
import type { TauPrior } from './hyperPrior.ts';

/** Step of the transformed variable: errors of exp(-2 pi d / step) for a strip of analyticity of half-width d. */
const SINH_STEP = 0.22;
const LOG_STEP = 0.25;
/** A half-normal law has less than 1e-15 beyond so many scales. */
const REACH = 8;
/** exp(-45) is nothing. */
const FLOOR = 45;
const MOST_TAU = 1000;
const UNIFORM_POINTS = 40;

export interface TauNodes {
  /** Ascending. */
  readonly tau: Float64Array;
  /** Prior mass of each: sums to 1 but for truncation. */
  readonly mass: Float64Array;
}

/**
 * Quadrature over tau. What is integrated is an even, analytic function of tau with poles at +-i times the standard
 * error of a basket, so the trapezoid rule on tau = a sinh(t) converges geometrically.
 *
 * @param width standard error of the largest basket on the logit scale
 */
export function tauNodes(prior: TauPrior, width: number): TauNodes {
  switch (prior.kind) {
    case 'fixed':
      return { tau: Float64Array.of(prior.value), mass: Float64Array.of(1) };
    case 'uniform': {
      const { node, weight } = gaussLegendre(UNIFORM_POINTS);
      return {
        tau: node.map((x) => (prior.upper * (1 + x)) / 2),
        mass: weight.map((w) => w / 2),
      };
    }
    case 'half-normal': {
      const { scale } = prior;
      const nodes = sinhNodes(Math.min(width, 2 * scale), REACH * scale);
      const density = (tau: number) =>
        (Math.sqrt(2 / Math.PI) / scale) * Math.exp(-(tau * tau) / (2 * scale * scale));
      return { tau: nodes.tau, mass: nodes.length.map((length, i) => length * density(nodes.tau[i])) };
    }
    case 'inverse-gamma': {
      const { shape, scale } = prior;
      const from = 0.5 * Math.log(scale / FLOOR);
      const count = Math.ceil((Math.log(MOST_TAU) - from) / LOG_STEP);
      const tau = Float64Array.from({ length: count }, (_, i) => Math.exp(from + i * LOG_STEP));
      const constant = Math.LN2 + shape * Math.log(scale) - logGamma(shape);
      const mass = tau.map((t) => LOG_STEP * Math.exp(constant - 2 * shape * Math.log(t) - scale / (t * t)));
      const sum = mass.reduce((total, m) => total + m, 0);
      return { tau, mass: mass.map((m) => m / sum) };
    }
  }
}

/**
 * Nodes a sinh(i step) from 0 up to a greatest value, and the length of tau that each stands for.
 *
 * @param scale a: where the nodes begin to open out
 */
export function sinhNodes(scale: number, greatest: number): { tau: Float64Array; length: Float64Array } {
  const count = Math.ceil(Math.asinh(greatest / scale) / SINH_STEP) + 1;
  const t = Float64Array.from({ length: count }, (_, i) => i * SINH_STEP);
  return {
    tau: t.map((u) => scale * Math.sinh(u)),
    length: t.map((u, i) => (i === 0 ? 0.5 : 1) * scale * Math.cosh(u) * SINH_STEP),
  };
}

/** Where tau lies between the nodes of `sinhNodes`, in steps. */
export function sinhPosition(tau: number, scale: number): number {
  return Math.asinh(tau / scale) / SINH_STEP;
}
