import { inside } from './checks.ts';
import { type BasketRefusal, basketRefusal } from './refusals.ts';

/** A normal law on the logit scale. */
export interface NormalPrior {
  readonly mean: number;
  /** 0.05 to 20: beyond, all mass is on one rate, or on rates of 0 and 1. */
  readonly sd: number;
}

/** Law of the standard deviation tau between baskets, on the logit scale. */
export type TauPrior =
  | { readonly kind: 'half-normal'; readonly scale: number }
  | { readonly kind: 'uniform'; readonly upper: number }
  /** Of tau squared; tau is cut off at 1000, where nothing is borrowed. */
  | { readonly kind: 'inverse-gamma'; readonly shape: number; readonly scale: number }
  | { readonly kind: 'fixed'; readonly value: number };

/** Prior of the mean mu of the logits of exchangeable baskets, and of their standard deviation tau. */
export interface HyperPrior {
  readonly mu: NormalPrior;
  readonly tau: TauPrior;
}

export function logit(p: number): number {
  return Math.log(p) - Math.log1p(-p);
}

/** The rate where priors are centred that are not given: the mean of the null rates. */
export function centralRate(nullRates: readonly number[]): number {
  return nullRates.reduce((sum, p) => sum + p, 0) / nullRates.length;
}

/**
 * A normal prior worth one patient at a rate, less the variance that tau adds.
 *
 * Source: Neuenschwander et al., Pharmaceutical Statistics 2016;15:123-134, appendix 5.3.
 *
 * @example unitPrior(0.1, 1) // mean logit(0.1), sd 3.18
 */
export function unitPrior(rate: number, tauVariance: number): NormalPrior {
  return { mean: logit(rate), sd: Math.sqrt(1 / rate + 1 / (1 - rate) - tauVariance) };
}

export interface HyperPriorOptions {
  /** Worth one patient at the mean null rate where not given. */
  readonly mu?: NormalPrior;
  /** Half-normal of scale 1 where not given. */
  readonly tau?: TauPrior;
}

/** The prior with what is not given filled in. */
export function hyperPrior({ mu, tau }: HyperPriorOptions, nullRates: readonly number[]): HyperPrior {
  return { mu: mu ?? unitPrior(centralRate(nullRates), 1), tau: tau ?? { kind: 'half-normal', scale: 1 } };
}

/** A normal prior that quadrature can hold. */
export function checkNormal(prior: NormalPrior | undefined, path: string): BasketRefusal[] {
  if (prior === undefined) return [];
  return [
    ...(Number.isFinite(prior.mean) && Math.abs(prior.mean) <= 10
      ? []
      : [basketRefusal('logit-mean', `${path}.mean`, prior.mean, {})]),
    ...(prior.sd >= 0.05 && prior.sd <= 20 ? [] : [basketRefusal('logit-sd', `${path}.sd`, prior.sd, {})]),
  ];
}

/** Priors of mu and tau. */
export function checkHyperPrior({ mu, tau }: HyperPriorOptions, path = ''): BasketRefusal[] {
  return [...checkNormal(mu, `${path}mu`), ...(tau === undefined ? [] : checkTau(tau, `${path}tau`))];
}

function checkTau(tau: TauPrior, path: string): BasketRefusal[] {
  const scale = (value: number, name: string) =>
    value >= 0.01 && value <= 100 ? [] : [basketRefusal('tau-scale', `${path}.${name}`, value, {})];
  switch (tau.kind) {
    case 'half-normal':
      return scale(tau.scale, 'scale');
    case 'uniform':
      return scale(tau.upper, 'upper');
    case 'fixed':
      return tau.value >= 0 && tau.value <= 100
        ? []
        : [basketRefusal('tau-scale', `${path}.value`, tau.value, {})];
    case 'inverse-gamma':
      return (['shape', 'scale'] as const).flatMap((name) =>
        inside(tau[name], 0, 100) && tau[name] >= 1e-6
          ? []
          : [basketRefusal('inverse-gamma', `${path}.${name}`, tau[name], {})],
      );
  }
}
