import { milestoneEffect } from '../milestoneEffect.ts';
import type { RiskRow } from './coxLimit.ts';
import { riskRows } from './riskRows.ts';
import type { TimeGrid } from './timeGrid.ts';
import type { EstimateLaw, TestContext } from './zLaw.ts';

/** What a Kaplan-Meier curve tends to at a time. */
export interface CurveMoments {
  readonly survival: number;
  /** Greenwood's variance of log survival at the expected numbers at risk. */
  readonly logVariance: number;
}

/**
 * Survival at a time and Greenwood's variance of its logarithm, integral of dH / (at risk), of the patients of some rows together.
 *
 * @param grid with a piece that ends at the time
 */
export function curveMoments(
  rows: readonly Pick<RiskRow, 'atRisk' | 'events'>[],
  grid: TimeGrid,
  time: number,
): CurveMoments {
  let hazard = 0;
  let logVariance = 0;
  for (let i = 0; i < grid.time.length && grid.time[i] < time; i++) {
    let risk = 0;
    let dying = 0;
    for (const { atRisk, events } of rows) {
      risk += atRisk[i];
      dying += events[i];
    }
    if (dying === 0) continue;
    hazard += dying / risk;
    logVariance += dying / (risk * risk);
  }
  return { survival: Math.exp(-hazard), logVariance };
}

/** Slope of a test's measure in survival: of the difference 1, of the log cumulative hazard 1 / (S log S). */
export const slopeIn = (survival: number, test: Parameters<typeof milestoneEffect>[2]): number =>
  test.estimate === 'cumulative hazard ratio' ? 1 / (survival * Math.log(survival)) : 1;

/**
 * Law of the comparison of two arms at a milestone, both averaged over the strata by their patients: Greenwood's variances, by the delta method. NaN
 * where nobody is followed to the milestone.
 */
export function milestoneLaw({ test, cut, rows }: TestContext): EstimateLaw {
  const horizon = test.horizon as number;
  const { grid, ...process } = cut.process(test.of, [horizon]);
  const risk = riskRows({ grid, ...process }, rows);
  const patients = (stratum: number) =>
    rows.reduce(
      (sum, row) => sum + (row.stratum === stratum ? row.patients.reduce((a, n) => a + n, 0) : 0),
      0,
    );
  const strata = [...new Set(rows.map((row) => row.stratum))];
  const all = strata.reduce((sum, stratum) => sum + patients(stratum), 0);
  const [control, experimental] = [0, 1].map((arm) => {
    const parts = strata.map((stratum) => ({
      share: patients(stratum) / all,
      ...curveMoments(
        risk.filter((row) => row.stratum === stratum && row.z[0] === arm),
        grid,
        horizon,
      ),
    }));
    return {
      survival: parts.reduce((sum, { share, survival }) => sum + share * survival, 0),
      variance: parts.reduce(
        (sum, { share, survival, logVariance }) => sum + (share * survival) ** 2 * logVariance,
        0,
      ),
    };
  });
  const reached = cut.month - Math.min(...cut.mix.entry.map((entry) => entry.delay)) > horizon;
  const variance = [control, experimental].reduce(
    (sum, { survival, variance: own }) => sum + slopeIn(survival, test) ** 2 * own,
    0,
  );
  const standardError = reached ? Math.sqrt(variance) : Number.NaN;
  const estimate = milestoneEffect(experimental.survival, control.survival, test);
  return { estimate, standardError, sd: standardError, df: Number.POSITIVE_INFINITY };
}
