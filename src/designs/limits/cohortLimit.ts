import { SLOT, SLOTS } from '../../analyses/analysis.ts';
import { createTwoByTwo, type TwoByTwo } from '../../analyses/twoByTwo.ts';
import { responseRate } from '../../endpoints/laws.ts';
import type { Population } from '../../population/groups.ts';
import { evaluatePopulation } from '../../scenario/cells.ts';
import type { BinaryEndpoint, ExternalCohort, TestSpec } from '../../scenario/model.ts';
import {
  type CohortComparator,
  cohortAnalysis,
  cohortRate,
  cohortRead,
  cohortShares,
} from '../cohortComparison.ts';
import { stratify } from '../enrolmentPlan.ts';
import { rateEffect } from './rateLimit.ts';

/** Patients of an expected table: so many that the prior of a posterior mean does not show. */
const MANY = 1e9;

/**
 * What a comparison with an external cohort tends to: the very analysis, on expected tables.
 *
 * @param treated weights of the treated by group; their outcomes are those of `arm`
 * @param drift odds ratio of the cohort's outcomes
 */
export function cohortLimit(
  test: TestSpec,
  against: CohortComparator,
  endpoint: BinaryEndpoint,
  population: Population,
  cohort: ExternalCohort,
  treated: Float64Array,
  arm: 0 | 1,
  drift: number,
): number {
  const { adjustment } = against;
  const names = 'for' in adjustment ? adjustment.for : [];
  const { strata, stratumOf } = stratify(names, population);
  const tables = Array.from({ length: strata }, createTwoByTwo);
  const among = cohortRead(test, adjustment);
  const all = treated.reduce((sum, n) => sum + n, 0);
  const shares = cohortShares(cohort, population);
  population.groups.forEach((group, g) => {
    const table = tables[stratumOf[g]];
    const n1 = (MANY * treated[g]) / all;
    const n0 = evaluatePopulation(among, group) ? MANY * shares[g] : 0;
    if (n1 > 0) add(table, 1, n1, responseRate(endpoint, group, arm));
    if (n0 > 0) add(table, 0, n0, cohortRate(endpoint, population, g, { driftOddsRatio: drift }));
  });
  const levels = names.map((name) => {
    const one = stratify([name], population).stratumOf;
    return Array.from({ length: strata }, (_, s) => one[stratumOf.indexOf(s)]);
  });
  if (adjustment.kind === 'power prior' || adjustment.kind === 'robust map') {
    const { n1, x1, n0, x0 } = tables[0];
    return x1 / n1 - x0 / n0;
  }
  const analysis = cohortAnalysis(against, 'higher', tables, levels, tables[0]);
  if (analysis === null) return rateEffect(test, tables).estimate;
  const out = new Float64Array(SLOTS);
  analysis(out, 0);
  return out[SLOT.estimate];
}

function add(table: TwoByTwo, side: 0 | 1, n: number, rate: number): void {
  if (side === 1) {
    table.n1 += n;
    table.x1 += n * rate;
  } else {
    table.n0 += n;
    table.x0 += n * rate;
  }
}

/** The effect of one rate over another on the scale of a test's estimate. */
export function rateContrast(test: TestSpec, p1: number, p0: number): number {
  return rateEffect(test, [{ n1: MANY, x1: MANY * p1, n0: MANY, x0: MANY * p0 }]).estimate;
}
