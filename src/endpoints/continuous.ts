import type { Randomised } from './timeToEvent.ts';

/**
 * Normal outcomes from latent standard normals: y = mean + sd (rho x + sqrt(1 - rho^2) z) by class = group * 2 + arm,
 * where x is a baseline covariate with mean 0, sd 1 and correlation rho with the outcome in every class.
 */
export function continuousOutcome(
  means: readonly number[],
  sds: readonly number[],
  correlation: number,
): (patients: Randomised, noise: Float64Array, baseline: Float64Array, value: Float64Array) => void {
  const mean = Float64Array.from(means);
  const sd = Float64Array.from(sds);
  const own = Math.sqrt(1 - correlation * correlation);
  return ({ n, group, arm }, noise, baseline, value) => {
    for (let k = 0; k < n; k++) {
      const c = group[k] * 2 + arm[k];
      value[k] = mean[c] + sd[c] * (correlation * baseline[k] + own * noise[k]);
    }
  };
}
