import type { Analysis } from './analysis.ts';
import { directionSign } from './direction.ts';
import { type StandardisedRateOptions, writeStandardised } from './standardisedRate.ts';
import type { TwoByTwo } from './twoByTwo.ts';
import { criticalValue } from './waldInterval.ts';

/**
 * Post-stratified rate: the observed rates of the strata (tumour types), weighted by the target mix in place of the trial's.
 *
 * Unbiased for the target mix whatever the enrolled mix, as long as every stratum of the target has patients. Strata without
 * patients leave their weight to the others in proportion, which is biased by how they differ. The variance takes each stratum's
 * rate as (x + 1/2) / (n + 1), so that a stratum of two responders of two is not taken as certain.
 *
 * Nobody in any stratum with weight: all NaN.
 *
 * Source: Holt & Smith, J R Stat Soc A 1979;142:33-46.
 *
 * @example
 * // 8 of 10 and 3 of 10, target mix 1 : 3: 0.25 x 0.8 + 0.75 x 0.3 = 0.425
 */
export function postStratified(tables: readonly TwoByTwo[], options: StandardisedRateOptions): Analysis {
  const weights = Float64Array.from(options.weights);
  const { rate } = options;
  const sign = directionSign(options.better);
  const c = criticalValue(options.level);
  return (out, at) => {
    let all = 0;
    let sum = 0;
    let variance = 0;
    for (let s = 0; s < tables.length; s++) {
      const { n1, x1, n0, x0 } = tables[s];
      const n = n1 + n0;
      if (n === 0) continue;
      const x = x1 + x0;
      const w = weights[s];
      const p = (x + 0.5) / (n + 1);
      all += w;
      sum += (w * x) / n;
      variance += (w * w * p * (1 - p)) / n;
    }
    writeStandardised(out, at, sum / all, Math.sqrt(variance) / all, rate, sign, c);
  };
}
