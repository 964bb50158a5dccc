import type { Contribution } from './allocation.ts';
import type { ComparisonRow } from './comparison.ts';
import type { RiskRow } from './coxLimit.ts';
import { runningIntegral, type TimeGrid } from './timeGrid.ts';

/** Expected score of the arm in a Cox model of the arm alone, at a coefficient, with what each patient adds to it. */
export interface ScoreProcess {
  /** U = sum w (dN1 - e dN), and its model variance V = sum w^2 e (1 - e) dN. */
  readonly score: number;
  readonly variance: number;
  /** dV / d coefficient. */
  readonly varianceSlope: number;
  /** Contributions of the patients to `a` U + `b` V, in the linear approximation about their limits. */
  contributions(a: number, b: number): Contribution[];
}

/** S^rho (1 - S)^gamma. */
export interface ScoreWeights {
  readonly rho: number;
  readonly gamma: number;
}

/**
 * The (weighted, stratified) log-rank score as coefficient 0, or the Cox score at its root.
 *
 * A patient with covariate z adds the integral of w (z - e) { dN - Y exp(beta z) dN. / S0 } to U (Lin & Wei, J Am Stat Assoc
 * 1989;84:1074-1078, eq. 2.6) and, by the same expansion, that of w^2 { e (1 - e) dN + Y exp(beta z) (1 - 2 e) (z - e) dN. / S0 } to V.
 * Weights are taken as known.
 */
export function scoreProcess(
  rows: readonly (RiskRow & Pick<ComparisonRow, 'cell'>)[],
  grid: TimeGrid,
  beta: number,
  weights: ScoreWeights | null = null,
): ScoreProcess {
  const ratio = [1, Math.exp(beta)];
  const strata = [...new Set(rows.map((row) => row.stratum))].map((stratum) => {
    const own = rows.filter((row) => row.stratum === stratum);
    return { own, ...riskSets(own, grid, ratio, weights) };
  });
  let score = 0;
  let variance = 0;
  let varianceSlope = 0;
  for (const { own, share, weight } of strata) {
    for (const { z, events } of own) {
      for (let i = 0; i < events.length; i++) {
        const e = share[i];
        const spread = weight[i] * weight[i] * e * (1 - e) * events[i];
        score += weight[i] * (z[0] - e) * events[i];
        variance += spread;
        varianceSlope += spread * (1 - 2 * e);
      }
    }
  }
  const contributions = (a: number, b: number) =>
    strata.flatMap(({ own, share, weight, hazard }) =>
      own.map((row): Contribution => {
        const arm = row.z[0] as 0 | 1;
        const jump = share.map((e, i) => weight[i] * (a * (arm - e) + b * weight[i] * e * (1 - e)));
        const drift = share.map(
          (e, i) => ratio[arm] * hazard[i] * weight[i] * (arm - e) * (a - b * weight[i] * (1 - 2 * e)),
        );
        return { cell: row.cell, arm, ...momentsOf(row, jump, drift, runningIntegral(grid, drift)) };
      }),
    );
  return { score, variance, varianceSlope, contributions };
}

/** Share of the experimental arm in the risk set, weight of the test, and increments of the common hazard, by point. */
function riskSets(
  own: readonly RiskRow[],
  grid: TimeGrid,
  ratio: readonly number[],
  weights: ScoreWeights | null,
): { share: Float64Array; weight: Float64Array; hazard: Float64Array } {
  const size = grid.time.length;
  const share = new Float64Array(size);
  const hazard = new Float64Array(size);
  const crude = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    let s0 = 0;
    let s1 = 0;
    let atRisk = 0;
    let events = 0;
    for (const row of own) {
      const at = row.atRisk[i] * ratio[row.z[0]];
      s0 += at;
      s1 += at * row.z[0];
      atRisk += row.atRisk[i];
      events += row.events[i];
    }
    if (events === 0) continue;
    share[i] = s1 / s0;
    hazard[i] = events / s0;
    crude[i] = events / atRisk;
  }
  if (weights === null) return { share, hazard, weight: new Float64Array(size).fill(1) };
  const { rho, gamma } = weights;
  const weight = runningIntegral(grid, crude).map((h) => Math.exp(-h * rho) * (-Math.expm1(-h)) ** gamma);
  return { share, hazard, weight };
}

/** The same of a row whose drift is not summed up yet. */
export const patientMoments = (
  row: RiskRow,
  grid: TimeGrid,
  jump: Float64Array,
  drift: Float64Array,
): { sum: number; squares: number } => momentsOf(row, jump, drift, runningIntegral(grid, drift));

/** Expected sum and sum of squares over a row's patients of: `jump` at an event, less the running integral of `drift` at risk. */
function momentsOf(
  { atRisk, events }: RiskRow,
  jump: Float64Array,
  drift: Float64Array,
  running: Float64Array,
): { sum: number; squares: number } {
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < jump.length; i++) {
    sum += jump[i] * events[i] - drift[i] * atRisk[i];
    squares += jump[i] * (jump[i] - 2 * running[i]) * events[i] + 2 * running[i] * drift[i] * atRisk[i];
  }
  return { sum, squares };
}
