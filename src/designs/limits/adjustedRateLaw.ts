import type { BinaryMeasure } from '../../analyses/binaryEffect.ts';
import { createLogisticModel, type LogisticModel } from '../../analyses/logisticModel.ts';
import { standardise } from '../../analyses/standardisedEffect.ts';
import { responseRate } from '../../endpoints/laws.ts';
import type { BinaryEndpoint, TestSpec } from '../../scenario/model.ts';
import type { Contribution } from './allocation.ts';
import { type ComparisonRow, followed } from './comparison.ts';
import { solveInformation } from './coxLimit.ts';
import type { DataCutLimit } from './dataCutLimit.ts';
import type { EstimateLaw, TestContext } from './zLaw.ts';

/** Whether a test of rates rests on a logistic regression. */
export const isAdjusted = ({ by }: TestSpec): boolean => by === 'logistic' || by === 'g-computation';

/** A row with its expected patients and responders. */
interface ExpectedRow {
  readonly row: ComparisonRow;
  readonly pattern: number;
  readonly n: number;
  readonly responders: number;
}

interface ExpectedFit {
  readonly model: LogisticModel;
  readonly patterns: readonly { readonly x: readonly number[] }[];
  readonly rows: readonly ExpectedRow[];
}

/** The limit of an adjusted estimate: of the regression in expected numbers, which solves the expected score equation. */
export function adjustedRateLimit(
  test: TestSpec,
  endpoint: BinaryEndpoint,
  cut: DataCutLimit,
  rows: readonly ComparisonRow[],
): number {
  const { model } = expectedFit(endpoint, cut, rows);
  if (!model.fit()) return Number.NaN;
  if (test.by === 'logistic') return model.beta[model.beta.length - 1];
  // Mixes are of one patient in all: enough for the limit, not for a standard error.
  const out = new Float64Array(2).fill(Number.NaN);
  standardise(model, test.estimate as BinaryMeasure, out);
  return out[0];
}

/**
 * Law of an adjusted estimate: the standard error that the analysis finds in expected numbers, and the spread that the allocation
 * leaves to the sum of the patients' influences.
 */
export function adjustedRateLaw(
  { test, cut, rows, allocation }: TestContext,
  endpoint: BinaryEndpoint,
): EstimateLaw {
  const fit = expectedFit(endpoint, cut, rows);
  if (!fit.model.fit())
    return { estimate: Number.NaN, standardError: Number.NaN, sd: Number.NaN, df: Number.POSITIVE_INFINITY };
  const [estimate, standardError] = effectOf(test, fit.model);
  const influence = test.by === 'logistic' ? logisticInfluence(fit) : standardisedInfluence(test, fit);
  const contributions = fit.rows.map(({ row, pattern, n, responders }): Contribution => {
    const yes = influence(pattern, row.arm, 1);
    const no = influence(pattern, row.arm, 0);
    const rest = n - responders;
    return {
      cell: row.cell,
      arm: row.arm,
      sum: responders * yes + rest * no,
      squares: responders * yes * yes + rest * no * no,
    };
  });
  return {
    estimate,
    standardError,
    sd: Math.sqrt(allocation.variance(contributions)),
    df: Number.POSITIVE_INFINITY,
  };
}

function effectOf(test: TestSpec, model: LogisticModel): [number, number] {
  if (test.by === 'logistic') return [model.beta[model.beta.length - 1], model.standardError];
  const out = new Float64Array(2);
  return standardise(model, test.estimate as BinaryMeasure, out)
    ? [out[0], out[1]]
    : [Number.NaN, Number.NaN];
}

function expectedFit(
  endpoint: BinaryEndpoint,
  cut: DataCutLimit,
  rows: readonly ComparisonRow[],
): ExpectedFit {
  const strata = Math.max(...rows.map(({ stratum }) => stratum));
  const patterns: { x: number[] }[] = [];
  const places = new Map<string, number>();
  const expected = rows.map((row): ExpectedRow => {
    const x = [
      1,
      ...Array.from({ length: strata }, (_, s) => (row.stratum === s + 1 ? 1 : 0)),
      ...row.covariates,
    ];
    const key = x.join(' ');
    const pattern = places.get(key) ?? patterns.push({ x }) - 1;
    places.set(key, pattern);
    let n = 0;
    let responders = 0;
    followed(row, endpoint.assessedAt, cut).forEach((patients, c) => {
      if (patients === 0) return;
      n += patients;
      responders += patients * responseRate(endpoint, cut.population.groups[c >> 1], row.arm);
    });
    return { row, pattern, n, responders };
  });
  const model = createLogisticModel(patterns);
  for (const { row, pattern, n, responders } of expected) {
    const [patients, yes] = row.arm === 1 ? [model.n1, model.x1] : [model.n0, model.x0];
    patients[pattern] += n;
    yes[pattern] += responders;
  }
  return { model, patterns, rows: expected };
}

/** Of the arm's coefficient: the row of the inverse information, times the patient's score. */
function logisticInfluence({ model, patterns }: ExpectedFit) {
  const p = model.beta.length;
  const rowOf = (pattern: number, arm: 0 | 1) => [...patterns[pattern].x, arm];
  const information = Array.from({ length: p }, () => new Array<number>(p).fill(0));
  patterns.forEach((_, i) => {
    for (const arm of [0, 1] as const) {
      const n = arm === 1 ? model.n1[i] : model.n0[i];
      const mean = model.probability(i, arm);
      const x = rowOf(i, arm);
      x.forEach((a, j) => {
        x.forEach((b, k) => {
          information[j][k] += n * mean * (1 - mean) * a * b;
        });
      });
    }
  });
  const own = solveInformation(
    information,
    Array.from({ length: p }, (_, j) => (j === p - 1 ? 1 : 0)),
  );
  return (pattern: number, arm: 0 | 1, response: number) =>
    rowOf(pattern, arm).reduce((sum, x, j) => sum + x * own[j], 0) *
    (response - model.probability(pattern, arm));
}

/** See `standardise`; over the number of patients, so that their sum is the estimate's deviation. */
function standardisedInfluence(test: TestSpec, { model }: ExpectedFit) {
  const total = (column: Float64Array) => column.reduce((sum, value) => sum + value, 0);
  const experimental = total(model.n1);
  const all = experimental + total(model.n0);
  const mean = (arm: 0 | 1) =>
    model.n1.reduce((sum, n, i) => sum + (n + model.n0[i]) * model.probability(i, arm), 0) / all;
  const [mu0, mu1] = [mean(0), mean(1)];
  const slope = (mu: number) => {
    if (test.estimate === 'risk difference') return 1;
    return 1 / (mu * (test.estimate === 'odds ratio' ? 1 - mu : 1));
  };
  const [g1, g0] = [slope(mu1), -slope(mu0)];
  return (pattern: number, arm: 0 | 1, response: number) => {
    const m1 = model.probability(pattern, 1);
    const m0 = model.probability(pattern, 0);
    const own = g1 * (m1 - mu1) + g0 * (m0 - mu0);
    const surprise =
      arm === 1
        ? (g1 * (response - m1) * all) / experimental
        : (g0 * (response - m0) * all) / (all - experimental);
    return (own + surprise) / all;
  };
}
