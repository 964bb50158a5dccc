import type { TestSpec } from '../../scenario/model.ts';
import type { Allocation } from './allocation.ts';
import { type ComparisonRow, comparisonRows } from './comparison.ts';
import type { DataCutLimit } from './dataCutLimit.ts';

/** Normal law that an estimate tends to. */
export interface EstimateLaw {
  readonly estimate: number;
  /** The standard error that the analysis finds. */
  readonly standardError: number;
  /** Standard deviation of the estimate. */
  readonly sd: number;
  /** Degrees of freedom of a t test; Infinity otherwise. */
  readonly df: number;
}

/** Normal law that a test's z tends to: > 0 favours experimental. */
export interface ZLaw {
  readonly mean: number;
  readonly sd: number;
  /** Degrees of freedom of a t test; Infinity otherwise. */
  readonly df: number;
}

/** What the law of a test is computed from. */
export interface TestContext {
  readonly test: TestSpec;
  readonly cut: DataCutLimit;
  readonly allocation: Allocation;
  /** Kept apart by randomisation cell. */
  readonly rows: readonly ComparisonRow[];
}

export function testContext(
  test: TestSpec,
  cut: DataCutLimit,
  allocation: Allocation,
  weights: Float64Array,
): TestContext {
  const { population, mix } = cut;
  const rows = comparisonRows(test, population, weights, mix.experimental, 'assay', allocation.cellOf);
  return { test, cut, allocation, rows };
}

/** z = estimate beyond the margin over its standard error. */
export function waldLaw(
  { estimate, standardError, sd, df }: EstimateLaw,
  direction: 1 | -1,
  margin = 0,
): ZLaw {
  return { mean: (direction * (estimate - margin)) / standardError, sd: sd / standardError, df };
}
