import type { RiskRow } from './coxLimit.ts';
import { riskRows } from './riskRows.ts';
import { runningIntegral, type TimeGrid } from './timeGrid.ts';
import type { EstimateLaw, TestContext } from './zLaw.ts';

/**
 * Law of the difference of restricted means under the Kaplan-Meier curves, strata weighted by their patients: variance of
 * each area = integral of (area beyond t)^2 dH / (at risk). NaN where nobody is followed to the horizon.
 */
export function rmstLaw({ test, cut, rows }: TestContext): EstimateLaw {
  const horizon = test.horizon as number;
  const followUp = cut.process(test.of, [horizon]);
  const risk = riskRows(followUp, rows);
  let patients = 0;
  let sum = 0;
  let squares = 0;
  for (const stratum of new Set(rows.map((row) => row.stratum))) {
    const n = rows.reduce((all, row) => all + (row.stratum === stratum ? total(row.patients) : 0), 0);
    const [control, experimental] = [0, 1].map((arm) =>
      areaOf(
        risk.filter((row) => row.stratum === stratum && row.z[0] === arm),
        followUp.grid,
        horizon,
      ),
    );
    patients += n;
    sum += n * (experimental.mean - control.mean);
    squares += n * n * (experimental.variance + control.variance);
  }
  const reached = cut.month - Math.min(...cut.mix.entry.map((entry) => entry.delay)) > horizon;
  const standardError = reached ? Math.sqrt(squares) / patients : Number.NaN;
  return { estimate: sum / patients, standardError, sd: standardError, df: Number.POSITIVE_INFINITY };
}

/** Area under the limiting curve of some rows up to the horizon, its variance, and the area before each point. */
export function areaOf(
  rows: readonly RiskRow[],
  grid: TimeGrid,
  horizon: number,
): { mean: number; variance: number; before: Float64Array } {
  const size = grid.time.length;
  const inside = (i: number) => grid.time[i] < horizon;
  const sumOf = (i: number, column: 'atRisk' | 'events') =>
    rows.reduce((sum, row) => sum + row[column][i], 0);
  const hazard = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    const events = sumOf(i, 'events');
    if (events > 0) hazard[i] = events / sumOf(i, 'atRisk');
  }
  const survival = runningIntegral(grid, hazard).map((h) => Math.exp(-h));
  const slices = survival.map((s, i) => (inside(i) ? s * grid.weight[i] : 0));
  const before = runningIntegral(grid, slices);
  const seen = total(slices);
  // Beyond the last event that the grid reaches for, the curve stays where it is.
  const end = grid.time.length === 0 ? 0 : Math.min(horizon, endOf(grid));
  const mean = seen + (horizon - end) * (survival.at(-1) ?? 1);
  let variance = 0;
  for (let i = 0; i < size; i++) {
    if (inside(i) && hazard[i] > 0) variance += ((mean - before[i]) ** 2 * hazard[i]) / sumOf(i, 'atRisk');
  }
  return { mean, variance, before };
}

function endOf(grid: TimeGrid): number {
  return total(grid.weight);
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
