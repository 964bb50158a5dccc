import { adjustmentStrata } from '../cohortAnalysis.ts';
import { largerIsBetter, readsCurves } from '../measureOf.ts';
import { milestoneEffect } from '../milestoneEffect.ts';
import { cohortInfluence, cohortRisk, type GroupInfluence, valueMoments } from './cohortInfluence.ts';
import { type CohortSides, cohortPatients, sidesLimit } from './cohortLimit.ts';
import { solveInformation } from './coxLimit.ts';
import { curveMoments, slopeIn } from './milestoneLaw.ts';
import { areaOf } from './rmstLaw.ts';
import type { ZLaw } from './zLaw.ts';

/**
 * Law of z of a comparison with a cohort that is standardised or weighted to the treated, or of curves with the cohort as it is: the limit of the
 * estimate over the standard error that the analysis finds in expected numbers, and the spread that it has. The analysis takes weights as known;
 * the spread does not: fitting them by their moments takes out of the outcomes what the covariates tell (regression on the margins). The
 * between-trial shift adds its variance times the squared slope of the limit. Null for what has no such law here.
 *
 * Source: influence of a calibrated (raked) mean as in Deville & Sarndal, J Am Stat Assoc 1992;87:376-382.
 */
export function adjustedCohortLaw(sides: CohortSides): ZLaw | null {
  const { test, against } = sides;
  const { kind } = against.adjustment;
  if (readsCurves(test) && !bothReach(sides)) return null;
  const law =
    kind === 'weighted'
      ? weightedLaw(sides)
      : kind === 'standardised' || readsCurves(test)
        ? standardisedLaw(sides)
        : null;
  if (law === null || !(law.se > 0) || !Number.isFinite(law.value)) return null;
  const { betweenTrialSd } = sides.cohort.shifts[test.of];
  const score = kind === 'weighted' && test.by === 'log-rank';
  // A score moves by its information times the log hazard ratio.
  const shifted = betweenTrialSd === 0 ? 0 : betweenTrialSd * slopeOfShift(sides) * law.information;
  const direction = score ? -1 : largerIsBetter(test, sides.cut.truth.endpoints[test.of]) ? 1 : -1;
  return {
    mean: (direction * law.value) / law.se,
    sd: Math.hypot(law.sd, shifted) / law.se,
    df: Number.POSITIVE_INFINITY,
  };
}

/** Whether patients of both sides are followed to the horizon of curves: else no estimate exists, whatever the limit. */
function bothReach({ test, cut, cohort }: CohortSides): boolean {
  const horizon = test.horizon as number;
  const delay = Math.min(...cut.mix.entry.map((entry) => entry.delay));
  const { least, most } = cohort.followUp ?? {
    least: Number.POSITIVE_INFINITY,
    most: Number.POSITIVE_INFINITY,
  };
  return cut.month - delay > horizon && (most > horizon || least >= horizon);
}

interface Law {
  readonly value: number;
  /** Standard error as the analysis finds it, and as it is. */
  readonly se: number;
  readonly sd: number;
  /** What the value moves by with the estimate. */
  readonly information: number;
}

const sumOf = <T>(items: readonly T[], value: (item: T) => number) =>
  items.reduce((sum, item) => sum + value(item), 0);

/** Patients of the cohort as they come, by group: all, or those matched. */
function rawPatients({ test, against, cut, cohort, own }: CohortSides): Float64Array {
  const { kind } = against.adjustment;
  const adjustment = { kind: kind === 'matched' ? ('matched' as const) : ('none' as const) };
  return cohortPatients(test, { ...against, adjustment }, cohort, own, cut);
}

function weightedLaw(sides: CohortSides): Law | null {
  const { test, against, cut, cohort, own } = sides;
  const raw = rawPatients(sides);
  const target = cohortPatients(test, against, cohort, own, cut);
  if (target.some(Number.isNaN)) return null;
  const weights = target.map((n, g) => (raw[g] > 0 ? n / raw[g] : 0));
  const { value, groups, information } = cohortInfluence(sides, raw, weights);
  const squares = sumOf(groups, ({ n, weight, square }) => n * weight * weight * square);
  const told = toldByMargins(
    sides,
    groups.filter(({ side }) => side === 0),
  );
  // What the margins tell of a cohort patient's influence goes over to the treated, whose margins the weights follow.
  const parts = groups.map(({ group, side, n, weight, mean, square }) => {
    const g = told(group);
    const sign = side === 0 ? -1 : 1;
    return {
      side,
      n,
      sum: n * weight * (mean + sign * g),
      squares: n * weight * weight * (square + sign * 2 * g * mean + g * g),
    };
  });
  const spread = ([0, 1] as const).map((side) => {
    const members = parts.filter((part) => part.side === side);
    return (
      sumOf(members, (part) => part.squares) -
      sumOf(members, (part) => part.sum) ** 2 / sumOf(members, (part) => part.n)
    );
  });
  return { value, se: Math.sqrt(squares), sd: Math.sqrt(spread[0] + spread[1]), information };
}

