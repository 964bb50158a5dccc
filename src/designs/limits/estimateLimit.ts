import { survivalAt } from '../../distributions/survivalLaw.ts';
import { normalLaw, timeLaw } from '../../endpoints/laws.ts';
import type { ContinuousEndpoint, PopulationExpression, TestSpec } from '../../scenario/model.ts';
import { readsCurves } from '../measureOf.ts';
import { milestoneEffect } from '../milestoneEffect.ts';
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
  if (readsCurves(test)) return curveContrast(test, cut, rows);
  return hazardRatioLimit(test, riskRows(cut.process(test.of), rows));
}

/** Limit of the estimator of a hazard ratio on expected risk sets. */
export function hazardRatioLimit(test: TestSpec, limits: readonly RiskRow[]): number {
  if (test.estimate === 'pike') return pikeLimit(logRankLimit(limits));
  if (test.estimate === 'peto') return petoLimit(logRankLimit(limits));
  return coxLimit(limits).beta[0];
}

/**
 * Of the marginal curves: the mix weighs the restricted means (survivals), so the value does not depend on the censoring. Strata are averaged by the
 * patients of both sides, which matters where the sides of a contrast have another mix of them.
 */
function curveContrast(test: TestSpec, cut: DataCutLimit, rows: readonly ComparisonRow[]): number {
  const endpoint = cut.truth.endpoints[test.of];
  if (endpoint.kind !== 'time-to-event') return Number.NaN;
  const horizon = test.horizon as number;
  const laws = cut.population.groups.flatMap((group) => [
    timeLaw(endpoint, group, 0),
    timeLaw(endpoint, group, 1),
  ]);
  const read = (shares: number[]) =>
    test.by === 'rmst'
      ? restrictedMean(laws, shares, horizon)
      : shares.reduce((sum, share, c) => sum + (share > 0 ? share * survivalAt(laws[c], horizon) : 0), 0);
  let all = 0;
  const sums: [number, number] = [0, 0];
  for (const stratum of new Set(rows.map((row) => row.stratum))) {
    const sides = ([0, 1] as const).map((arm) => {
      const patients = new Float64Array(laws.length);
      for (const row of rows) {
        if (row.arm !== arm || row.stratum !== stratum) continue;
        followed(row, 0, cut).forEach((n, c) => {
          patients[c] += n;
        });
      }
      return { patients, n: patients.reduce((sum, n) => sum + n, 0) };
    });
    const n = sides[0].n + sides[1].n;
    // An arm without patients leaves nothing to compare.
    if (sides.some((side) => side.n === 0)) continue;
    all += n;
    sides.forEach((side, arm) => {
      sums[arm] += n * read(Array.from(side.patients, (one) => one / side.n));
    });
  }
  const [control, experimental] = [sums[0] / all, sums[1] / all];
  return test.by === 'rmst' ? experimental - control : milestoneEffect(experimental, control, test);
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
