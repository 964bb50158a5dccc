import { SLOT, SLOTS } from '../../analyses/analysis.ts';
import { ancova } from '../../analyses/ancova.ts';
import { createMoments, type Moments } from '../../analyses/moments.ts';
import { createRaking } from '../../analyses/raking.ts';
import { survivalAt } from '../../distributions/survivalLaw.ts';
import { dropoutLaw, normalLaw, responseRate, timeLaw } from '../../endpoints/laws.ts';
import type { Group } from '../../population/groups.ts';
import { evaluatePopulation } from '../../scenario/cells.ts';
import type {
  BinaryEndpoint,
  CohortShift,
  ContinuousEndpoint,
  ExternalCohort,
  TestSpec,
  TimeToEventEndpoint,
} from '../../scenario/model.ts';
import { adjustmentStrata } from '../cohortAnalysis.ts';
import { type CohortComparator, cohortRead } from '../cohortComparison.ts';
import { cohortEndpoint, cohortShares } from '../cohortTruth.ts';
import { milestoneEffect } from '../milestoneEffect.ts';
import { labelOf } from './comparison.ts';
import type { RiskRow } from './coxLimit.ts';
import type { DataCutLimit } from './dataCutLimit.ts';
import { hazardRatioLimit } from './estimateLimit.ts';
import { type FollowUpKind, followUpOf } from './followUpProcess.ts';
import { rateEffect } from './rateLimit.ts';
import { restrictedMean } from './restrictedMean.ts';
import type { TimeGrid } from './timeGrid.ts';

/** Patients of an expected table: so many that a continuity correction does not show. */
const MANY = 1e9;

/** The treated and an external cohort in expected numbers. */
export interface CohortSides {
  readonly test: TestSpec;
  readonly against: CohortComparator;
  readonly cut: DataCutLimit;
  readonly cohort: ExternalCohort;
  /** Expected treated by group. */
  readonly own: Float64Array;
  readonly arm: 0 | 1;
}

/** One side of a comparison: weights by group, arm, and, of a cohort, its shift and follow-up. */
export interface Side {
  readonly weights: Float64Array;
  readonly arm: 0 | 1;
  readonly cohort?: { readonly shift: CohortShift; readonly followUp: ExternalCohort['followUp'] };
}

/**
 * Patients that an external cohort comes to by its adjustment, by group: its own, those matched, or as many as the treated in their mix.
 * NaN where the treated have a kind that it lacks.
 *
 * @param treated weights of the treated by group
 */
export function cohortPatients(
  test: TestSpec,
  against: CohortComparator,
  cohort: ExternalCohort,
  treated: Float64Array,
  { population }: Pick<DataCutLimit, 'population'>,
): Float64Array {
  const { adjustment } = against;
  const among = cohortRead(test, adjustment);
  const shares = cohortShares(cohort, population);
  const patients = shares.map((share, g) =>
    evaluatePopulation(among, population.groups[g]) ? cohort.patients * share : 0,
  );
  if (adjustment.kind !== 'standardised' && adjustment.kind !== 'weighted') return patients;
  const { strata, stratumOf, levels } = adjustmentStrata(against, population);
  const bySum = (values: Float64Array) => {
    const sums = new Float64Array(strata);
    for (let g = 0; g < values.length; g++) sums[stratumOf[g]] += values[g];
    return sums;
  };
  // A rate for each stratum is a weight for each: one margin, that of the strata themselves.
  const margins = adjustment.kind === 'standardised' ? [Array.from({ length: strata }, (_, s) => s)] : levels;
  const { weights, rake } = createRaking(strata, margins);
  const fitted = rake(bySum(treated), bySum(patients));
  return patients.map((n, g) => (fitted ? n * weights[stratumOf[g]] : Number.NaN));
}

/** What the estimator of a test tends to between two sides, on the scale of its estimate. NaN where a side has nobody. */
export function sidesLimit(test: TestSpec, cut: DataCutLimit, first: Side, second: Side): number {
  const endpoint = cut.truth.endpoints[test.of];
  const sides = [first, second];
  if (sides.some(({ weights }) => !(sumOf(weights) > 0))) return Number.NaN;
  switch (endpoint.kind) {
    case 'binary': {
      const [p1, p0] = sides.map((side) => rateOn(endpoint, side, cut));
      return rateEffect(test, [{ n1: MANY, x1: MANY * p1, n0: MANY, x0: MANY * p0 }]).estimate;
    }
    case 'time-to-event':
      if (test.by === 'milestone') {
        const [one, other] = sides.map((side) => survivalOn(endpoint, test, side, cut));
        return milestoneEffect(one, other, test);
      }
      return test.by === 'rmst'
        ? meanTimeOn(endpoint, test, first, cut) - meanTimeOn(endpoint, test, second, cut)
        : hazardRatioLimit(test, sidesProcess(test, cut, first, second).rows);
    case 'continuous':
      return test.by === 'ancova'
        ? regressed(endpoint, test, cut, first, second)
        : meanOn(endpoint, first, cut) - meanOn(endpoint, second, cut);
  }
}

const sumOf = (values: Float64Array) => values.reduce((sum, one) => sum + one, 0);

function average({ weights }: Side, { population }: DataCutLimit, value: (group: Group) => number): number {
  let sum = 0;
  population.groups.forEach((group, g) => {
    if (weights[g] > 0) sum += weights[g] * value(group);
  });
  return sum / sumOf(weights);
}

