import type { Borrowing } from '../../analyses/borrowedDifference.ts';
import { responseRate, withOdds } from '../../endpoints/laws.ts';
import { binomialPmf } from '../../numeric/binomial.ts';
import { gaussLegendre } from '../../numeric/gaussLegendre.ts';
import { normalCdf, normalDensity } from '../../numeric/normal.ts';
import { studentTQuantile } from '../../numeric/studentT.ts';
import { evaluatePopulation } from '../../scenario/cells.ts';
import type { BinaryEndpoint, ContinuousEndpoint, TestSpec } from '../../scenario/model.ts';
import type { CohortComparator } from '../cohortComparison.ts';
import { cohortRead } from '../cohortComparison.ts';
import { cohortEndpoint, cohortShares } from '../cohortTruth.ts';
import { readsCurves } from '../measureOf.ts';
import { adjustedCohortLaw } from './adjustedCohortLaw.ts';
import { borrowedBorder, borrowedPower } from './borrowedPower.ts';
import { valueSides } from './cohortInfluence.ts';
import type { CohortSides } from './cohortLimit.ts';
import { cohortScore } from './cohortScore.ts';
import { coxLimit } from './coxLimit.ts';
import type { DataCutLimit } from './dataCutLimit.ts';
import { borderOf, powerBeyond } from './exactPower.ts';
import { within } from './patientMix.ts';
import { scoreProcess } from './scoreProcess.ts';

/** Tables of other sizes, or rates, beyond which enumeration would take longer than it is worth. */
const MOST_TABLES = 200;
/** Sizes of the matched part of a cohort left out have less than this probability each. */
const NEGLIGIBLE = 1e-9;

/**
 * Power of a test against an external cohort as it is, or its matched part, with everybody assessed: exact for tables, by the normal law of t and of
 * the log-rank or Cox score otherwise. Adjusted comparisons, and those of curves, by the normal law of `adjustedCohortLaw`.
 * The between-trial spread is integrated over (tables) or added to the variance. What is borrowed by a single arm: tables, or the
 * normal law of `borrowedPower`. Null for regressions.
 *
 * @param bound z that rejects
 */
export function cohortPower(
  test: TestSpec,
  against: CohortComparator,
  cut: DataCutLimit,
  bound: number,
): { power: number; kind: 'exact binomial' | 'normal theory' | 'limiting score' } | null {
  const { truth, population, mix } = cut;
  const endpoint = truth.endpoints[test.of];
  const cohort = truth.externalCohorts?.[against.cohort];
  const { kind } = against.adjustment;
  if (cohort === undefined || test.covariates.length > 0) return null;
  const own = within(mix.patients, population, test.in);
  // Of patients in a part of the enrolled the number is random.
  const fixed = own.every((n, g) => n === mix.patients[g]);
  const comparison: CohortSides = { test, against, cut, cohort, own, arm: mix.experimental === 1 ? 1 : 0 };
  if (kind === 'power prior' || kind === 'robust map') {
    if (endpoint.kind !== 'binary') {
      const power = borrowedPower(comparison, against.adjustment as Borrowing, bound);
      return Number.isNaN(power) ? null : { power, kind: 'normal theory' };
    }
  } else if ((kind !== 'none' && kind !== 'matched') || readsCurves(test)) {
    const law = adjustedCohortLaw(comparison);
    return law === null ? null : { power: normalCdf((law.mean - bound) / law.sd), kind: 'normal theory' };
  }
  switch (endpoint.kind) {
    case 'binary': {
      const power = fixed ? tablePower(comparison, endpoint, bound) : null;
      return power === null ? null : { power, kind: 'exact binomial' };
    }
    case 'continuous': {
      if (test.by !== 't-test') return null;
      return { power: tPower(comparison, endpoint), kind: 'normal theory' };
    }
    case 'time-to-event': {
      if (test.by !== 'log-rank' && test.by !== 'cox') return null;
      const power = scorePower(comparison, bound);
      return Number.isNaN(power) ? null : { power, kind: 'limiting score' };
    }
  }
}

const sumOf = (values: ArrayLike<number>) => Array.from(values).reduce((sum, one) => sum + one, 0);

