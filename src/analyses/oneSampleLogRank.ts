import { cumulativeHazard, type SurvivalLaw } from '../distributions/survivalLaw.ts';
import type { SurvivalData } from '../subjects/survivalData.ts';
import type { Analysis } from './analysis.ts';
import { criticalValue } from './waldInterval.ts';

/**
 * One-sample log-rank test of a group against a fixed survival curve: events O against those that the curve's cumulative hazard
 * at the patients' follow-up times expects, E. z = (E - O) / sqrt(E), z > 0 where fewer events are seen. Estimate: log (O / E),
 * the log hazard ratio against the curve, standard error 1 / sqrt(O).
 *
 * No events: z stands, the estimate does not exist (NaN). Nobody followed: all NaN.
 *
 * Sources: Breslow, Appl Stat 1975;24:200-211; Finkelstein, Muzikansky & Schoenfeld, J Natl Cancer Inst 2003;95:1434-1439.
 *
 * @param include by group, 1 = in
 * @param reference the fixed curve
 * @example times 2, 5, 8+, 10 against hazard 0.2: O 3, E 5, z 0.8944, estimate log 0.6 = -0.5108
 */
export function oneSampleLogRank(
  data: SurvivalData,
  include: Uint8Array,
  reference: SurvivalLaw,
  level?: number,
): Analysis {
  const c = criticalValue(level);
  return (out, at) => {
    const { n, time, code } = data;
    let observed = 0;
    let expected = 0;
    for (let i = 0; i < n; i++) {
      const counted = include[code[i] >> 2];
      if (counted === 0) continue;
      observed += code[i] & 1;
      expected += cumulativeHazard(reference, time[i]);
    }
    const estimate = observed > 0 ? Math.log(observed / expected) : Number.NaN;
    const se = observed > 0 ? 1 / Math.sqrt(observed) : Number.NaN;
    out[at] = (expected - observed) / Math.sqrt(expected);
    out[at + 1] = estimate;
    out[at + 2] = se;
    out[at + 3] = estimate - c * se;
    out[at + 4] = estimate + c * se;
  };
}
