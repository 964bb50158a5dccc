import { normalDensity, normalUpperTail } from '../numeric/normal.ts';
import { integrate } from '../numeric/quadrature.ts';
import type { Bounds } from './bounds.ts';
import { conditionalPower } from './conditionalPower.ts';

/** Normal law of the drift before the trial. */
export interface DriftPrior {
  readonly mean: number;
  /** 1 / variance, in the unit of the information of the looks; 0 for a flat prior. */
  readonly information: number;
}

const FLAT_PRIOR: DriftPrior = { mean: 0, information: 0 };

/** Posterior standard deviations that are integrated: 1e-16 of the law is beyond. */
const REACH = 8.3;

/**
 * Conditional power averaged over the posterior law of the drift given z at this look.
 *
 * With one look left a closed form without allocation; with a flat prior it is Phi((z - b sqrt(t)) / sqrt(1 - t)) for
 * t = t_k / t_K. With more it is a quadrature, error below 1e-9.
 *
 * Source: Spiegelhalter, Freedman & Blackburn, Control Clin Trials 1986;7:8-17.
 *
 * @param look from 0, before the last
 * @param prior flat by default
 * @example predictivePower(obrienFleming([0.5, 1], 0.025), 0, 1.5) // 0.557206
 */
export function predictivePower(
  bounds: Bounds,
  look: number,
  z: number,
  prior: DriftPrior = FLAT_PRIOR,
): number {
  const { information, upper } = bounds;
  const now = information[look];
  const at = z * Math.sqrt(now);
  const known = now + prior.information;
  const mean = (at + prior.mean * prior.information) / known;
  const end = information.length - 1;
  if (look === end - 1) {
    const left = information[end] - now;
    const deviation = Math.sqrt(left + (left * left) / known);
    return left > 0
      ? normalUpperTail((upper[end] * Math.sqrt(information[end]) - at - mean * left) / deviation)
      : 0;
  }
  const spread = 1 / Math.sqrt(known);
  const weighted = (x: number) => normalDensity(x) * conditionalPower(bounds, look, z, mean + x * spread);
  return integrate(weighted, -REACH, REACH, { breaks: [0], absolute: 1e-10 }).value;
}