function tablePower(sides: CohortSides, endpoint: BinaryEndpoint, bound: number): number | null {
  const { test, against, cut, cohort, own, arm } = sides;
  const { population, truth } = cut;
  const shift = cohort.shifts[test.of];
  const drifted = cohortEndpoint(endpoint, shift);
  const among = cohortRead(test, against.adjustment);
  const shares = cohortShares(cohort, population).map((share, g) =>
    evaluatePopulation(among, population.groups[g]) ? share : 0,
  );
  const part = sumOf(shares);
  const rate = (z: number) =>
    population.groups.reduce(
      (sum, group, g) =>
        sum +
        (shares[g] / part) * withOdds(responseRate(drifted, group, 0), Math.exp(shift.betweenTrialSd * z)),
      0,
    );
  const sizes = sizesOf(cohort.patients, part);
  const shifts = shift.betweenTrialSd === 0 ? [{ z: 0, weight: 1 }] : normalNodes();
  if (!(part > 0) || sizes.length * shifts.length > MOST_TABLES) return null;
  const n1 = Math.round(sumOf(own));
  const p1 =
    population.groups.reduce((sum, group, g) => sum + own[g] * responseRate(endpoint, group, arm), 0) /
    sumOf(own);
  const { adjustment } = against;
  const border =
    adjustment.kind === 'power prior' || adjustment.kind === 'robust map'
      ? borrowedBorder(adjustment, endpoint, bound)
      : borderOf({ ...test, against: null }, endpoint, truth, population, bound);
  return sizes.reduce((sum, size) => {
    const beyond = border(n1, size.n);
    const power = ({ z, weight }: (typeof shifts)[number]) =>
      weight * powerBeyond(beyond, endpoint, { n1, p1, n0: size.n, p0: rate(z) });
    return sum + size.weight * shifts.reduce((all, one) => all + power(one), 0);
  }, 0);
}

/** Number of a cohort's patients in a part of it. */
function sizesOf(n: number, part: number): { n: number; weight: number }[] {
  if (part > 1 - 1e-12) return [{ n, weight: 1 }];
  return Array.from({ length: n + 1 }, (_, k) => ({ n: k, weight: binomialPmf(k, n, part) })).filter(
    ({ weight }) => weight > NEGLIGIBLE,
  );
}

/** Standard normal by quadrature over six standard deviations to either side. */
function normalNodes(): { z: number; weight: number }[] {
  const { node, weight } = gaussLegendre(24);
  return Array.from(node, (x, i) => ({ z: 6 * x, weight: 6 * weight[i] * normalDensity(6 * x) }));
}

function tPower(comparison: CohortSides, endpoint: ContinuousEndpoint): number {
  const { test, cohort } = comparison;
  const shift = cohort.shifts[test.of];
  const [a, b] = valueSides(comparison);
  const spread = a.variance / a.n + b.variance / b.n;
  const pooled = (((a.n - 1) * a.variance + (b.n - 1) * b.variance) / (a.n + b.n - 2)) * (1 / a.n + 1 / b.n);
  const welch = test.variance === 'welch';
  const df = welch
    ? spread ** 2 / ((a.variance / a.n) ** 2 / (a.n - 1) + (b.variance / b.n) ** 2 / (b.n - 1))
    : a.n + b.n - 2;
  const se = Math.sqrt(welch ? spread : pooled);
  const direction = endpoint.better === 'higher' ? 1 : -1;
  const t = studentTQuantile(1 - test.alpha / test.sided, df);
  return normalCdf((direction * (a.mean - b.mean) - t * se) / Math.sqrt(spread + shift.betweenTrialSd ** 2));
}

function scorePower(sides: CohortSides, bound: number): number {
  const { test, cohort } = sides;
  const { betweenTrialSd } = cohort.shifts[test.of];
  const { merged, grid, centred } = cohortScore(sides);
  const cox = test.by === 'cox';
  const beta = cox ? coxLimit(merged).beta[0] : 0;
  const score = scoreProcess(merged, grid, beta);
  const root = Math.sqrt(score.variance);
  const slope = cox ? (beta * score.varianceSlope) / (2 * score.variance * root) : 0;
  const weight = cox ? -beta / (2 * root) : score.score / (2 * score.variance * root);
  const variance = centred(score.contributions(-(1 / root + slope), weight));
  const mean = cox ? -beta * root : -score.score / root;
  return normalCdf((mean - bound) / Math.sqrt(variance + betweenTrialSd ** 2 * score.variance));
}
