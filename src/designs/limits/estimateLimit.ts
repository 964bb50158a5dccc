import { normalLaw, responseRate, timeLaw } from '../../endpoints/laws.ts';
import type { Population } from '../../population/groups.ts';
import type {
  BinaryEndpoint,
  ContinuousEndpoint,
  PopulationExpression,
  TestSpec,
  Truth,
} from '../../scenario/model.ts';
import { type ComparisonRow, comparisonRows, type Voice } from './comparison.ts';
import { coxLimit } from './coxLimit.ts';
import { entryProbability } from './entryLaw.ts';
import { type FollowUpProcess, followUpLimit } from './followUpProcess.ts';
import { logRankLimit, petoLimit, pikeLimit } from './logRankLimit.ts';
import { type PatientMix, within } from './patientMix.ts';
import { binaryMeasure, type RateTable, rateLimit } from './rateLimit.ts';
import { restrictedMean } from './restrictedMean.ts';
import { riskRows } from './riskRows.ts';

/** What a data cut is expected to show, for the limits of estimators. */
export interface DataCutLimit {
  readonly truth: Truth;
  readonly population: Population;
  readonly mix: PatientMix;
  readonly month: number;
  /** Of a time-to-event endpoint, computed once for all the limits that are asked for. */
  process(endpoint: string): FollowUpProcess;
}

export function dataCutLimit(
  truth: Truth,
  population: Population,
  mix: PatientMix,
  month: number,
): DataCutLimit {
  const known = new Map<string, FollowUpProcess>();
  return {
    truth,
    population,
    mix,
    month,
    process(name) {
      const endpoint = truth.endpoints[name];
      if (endpoint.kind !== 'time-to-event') throw new TypeError(`${name} has no times`);
      const process = known.get(name) ?? followUpLimit(endpoint, population, mix)(month);
      known.set(name, process);
      return process;
    },
  };
}

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
      return rateLimit(binaryMeasure(test), rateTables(endpoint, cut, rows));
    case 'continuous':
      return meanDifference(endpoint, cut, rows);
  }
}

function survivalLimit(test: TestSpec, cut: DataCutLimit, rows: readonly ComparisonRow[]): number {
  if (test.estimate === 'rmst') return restrictedMeanDifference(test, cut, rows);
  const limits = riskRows(cut.process(test.of), rows);
  if (test.estimate === 'pike') return pikeLimit(logRankLimit(limits));
  if (test.estimate === 'peto') return petoLimit(logRankLimit(limits));
  return coxLimit(limits).beta[0];
}

/** Of the marginal curves: the mix weighs the restricted means, so the value does not depend on the censoring. */
function restrictedMeanDifference(test: TestSpec, cut: DataCutLimit, rows: readonly ComparisonRow[]): number {
  const endpoint = cut.truth.endpoints[test.of];
  if (endpoint.kind !== 'time-to-event') return Number.NaN;
  const [control, experimental] = ([0, 1] as const).map((arm) => {
    const patients = cut.population.groups.map((_, g) =>
      rows.reduce((sum, row) => sum + (row.arm === arm ? row.patients[g * 2 + arm] : 0), 0),
    );
    const all = patients.reduce((sum, n) => sum + n, 0);
    return restrictedMean(
      cut.population.groups.map((group) => timeLaw(endpoint, group, arm)),
      patients.map((n) => n / all),
      test.horizon as number,
    );
  });
  return experimental - control;
}

/** Patients of each class who have been assessed by the cut. */
function assessed(row: ComparisonRow, assessedAt: number, { mix, month }: DataCutLimit): Float64Array {
  return row.patients.map((n, c) =>
    n === 0 ? 0 : n * entryProbability(mix.entry[c >> 1], month - assessedAt),
  );
}

export function rateTables(
  endpoint: BinaryEndpoint,
  cut: DataCutLimit,
  rows: readonly ComparisonRow[],
): RateTable[] {
  const tables: { patients: [number, number]; responders: [number, number] }[] = [];
  for (const row of rows) {
    tables[row.stratum] ??= { patients: [0, 0], responders: [0, 0] };
    const { patients, responders } = tables[row.stratum];
    assessed(row, endpoint.assessedAt, cut).forEach((n, c) => {
      if (n === 0) return;
      patients[row.arm] += n;
      responders[row.arm] += n * responseRate(endpoint, cut.population.groups[c >> 1], row.arm);
    });
  }
  return tables;
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
    assessed(row, endpoint.assessedAt, cut).forEach((n, c) => {
      if (n === 0) return;
      patients[row.arm] += n;
      sums[row.arm] += n * normalLaw(endpoint, cut.population.groups[c >> 1], row.arm).mean;
    });
  }
  return sums[1] / patients[1] - sums[0] / patients[0];
}
