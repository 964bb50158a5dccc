import { normalCdf, normalQuantile } from '../../numeric/normal.ts';
import type { EventsDesign } from './schoenfeld.ts';

/**
 * Events for a log-rank test by Freedman's formula: (za + zb)^2 (1 + r HR)^2 / (r (1 - HR)^2). Not rounded.
 *
 * Larger than Schoenfeld's with equal arms, smaller with more patients on a better experimental arm.
 * Source: Freedman, Stat Med 1982;1:121-129.
 *
 * @param power in (alpha,1)
 *
 * @example freedmanEvents({ hazardRatio: 0.5, alpha: 0.025, ratio: 1 }, 0.8) // 70.6399
 */
export function freedmanEvents({ hazardRatio, alpha, ratio }: EventsDesign, power: number): number {
  const z = normalQuantile(1 - alpha) + normalQuantile(power);
  return (z * z * (1 + ratio * hazardRatio) ** 2) / (ratio * (1 - hazardRatio) ** 2);
}

/**
 * Power by Freedman's formula of a one-sided log-rank test for benefit.
 *
 * @example freedmanPower({ hazardRatio: 0.5, alpha: 0.025, ratio: 1 }, 70.6399) // 0.8
 */
export function freedmanPower({ hazardRatio, alpha, ratio }: EventsDesign, events: number): number {
  const mean = ((1 - hazardRatio) * Math.sqrt(ratio * events)) / (1 + ratio * hazardRatio);
  return normalCdf(mean - normalQuantile(1 - alpha));
}
