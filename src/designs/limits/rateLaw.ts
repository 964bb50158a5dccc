import { differenceScore, logOddsRatioScore, logRatioScore } from '../../analyses/scoreStatistic.ts';
import type { TwoByTwo } from '../../analyses/twoByTwo.ts';
import { responseRate } from '../../endpoints/laws.ts';
import type { BinaryEndpoint } from '../../scenario/model.ts';
import type { Contribution } from './allocation.ts';
import { followed } from './comparison.ts';
import { expectedTables, rateEffect } from './rateLimit.ts';
import type { EstimateLaw, TestContext, ZLaw } from './zLaw.ts';

/**
 * Law of the pooled two-proportion z (stratified: Cochran-Mantel-Haenszel) that every test of rates has or comes near; for
 * Fisher's test with the continuity correction (Yates) that follows its conditional tail.
 *
 * Variance in the denominator as under the null, spread as it is (mixtures of groups, balanced by the randomisation).
 */
export function rateZLaw(context: TestContext, endpoint: BinaryEndpoint): ZLaw {
  const tables = expectedTables(endpoint, context.cut, context.rows);
  const { margin = 0 } = context.test;
  if (margin !== 0) return marginLaw(context, endpoint, tables, margin);
  const less = context.test.by === 'cmh' ? 1 : 0;
  let difference = 0;
  let variance = 0;
  for (const { n1, x1, n0, x0 } of tables) {
    const n = n1 + n0;
    const m = x1 + x0;
    difference += (x1 * n0 - x0 * n1) / n;
    variance += (n1 * n0 * m * (n - m)) / (n * n * (n - less));
  }
  const root = Math.sqrt(variance);
  // A responder moves the numerator, and by the pooled rate the denominator.
  const weight = (arm: 0 | 1, { n1, x1, n0, x0 }: TwoByTwo) => {
    const n = n1 + n0;
    const spread = (n1 * n0 * (n - 2 * (x1 + x0))) / (n * n * (n - less));
    return (arm === 1 ? n0 / n : -n1 / n) / root - (difference * spread) / (2 * variance * root);
  };
  const spread = context.allocation.variance(contributionsOf(context, endpoint, tables, weight));
  const direction = endpoint.better === 'higher' ? 1 : -1;
  const correction = context.test.by === 'fisher' ? 0.5 : 0;
  return {
    mean: (direction * difference - correction) / root,
    sd: Math.sqrt(spread),
    df: Number.POSITIVE_INFINITY,
  };
}

/**
 * Law of the score z at a margin (restricted rates, Farrington & Manning, Stat Med 1990;9:1447-1454): its value in the tables
 * expected, and its spread by what one more responder moves it (central difference).
 */
function marginLaw(
  context: TestContext,
  endpoint: BinaryEndpoint,
  tables: readonly TwoByTwo[],
  margin: number,
): ZLaw {
  const zOf = SCORES[context.test.by as keyof typeof SCORES](tables, false);
  const direction = endpoint.better === 'higher' ? 1 : -1;
  const weight = (arm: 0 | 1, table: TwoByTwo) => {
    const key = arm === 1 ? 'x1' : 'x0';
    const [x, n] = arm === 1 ? [table.x1, table.n1] : [table.x0, table.n0];
    const step = 1e-4 * Math.min(x, n - x);
    // The statistic reads the tables as they stand.
    const moved = (by: number) => {
      table[key] = x + by;
      const z = zOf(margin);
      table[key] = x;
      return z;
    };
    return (moved(step) - moved(-step)) / (2 * step);
  };
  const spread = context.allocation.variance(contributionsOf(context, endpoint, tables, weight));
  return { mean: direction * zOf(margin), sd: Math.sqrt(spread), df: Number.POSITIVE_INFINITY };
}

const SCORES = {
  'risk-difference': differenceScore,
  'risk-ratio': logRatioScore,
  'odds-ratio': logOddsRatioScore,
};

/** Law of the measure that is estimated. */
export function rateEstimateLaw({ test, cut, rows }: TestContext, endpoint: BinaryEndpoint): EstimateLaw {
  const effect = rateEffect(test, expectedTables(endpoint, cut, rows));
  return { ...effect, sd: effect.standardError, df: Number.POSITIVE_INFINITY };
}

/** What a row adds to the sum over responders of a weight, about the rate of its stratum and arm. */
function contributionsOf(
  { cut, rows }: TestContext,
  endpoint: BinaryEndpoint,
  tables: readonly TwoByTwo[],
  weight: (arm: 0 | 1, table: TwoByTwo) => number,
): Contribution[] {
  return rows.map((row) => {
    const table = tables[row.stratum];
    const rate = row.arm === 1 ? table.x1 / table.n1 : table.x0 / table.n0;
    const w = weight(row.arm, table);
    let sum = 0;
    let squares = 0;
    followed(row, endpoint.assessedAt, cut).forEach((n, c) => {
      if (n === 0) return;
      const p = responseRate(endpoint, cut.population.groups[c >> 1], (c & 1) as 0 | 1);
      sum += n * (p - rate) * w;
      squares += n * (p * (1 - p) + (p - rate) ** 2) * w * w;
    });
    return { cell: row.cell, arm: row.arm, sum, squares };
  });
}
