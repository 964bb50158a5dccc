import { normalLaw, timeLaw } from '../../endpoints/laws.ts';
import type { ContinuousEndpoint, PopulationExpression, TestSpec } from '../../scenario/model.ts';
import { adjustedRateLimit, isAdjusted } from './adjustedRateLaw.ts';
import type { Allocation } from './allocation.ts';
import { type ComparisonRow, comparisonRows, followed, type Voice } from './comparison.ts';
import { coxLimit, type RiskRow } from './coxLimit.ts';
import type { DataCutLimit } from './dataCutLimit.ts';
import { logRankLimit, petoLimit, pikeLimit } from './logRankLimit.ts';
import { meanEstimateLaw } from './meanLaw.ts';
import { within } from './patientMix.ts';
import { expectedTables, rateEffect } from './rateLimit.ts';
import { restrictedMean } from './restrictedMean.ts';
import { riskRows } from './riskRows.ts';

/** Patients of a population that a marker splits off, by assay or truth. */
export function markerIs(marker: string, status: '+' | '-', voice: Voice): PopulationExpression {
  return { kind: 'marker', marker, status, by: voice };
}

/**
 * The limit of a test's estimator among patients of given weights by group, on the scale of its estimate.
 *
 * @param voice whose word on the markers sorts patients into the test's strata, covariates and interaction
 */
export function estimateLimit(
  test: TestSpec,
  cut: DataCutLimit,
  weights: Float64Array,
  voice: Voice,
): number {
  if (test.interaction !== null) {
    const marker = test.interaction;
    const [positive, negative] = (['+', '-'] as const).map((status) =>
      estimateLimit(
        { ...test, interaction: null },
        cut,
        within(weights, cut.population, markerIs(marker, status, voice)),
        voice,
      ),
    );
    return positive - negative;
  }
  const rows = comparisonRows(test, cut.population, weights, cut.mix.experimental, voice);
  const endpoint = cut.truth.endpoints[test.of];
  switch (endpoint.kind) {
    case 'time-to-event':
      return survivalLimit(test, cut, rows);
    case 'binary':
      if (isAdjusted(test)) return adjustedRateLimit(test, endpoint, cut, rows);
      return rateEffect(test, expectedTables(endpoint, cut, rows)).estimate;
    case 'continuous':
      return test.against === null
        ? meanDifference(endpoint, cut, rows)
        : meanEstimateLaw({ test, cut, rows, allocation: NO_SPREAD }, endpoint).estimate;
  }
}

/** For a limit whose variance is not asked for. */
const NO_SPREAD: Allocation = { cellOf: new Int32Array(0), variance: () => Number.NaN };

function survivalLimit(test: TestSpec, cut: DataCutLimit, rows: readonly ComparisonRow[]): number {
  if (test.estimate === 'rmst') return restrictedMeanDifference(test, cut, rows);
  return hazardRatioLimit(test, riskRows(cut.process(test.of), rows));
}

/** Limit of the estimator of a hazard ratio on expected risk sets. */
export function hazardRatioLimit(test: TestSpec, limits: readonly RiskRow[]): number {
  if (test.estimate === 'pike') return pikeLimit(logRankLimit(limits));
  if (test.estimate === 'peto') return petoLimit(logRankLimit(limits));
  return coxLimit(limits).beta[0];
}

/** Of the marginal curves: the mix weighs the restricted means, so the value does not depend on the censoring. */
function restrictedMeanDifference(test: TestSpec, cut: DataCutLimit, rows: readonly ComparisonRow[]): number {
  const endpoint = cut.truth.endpoints[test.of];
  if (endpoint.kind !== 'time-to-event') return Number.NaN;
  const [control, experimental] = ([0, 1] as const).map((arm) => {
    const patients = new Float64Array(2 * cut.population.groups.length);
    for (const row of rows) {
      if (row.arm !== arm) continue;
      followed(row, 0, cut).forEach((n, c) => {
        patients[c] += n;
      });
    }
    const all = patients.reduce((sum, n) => sum + n, 0);
    return restrictedMean(
      cut.population.groups.flatMap((group) => [timeLaw(endpoint, group, 0), timeLaw(endpoint, group, 1)]),
      Array.from(patients, (n) => n / all),
      test.horizon as number,
    );
  });
  return experimental - control;
}

/**
 * Experimental minus control. With one allocation ratio in all groups, the stratified t-test and ANCOVA have the marginal
 * difference as their limit too: arm and covariates are independent.
 */
function meanDifference(
  endpoint: ContinuousEndpoint,
  cut: DataCutLimit,
  rows: readonly ComparisonRow[],
): number {
  const patients: [number, number] = [0, 0];
  const sums: [number, number] = [0, 0];
  for (const row of rows) {
    followed(row, endpoint.assessedAt, cut).forEach((n, c) => {
      if (n === 0) return;
      patients[row.arm] += n;
      sums[row.arm] += n * normalLaw(endpoint, cut.population.groups[c >> 1], (c & 1) as 0 | 1).mean;
    });
  }
  return sums[1] / patients[1] - sums[0] / patients[0];
}
