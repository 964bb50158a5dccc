import { normalCdf, normalQuantile } from '../../numeric/normal.ts';

/** A log-rank test of a hazard ratio, sized by its events. */
export interface EventsDesign {
  /** Experimental over control, > 0; below 1 is benefit. */
  hazardRatio: number;
  /** One-sided. */
  alpha: number;
  /** Patients experimental : control, > 0. */
  ratio: number;
}

/**
 * Events for a log-rank test under proportional hazards: (za + zb)^2 (1 + r)^2 / (r log(HR)^2). Not rounded.
 *
 * Source: Schoenfeld, Biometrika 1981;68:316-319 and Biometrics 1983;39:499-503.
 *
 * @param power in (alpha,1)
 *
 * @example schoenfeldEvents({ hazardRatio: 0.5, alpha: 0.025, ratio: 1 }, 0.8) // 65.3457
 */
export function schoenfeldEvents({ hazardRatio, alpha, ratio }: EventsDesign, power: number): number {
  const z = normalQuantile(1 - alpha) + normalQuantile(power);
  const effect = Math.log(hazardRatio);
  return (z * z * (1 + ratio) ** 2) / (ratio * effect * effect);
}

/**
 * Power of a one-sided log-rank test for benefit at a number of events: the normal with mean -log(HR) sqrt(r d) / (1 + r) beyond the
 * bound.
 *
 * @example schoenfeldPower({ hazardRatio: 0.5, alpha: 0.025, ratio: 1 }, 65.3457) // 0.8
 */
export function schoenfeldPower({ hazardRatio, alpha, ratio }: EventsDesign, events: number): number {
  return normalCdf(
    (-Math.log(hazardRatio) * Math.sqrt(ratio * events)) / (1 + ratio) - normalQuantile(1 - alpha),
  );
}