/** Regression of the cohort's influences on the levels of the covariates that are weighted for, with the weights. */
function toldByMargins(
  { against, cut }: CohortSides,
  cohort: readonly GroupInfluence[],
): (group: number) => number {
  const { strata, stratumOf, levels } = adjustmentStrata(against, cut.population);
  const columns = Array.from({ length: strata }, (_, s) => [
    1,
    ...levels.flatMap((of) =>
      Array.from({ length: Math.max(...Array.from(of)) }, (_level, l) => (of[s] === l + 1 ? 1 : 0)),
    ),
  ]);
  const p = columns[0].length;
  const gram = Array.from({ length: p }, () => new Array<number>(p).fill(0));
  const right = new Array<number>(p).fill(0);
  for (const { group, n, weight, mean } of cohort) {
    const x = columns[stratumOf[group]];
    x.forEach((a, j) => {
      right[j] += n * weight * a * mean;
      x.forEach((b, k) => {
        gram[j][k] += n * weight * a * b;
      });
    });
  }
  const gamma = solveInformation(gram, right);
  return (group) => columns[stratumOf[group]].reduce((sum, x, j) => sum + x * gamma[j], 0);
}

/** The cohort in each stratum against the treated there, averaged by the treated; of a cohort as it is one stratum. */
function standardisedLaw(sides: CohortSides): Law | null {
  const { test, against, cut, own } = sides;
  const raw = rawPatients(sides);
  const { strata, stratumOf } =
    against.adjustment.kind === 'standardised'
      ? adjustmentStrata(against, cut.population)
      : { strata: 1, stratumOf: new Int16Array(own.length) };
  const all = own.reduce((sum, n) => sum + n, 0);
  const read = sideReader(sides, raw);
  const parts = Array.from({ length: strata }, (_, s) => {
    const member = (g: number) => stratumOf[g] === s;
    return {
      share: own.reduce((sum, n, g) => sum + (member(g) ? n : 0), 0) / all,
      one: read(1, member),
      other: read(0, member),
    };
  }).filter(({ share }) => share > 0);
  if (parts.some(({ other }) => Number.isNaN(other.value))) return null;
  const survival1 = sumOf(parts, ({ share, one }) => share * one.value);
  const survival0 = sumOf(parts, ({ share, other }) => share * other.value);
  const ratio = test.by === 'milestone';
  const [a, b] = ratio ? [slopeIn(survival1, test), slopeIn(survival0, test)] : [1, 1];
  const centre = a * survival1 - b * survival0;
  const variance = sumOf(parts, ({ share, one, other }) => {
    const off = a * one.value - b * other.value - centre;
    return share * share * (a * a * one.variance + b * b * other.variance) + (share * off * off) / all;
  });
  const value = ratio ? milestoneEffect(survival1, survival0, test) : centre;
  const se = Math.sqrt(variance);
  return { value, se, sd: se, information: 1 };
}

/** Mean (rate, restricted mean, survival) of some groups of a side, and its variance. */
function sideReader(sides: CohortSides, raw: Float64Array) {
  const { test, cut, own } = sides;
  const timed = cut.truth.endpoints[test.of].kind === 'time-to-event';
  const risk = timed ? cohortRisk(sides, raw, new Float64Array(raw.length).fill(1)) : null;
  return (side: 0 | 1, member: (group: number) => boolean): { value: number; variance: number } => {
    if (risk !== null) {
      const rows = risk.rows.filter((row) => row.z[0] === side && member(row.group));
      if (rows.length === 0) return { value: Number.NaN, variance: Number.NaN };
      if (test.by === 'rmst') {
        const { mean, variance } = areaOf(rows, risk.grid, test.horizon as number);
        return { value: mean, variance };
      }
      const { survival, logVariance } = curveMoments(rows, risk.grid, test.horizon as number);
      return { value: survival, variance: survival * survival * logVariance };
    }
    const counts = side === 1 ? own : raw;
    const members = [...counts.keys()].filter((g) => counts[g] > 0 && member(g));
    const n = sumOf(members, (g) => counts[g]);
    const moments = members.map((g) => ({ share: counts[g] / n, ...valueMoments(sides, g, side) }));
    const value = sumOf(moments, ({ share, mean }) => share * mean);
    const squares = sumOf(moments, ({ share, mean, variance }) => share * (variance + mean * mean));
    return members.length === 0
      ? { value: Number.NaN, variance: Number.NaN }
      : { value, variance: (squares - value * value) / n };
  };
}

/** Change of the limit with the cohort's shift: log odds, log hazard or mean. */
function slopeOfShift({ test, against, cut, cohort, own, arm }: CohortSides): number {
  const shift = cohort.shifts[test.of];
  const weights = cohortPatients(test, against, cohort, own, cut);
  const continuous = cut.truth.endpoints[test.of].kind === 'continuous';
  const step = 1e-4;
  const at = (by: number) => {
    const drift = continuous ? shift.drift + by : shift.drift * Math.exp(by);
    return sidesLimit(
      test,
      cut,
      { weights: own, arm },
      { weights, arm: 0, cohort: { shift: { ...shift, drift }, followUp: cohort.followUp } },
    );
  };
  return (at(step) - at(-step)) / (2 * step);
}
