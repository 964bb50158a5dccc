import { normalLaw } from '../../endpoints/laws.ts';
import type { ContinuousEndpoint } from '../../scenario/model.ts';
import type { Contribution } from './allocation.ts';
import { type ComparisonRow, followed } from './comparison.ts';
import { solveInformation } from './coxLimit.ts';
import type { EstimateLaw, TestContext } from './zLaw.ts';

/** Patients, mean and mean squares of a row, as expected by the cut. */
interface RowMoments {
  readonly row: ComparisonRow;
  readonly n: number;
  readonly mean: number;
  /** About the row's mean: spread of the patients' own means and their own variances. */
  readonly variance: number;
  /** Covariance with the baseline covariate. */
  readonly covariance: number;
}

/** Law of the difference of means: t test or analysis of covariance. */
export function meanEstimateLaw(context: TestContext, endpoint: ContinuousEndpoint): EstimateLaw {
  const rows = context.rows.map((row) => momentsOf(row, context, endpoint)).filter(({ n }) => n > 0);
  return context.test.by === 'ancova' ? ancovaLaw(context, rows) : tTestLaw(context, rows);
}

function momentsOf(row: ComparisonRow, { cut }: TestContext, endpoint: ContinuousEndpoint): RowMoments {
  const rho = endpoint.baselineCorrelation ?? 0;
  let n = 0;
  let sum = 0;
  let squares = 0;
  let covariance = 0;
  followed(row, endpoint.assessedAt, cut).forEach((patients, c) => {
    if (patients === 0) return;
    const { mean, sd } = normalLaw(endpoint, cut.population.groups[c >> 1], (c & 1) as 0 | 1);
    n += patients;
    sum += patients * mean;
    squares += patients * (mean * mean + sd * sd);
    covariance += patients * sd * rho;
  });
  const mean = sum / n;
  return { row, n, mean, variance: squares / n - mean * mean, covariance: covariance / n };
}

/** Pooled or Welch's, over strata with weights n1 n0 / N. */
function tTestLaw({ test, allocation }: TestContext, rows: readonly RowMoments[]): EstimateLaw {
  const strata = [...new Set(rows.map(({ row }) => row.stratum))].map((stratum) => {
    const [control, experimental] = [0, 1].map((arm) =>
      merged(rows.filter(({ row }) => row.stratum === stratum && row.arm === arm)),
    );
    return { stratum, arms: [control, experimental], weight: 1 / (1 / control.n + 1 / experimental.n) };
  });
  const total = (of: (s: (typeof strata)[number]) => number) => strata.reduce((sum, s) => sum + of(s), 0);
  const weights = total((s) => s.weight);
  const estimate = total((s) => s.weight * (s.arms[1].mean - s.arms[0].mean)) / weights;
  const parts = strata.flatMap(({ arms, weight }) =>
    arms.map((arm) => ({ ...arm, v: (weight ** 2 * arm.variance) / arm.n })),
  );
  const sumOver = (of: (part: (typeof parts)[number]) => number) =>
    parts.reduce((sum, part) => sum + of(part), 0);
  const spread = sumOver((part) => part.v);
  const pooledDf = sumOver((part) => part.n - 1);
  const pooled = (weights * sumOver((part) => (part.n - 1) * part.variance)) / pooledDf;
  const welch = test.variance === 'welch';
  const contributions = rows.map(({ row, n, mean, variance }): Contribution => {
    const { arms, weight } = strata.find((s) => s.stratum === row.stratum) as (typeof strata)[number];
    const arm = arms[row.arm];
    return contribution(row, n, mean - arm.mean, variance, weight / weights / arm.n);
  });
  return {
    estimate,
    standardError: Math.sqrt(welch ? spread : pooled) / weights,
    sd: Math.sqrt(allocation.variance(contributions)),
    df: welch ? spread ** 2 / sumOver((part) => part.v ** 2 / (part.n - 1)) : pooledDf,
  };
}

function merged(parts: readonly RowMoments[]): { n: number; mean: number; variance: number } {
  const n = parts.reduce((sum, part) => sum + part.n, 0);
  const mean = parts.reduce((sum, part) => sum + part.n * part.mean, 0) / n;
  const squares = parts.reduce((sum, part) => sum + part.n * (part.variance + (part.mean - mean) ** 2), 0);
  return { n, mean, variance: squares / n };
}

/** Least squares on arm, factors, and the baseline covariate, which is independent of them. */
function ancovaLaw({ test, allocation }: TestContext, rows: readonly RowMoments[]): EstimateLaw {
  const columns = ({ row }: RowMoments) => [
    row.arm,
    1,
    ...Array.from({ length: Math.max(...rows.map((r) => r.row.stratum)) }, (_, s) =>
      row.stratum === s + 1 ? 1 : 0,
    ),
    ...row.covariates,
  ];
  const p = columns(rows[0]).length;
  const gram = Array.from({ length: p }, () => new Array<number>(p).fill(0));
  const right = new Array<number>(p).fill(0);
  for (const part of rows) {
    const x = columns(part);
    x.forEach((a, j) => {
      right[j] += part.n * a * part.mean;
      x.forEach((b, k) => {
        gram[j][k] += part.n * a * b;
      });
    });
  }
  const beta = solveInformation(gram, right);
  const all = rows.reduce((sum, { n }) => sum + n, 0);
  const slope = test.covariates.includes('baseline')
    ? rows.reduce((sum, { n, covariance }) => sum + n * covariance, 0) / all
    : 0;
  const residuals = rows.map((part) => ({
    part,
    bias: part.mean - columns(part).reduce((sum, x, j) => sum + x * beta[j], 0),
    variance: part.variance - 2 * slope * part.covariance + slope * slope,
  }));
  const df = all - p - (slope === 0 ? 0 : 1);
  const squares = residuals.reduce(
    (sum, { part, bias, variance }) => sum + part.n * (variance + bias * bias),
    0,
  );
  const first = beta.map((_, j) => (j === 0 ? 1 : 0));
  const arms = [0, 1].map((arm) => rows.reduce((sum, { row, n }) => sum + (row.arm === arm ? n : 0), 0));
  const contributions = residuals.map(({ part, bias, variance }) =>
    contribution(part.row, part.n, bias, variance, 1 / arms[part.row.arm]),
  );
  return {
    estimate: beta[0],
    standardError: Math.sqrt((squares / all) * solveInformation(gram, first)[0]),
    sd: Math.sqrt(allocation.variance(contributions)),
    df,
  };
}

/** Of a row's deviations (their mean and variance) times a weight; the control arm's with a minus. */
function contribution(
  row: ComparisonRow,
  n: number,
  mean: number,
  variance: number,
  weight: number,
): Contribution {
  return {
    cell: row.cell,
    arm: row.arm,
    sum: (row.arm === 1 ? 1 : -1) * n * mean * weight,
    squares: n * (variance + mean * mean) * weight * weight,
  };
}
