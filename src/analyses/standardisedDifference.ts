import type { Analysis } from './analysis.ts';
import { type Better, directionSign } from './direction.ts';
import type { TwoByTwo } from './twoByTwo.ts';
import { criticalValue } from './waldInterval.ts';
import { waldZ } from './waldZ.ts';

/**
 * Rate of the treated minus that of an external cohort standardised to the treated (g-formula with a rate for each stratum): sum over strata
 * of (n1s / n1) (p1s - p0s). Variance: binomial within strata, and the spread of the differences over the strata of the treated.
 *
 * A stratum with treated but without external patients cannot be standardised to: all NaN, and counted as failed.
 *
 * Source: Robins, Math Modelling 1986;7:1393-1512; standardised to the treated as in Hernan & Robins, Causal Inference, 2020, chapter 13.
 *
 * @param tables one a stratum, the cohort on the control side
 * @example strata 10/20 against 30/100 and 4/20 against 10/100: (0.5 (0.5 - 0.3) + 0.5 (0.2 - 0.1)) = 0.15
 */
export function standardisedDifference(tables: readonly TwoByTwo[], better?: Better): Analysis {
  const sign = directionSign(better);
  const c = criticalValue();
  return (out, at) => {
    let n = 0;
    for (let s = 0; s < tables.length; s++) n += tables[s].n1;
    let estimate = 0;
    let squares = 0;
    let variance = 0;
    for (let s = 0; s < tables.length; s++) {
      const { n1, x1, n0, x0 } = tables[s];
      if (n1 === 0) continue;
      const w = n1 / n;
      const p1 = x1 / n1;
      // 0 / 0 where the cohort lacks the stratum.
      const p0 = x0 / n0;
      estimate += w * (p1 - p0);
      squares += w * (p1 - p0) * (p1 - p0);
      variance += w * w * ((p1 * (1 - p1)) / n1 + (p0 * (1 - p0)) / n0);
    }
    const se = Math.sqrt(variance + (squares - estimate * estimate) / n);
    out[at] = sign * waldZ(estimate, se);
    out[at + 1] = estimate;
    out[at + 2] = se;
    out[at + 3] = estimate - c * se;
    out[at + 4] = estimate + c * se;
  };
}
