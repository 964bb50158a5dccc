import { type AncovaOptions, ancova } from './ancova.ts';
import { type Comparison, compareOnce } from './comparison.ts';
import { addToMoments, createMoments } from './moments.ts';
import { type TTestOptions, tTest } from './tTest.ts';

/** Patients, one entry each. */
export interface MeanData {
  outcome: readonly number[];
  /** 1 experimental, 0 control. */
  arm: readonly number[];
  /** Categorical covariates: for each the level, from 0, of every patient. */
  factors?: readonly (readonly number[])[];
  /** Baseline covariates: for each the value of every patient. */
  covariates?: readonly (readonly number[])[];
}

export interface CompareMeansOptions extends TTestOptions {
  /** `t-test` (default) is stratified by the combinations of the factors; `ancova` adjusts for main effects. */
  by?: 't-test' | 'ancova';
}

/**
 * Compares two means from patients' values, with the kernels that the simulated trials run.
 *
 * @throws RangeError for columns of unequal length and for arms, levels or values out of range
 *
 * @example
 * compareMeans({ outcome: [5, 6, 7, 9, 3, 4, 4, 6], arm: [1, 1, 1, 1, 0, 0, 0, 0] }, { variance: 'pooled' })
 * // z 1.9071, p 0.0283, estimate 2.5, standardError 1.0607, lower -0.0953, upper 5.0953
 */
export function compareMeans(data: MeanData, options: CompareMeansOptions = {}): Comparison {
  const { outcome, arm, factors = [], covariates = [] } = data;
  checkColumns(data);
  // Combinations of levels, numbered as they appear: the groups of the moments.
  const names = new Map<string, number>();
  const group = outcome.map((_, i) => {
    const name = factors.map((levels) => levels[i]).join();
    const known = names.get(name) ?? names.size;
    names.set(name, known);
    return known;
  });
  const moments = createMoments(names.size, covariates.length);
  const y = centred(outcome);
  const columns = covariates.map(centred);
  const x = new Float64Array(covariates.length);
  for (let i = 0; i < outcome.length; i++) {
    columns.forEach((column, j) => {
      x[j] = column[i]!;
    });
    addToMoments(moments, group[i]!, arm[i]!, y[i]!, x, 0);
  }
  const groups = [...names.values()];
  if (options.by !== 'ancova')
    return compareOnce(
      tTest(
        moments,
        groups.map((g) => [g]),
        options,
      ),
    );
  const levels = factors.map((column) => groups.map((g) => column[group.indexOf(g)]!));
  const adjusted: AncovaOptions = { ...options, factors: levels };
  return compareOnce(ancova(moments, groups, adjusted));
}

/** Sums of squares keep their digits when the mean is near 0. */
function centred(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}

function checkColumns({ outcome, arm, factors = [], covariates = [] }: MeanData): void {
  const check = (path: string, column: readonly number[], rule: string, good: (value: number) => boolean) => {
    if (column.length !== outcome.length)
      throw new RangeError(
        `${path}: got ${column.length} values; it needs one for each of ${outcome.length} outcomes.`,
      );
    const bad = column.findIndex((value) => !good(value));
    if (bad >= 0) throw new RangeError(`${path}[${bad}]: got ${column[bad]}; ${rule}.`);
  };
  check('outcome', outcome, 'an outcome is a finite number', Number.isFinite);
  check('arm', arm, 'an arm is 1 (experimental) or 0 (control)', (value) => value === 0 || value === 1);
  factors.forEach((column, j) => {
    check(
      `factors[${j}]`,
      column,
      'a level is a whole number from 0',
      (value) => Number.isInteger(value) && value >= 0,
    );
  });
  covariates.forEach((column, j) => {
    check(`covariates[${j}]`, column, 'a covariate is a finite number', Number.isFinite);
  });
}
