import { type Comparison, compareOnce } from './comparison.ts';
import { coxTest } from './cox.ts';
import { type CoxDesign, coxRegression } from './coxRegression.ts';
import { type FlemingHarringtonWeights, flemingHarrington } from './flemingHarrington.ts';
import type { HazardRatioOptions } from './hazardRatio.ts';
import { logRank } from './logRank.ts';
import { type MilestoneMeasure, milestoneContrast } from './milestoneContrast.ts';
import { createRiskTable, fillRiskTable, type RiskTable } from './riskTable.ts';
import { rmst } from './rmst.ts';
import { type SurvivalArrays, survivalFromArrays } from './survivalFromArrays.ts';

/** Patients, one entry each. */
export interface SurvivalPatients extends Omit<SurvivalArrays, 'group'> {
  /**
   * Stratification factors: for each the level of every patient. Tests are stratified by the combinations.
   */
  strata?: readonly (readonly (number | string)[])[];
  /** Covariates of `cox`: for each the value of every patient. */
  covariates?: readonly (readonly number[])[];
}

export interface CompareSurvivalOptions extends HazardRatioOptions {
  /** Default `log-rank`. */
  by?: 'log-rank' | 'cox' | 'fleming-harrington' | 'rmst' | 'milestone';
  /** Of `fleming-harrington`. */
  weights?: FlemingHarringtonWeights;
  /** Of `rmst` and `milestone`: months. */
  horizon?: number;
  /** Of `milestone`: default the difference of survivals. */
  measure?: MilestoneMeasure;
  /** Of `cox` (log hazard ratio), `rmst` (months) and `milestone` (as its measure): effect that z is held against. Default 0. */
  margin?: number;
  /** Of `cox`: index of the covariate whose interaction with the arm is reported in place of the arm. */
  interaction?: number;
}

/**
 * Compares two arms of right-censored patients, with the kernels that the simulated trials run.
 *
 * @throws RangeError for columns of unequal length and for values out of range; TypeError for an option that
 * the method needs or does not know
 *
 * @example
 * compareSurvival({ time: [6, 9, 11, 14, 1, 3, 7, 8], event: [1, 0, 1, 0, 1, 1, 1, 1], arm: [1, 1, 1, 1, 0, 0, 0, 0] })
 * // log-rank z 1.9517, p 0.0255; Cox log hazard ratio -1.9249 (-4.1422 to 0.2924)
 */
export function compareSurvival(
  patients: SurvivalPatients,
  options: CompareSurvivalOptions = {},
): Comparison {
  const { by = 'log-rank' } = options;
  checkColumns(patients, options);
  if (patients.covariates) return compareAdjusted(patients, options);
  const tables = stratumTables(patients);
  switch (by) {
    case 'log-rank':
      return compareOnce(logRank(tables, options));
    case 'cox':
      return compareOnce(coxTest(tables, options));
    case 'fleming-harrington':
      if (!options.weights) throw new TypeError('weights: missing; fleming-harrington needs { rho, gamma }.');
      return compareOnce(flemingHarrington(tables, options.weights, options));
    case 'rmst':
    case 'milestone': {
      const { horizon = 0, measure, margin, level } = options;
      if (!(horizon > 0)) throw new TypeError(`horizon: got ${options.horizon}; ${by} needs months > 0.`);
      return compareOnce(
        by === 'rmst'
          ? rmst(tables, horizon, level, margin)
          : milestoneContrast(tables, horizon, { measure, margin, level }),
      );
    }
  }
}

/** One risk table for each combination of levels that occurs. */
function stratumTables({ strata = [], ...arrays }: SurvivalPatients): RiskTable[] {
  const { index, count } = combinations(strata, arrays.time.length);
  const data = survivalFromArrays({ ...arrays, group: index });
  return Array.from({ length: count }, (_, s) => {
    const table = createRiskTable(data.n);
    fillRiskTable(
      data,
      Uint8Array.from({ length: count }, (_, g) => (g === s ? 1 : 0)),
      table,
    );
    return table;
  });
}

function compareAdjusted(patients: SurvivalPatients, options: CompareSurvivalOptions): Comparison {
  const { strata = [], covariates = [], ...arrays } = patients;
  const n = arrays.time.length;
  const stratum = combinations(strata, n);
  // A group is a stratum with one set of covariate values.
  const group = combinations([stratum.index, ...covariates], n);
  const data = survivalFromArrays({ ...arrays, group: group.index });
  const first = Array.from({ length: group.count }, (_, g) => group.index.indexOf(g));
  const byClass = (value: (i: number, arm: number) => number) =>
    Float64Array.from({ length: 2 * group.count }, (_, c) => value(first[c >> 1], c & 1));
  const columns = [byClass((_, arm) => arm), ...covariates.map((column) => byClass((i) => column[i]))];
  const { interaction } = options;
  if (interaction !== undefined) columns.push(byClass((i, arm) => arm * covariates[interaction][i]));
  const design: CoxDesign = {
    ...options,
    columns,
    stratum: Int16Array.from(first, (i) => stratum.index[i]),
    coefficient: interaction === undefined ? 0 : columns.length - 1,
  };
  return compareOnce(coxRegression(data, design));
}

/** Numbers the combinations of levels as they appear. */
function combinations(
  factors: readonly (readonly (number | string)[])[],
  n: number,
): { index: number[]; count: number } {
  const known = new Map<string, number>();
  const index = Array.from({ length: n }, (_, i) => {
    const name = JSON.stringify(factors.map((levels) => levels[i]));
    const number = known.get(name) ?? known.size;
    known.set(name, number);
    return number;
  });
  return { index, count: known.size };
}

/** Methods that are held against a margin. */
const WITH_MARGIN: readonly NonNullable<CompareSurvivalOptions['by']>[] = ['cox', 'rmst', 'milestone'];

function checkColumns(
  { time, strata = [], covariates }: SurvivalPatients,
  { by = 'log-rank', interaction, margin }: CompareSurvivalOptions,
): void {
  if (margin !== undefined && !WITH_MARGIN.includes(by))
    throw new TypeError(`margin: ${by} takes none; use by: 'cox', 'rmst' or 'milestone'.`);
  if (covariates && by !== 'cox')
    throw new TypeError(`covariates: ${by} takes none; use by: 'cox', or strata.`);
  for (const [path, columns] of Object.entries({ strata, covariates: covariates ?? [] }))
    columns.forEach((column, f) => {
      if (column.length !== time.length)
        throw new RangeError(
          `${path}[${f}]: got ${column.length} values; it needs one for each of ${time.length} times.`,
        );
    });
  const known = covariates?.length ?? 0;
  if (interaction !== undefined && !(interaction in (covariates ?? [])))
    throw new RangeError(`interaction: got ${interaction}; there are ${known} covariates.`);
}
