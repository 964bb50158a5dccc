import { milestoneEffect } from '../milestoneEffect.ts';
import type { Contribution } from './allocation.ts';
import type { RiskRow } from './coxLimit.ts';
import { riskRows } from './riskRows.ts';
import { patientMoments } from './scoreProcess.ts';
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
 * Law of the comparison of two arms at a milestone, both averaged over the strata by their patients. The analysis finds Greenwood's variances, by the
 * delta method; the spread is that of the patients' influences (on a curve, minus S times the integral of dM / at risk), of which balance within what
 * the randomisation is stratified by takes a part. NaN where nobody is followed to the milestone.
 */
export function milestoneLaw({ test, cut, rows, allocation }: TestContext): EstimateLaw {
  const horizon = test.horizon as number;
  const followUp = cut.process(test.of, [horizon]);
  const { grid } = followUp;
  const risk = riskRows(followUp, rows);
  const patients = (stratum: number) =>
    rows.reduce(
      (sum, row) => sum + (row.stratum === stratum ? row.patients.reduce((a, n) => a + n, 0) : 0),
      0,
    );
  const strata = [...new Set(rows.map((row) => row.stratum))];
  const all = strata.reduce((sum, stratum) => sum + patients(stratum), 0);
  const parts = strata.flatMap((stratum) =>
    [0, 1].map((arm) => {
      const own = risk.filter((row) => row.stratum === stratum && row.z[0] === arm);
      return { arm, own, share: patients(stratum) / all, ...curveMoments(own, grid, horizon) };
    }),
  );
  const survival = [0, 1].map((arm) =>
    parts.reduce((sum, part) => sum + (part.arm === arm ? part.share * part.survival : 0), 0),
  );
  const slope = survival.map((s) => slopeIn(s, test));
  const variance = parts.reduce(
    (sum, part) => sum + (slope[part.arm] * part.share * part.survival) ** 2 * part.logVariance,
    0,
  );
  const contributions = parts.flatMap(({ arm, own, share, survival: s }) => {
    const { jump, drift } = influenceAt(own, grid, horizon, slope[arm] * share * s);
    return own.map((row): Contribution => {
      const { sum, squares } = patientMoments(row, grid, jump, drift);
      return { cell: row.cell, arm: arm as 0 | 1, sum: arm === 1 ? sum : -sum, squares };
    });
  });
  const reached = cut.month - Math.min(...cut.mix.entry.map((entry) => entry.delay)) > horizon;
  return {
    estimate: milestoneEffect(survival[1], survival[0], test),
    standardError: reached ? Math.sqrt(variance) : Number.NaN,
    sd: reached ? Math.sqrt(allocation.variance(contributions)) : Number.NaN,
    df: Number.POSITIVE_INFINITY,
  };
}

/** What a patient's event before the time moves a curve's number by, and his time at risk, where the log of survival moves it by `scale`. */
function influenceAt(
  rows: readonly Pick<RiskRow, 'atRisk' | 'events'>[],
  grid: TimeGrid,
  time: number,
  scale: number,
): { jump: Float64Array; drift: Float64Array } {
  const jump = new Float64Array(grid.time.length);
  const drift = new Float64Array(grid.time.length);
  for (let i = 0; i < grid.time.length && grid.time[i] < time; i++) {
    let atRisk = 0;
    let events = 0;
    for (const row of rows) {
      atRisk += row.atRisk[i];
      events += row.events[i];
    }
    if (events === 0) continue;
    jump[i] = -scale / atRisk;
    drift[i] = (jump[i] * events) / atRisk;
  }
  return { jump, drift };
}