const seenBy = <E extends BinaryEndpoint | ContinuousEndpoint | TimeToEventEndpoint>(
  endpoint: E,
  { cohort }: Side,
): E => (cohort === undefined ? endpoint : cohortEndpoint(endpoint, cohort.shift));

function rateOn(endpoint: BinaryEndpoint, side: Side, cut: DataCutLimit): number {
  const own = seenBy(endpoint, side);
  return average(side, cut, (group) => responseRate(own, group, side.arm));
}

function meanOn(endpoint: ContinuousEndpoint, side: Side, cut: DataCutLimit): number {
  const own = seenBy(endpoint, side);
  return average(side, cut, (group) => normalLaw(own, group, side.arm).mean);
}

function meanTimeOn(endpoint: TimeToEventEndpoint, test: TestSpec, side: Side, cut: DataCutLimit): number {
  const own = seenBy(endpoint, side);
  return average(side, cut, (group) =>
    restrictedMean([timeLaw(own, group, side.arm)], [1], test.horizon as number),
  );
}

function survivalOn(endpoint: TimeToEventEndpoint, test: TestSpec, side: Side, cut: DataCutLimit): number {
  const own = seenBy(endpoint, side);
  return average(side, cut, (group) => survivalAt(timeLaw(own, group, side.arm), test.horizon as number));
}

/**
 * Expected risk sets of the two sides, each with its own follow-up: a row a group.
 *
 * @param at times at which a piece of the grid is to end
 */
export function sidesProcess(
  test: TestSpec,
  cut: DataCutLimit,
  first: Side,
  second: Side,
  at: readonly number[] = [],
): { grid: TimeGrid; rows: RiskRow[] } {
  const endpoint = cut.truth.endpoints[test.of];
  if (endpoint.kind !== 'time-to-event') throw new TypeError(`${test.of} has no times`);
  const { groups } = cut.population;
  const members = [second, first].flatMap((side, z) =>
    groups.flatMap((group, g) => (side.weights[g] > 0 ? [{ side, z, group, g }] : [])),
  );
  const kinds = members.map(({ side, group, g }): FollowUpKind => {
    const law = timeLaw(seenBy(endpoint, side), group, side.arm);
    return side.cohort === undefined
      ? { law, entry: cut.mix.entry[g], month: null }
      : { law, ...cohortFollowUp(side.cohort.followUp) };
  });
  const followUp = followUpOf(kinds, dropoutLaw(endpoint), cut.mix.end)(cut.month, at);
  const scaled = (column: Float64Array, weight: number) => column.map((value) => value * weight);
  const covariates = covariatesOf(
    test,
    members.map(({ group }) => group),
  );
  const rows = members.map(({ side, z, g }, k) => ({
    stratum: 0,
    z: [z, ...covariates(k)],
    atRisk: scaled(followUp.atRisk[k], side.weights[g]),
    events: scaled(followUp.events[k], side.weights[g]),
  }));
  return { grid: followUp.grid, rows };
}

/** Follow-up uniform between two times, as entry at an even rate before a cut. */
function cohortFollowUp(followUp: ExternalCohort['followUp']): Pick<FollowUpKind, 'entry' | 'month'> {
  const rate = [{ until: Number.POSITIVE_INFINITY, value: 1 }];
  if (followUp === null) return { entry: { rate, screened: 1, delay: 0 }, month: Number.POSITIVE_INFINITY };
  // One time for all is a spread too small to be seen.
  const spread = Math.max(followUp.most - followUp.least, 1e-9 * followUp.most);
  return { entry: { rate, screened: spread, delay: 0 }, month: followUp.most };
}

/** Indicators of all levels but the first of a test's covariates. */
function covariatesOf({ covariates }: TestSpec, groups: readonly Group[]): (k: number) => number[] {
  const columns = covariates
    .filter((name) => name !== 'baseline')
    .map((name) => groups.map((group) => labelOf(group, [name], 'assay')));
  return (k) =>
    columns.flatMap((labels) => [...new Set(labels)].slice(1).map((label) => (labels[k] === label ? 1 : 0)));
}

/** The very analysis on expected moments; the baseline covariate is independent of all else and takes nothing. */
function regressed(
  endpoint: ContinuousEndpoint,
  test: TestSpec,
  cut: DataCutLimit,
  first: Side,
  second: Side,
): number {
  const { groups } = cut.population;
  const moments = createMoments(groups.length);
  for (const side of [first, second]) {
    const own = seenBy(endpoint, side);
    groups.forEach((group, g) => {
      if (side.weights[g] > 0)
        addExpected(
          moments,
          2 * g + (side === first ? 1 : 0),
          side.weights[g],
          normalLaw(own, group, side.arm),
        );
    });
  }
  const present = [...groups.keys()].filter((g) => first.weights[g] > 0 || second.weights[g] > 0);
  const factors = test.covariates
    .filter((name) => name !== 'baseline')
    .map((name) => {
      const labels = groups.map((group) => labelOf(group, [name], 'assay'));
      const known = [...new Set(labels)];
      return labels.map((label) => known.indexOf(label));
    });
  const out = new Float64Array(SLOTS);
  ancova(moments, present, { factors, covariates: [] })(out, 0);
  return out[SLOT.estimate];
}

function addExpected(
  moments: Moments,
  c: number,
  n: number,
  { mean, sd }: { mean: number; sd: number },
): void {
  const many = 1e6 * n;
  moments.n[c] = many;
  moments.y[c] = many * mean;
  moments.yy[c] = many * (mean * mean + sd * sd);
}
