import { normalLaw, responseRate } from '../../endpoints/laws.ts';
import type { TestSpec } from '../../scenario/model.ts';
import { cohortEndpoint } from '../cohortTruth.ts';
import { milestoneEffect } from '../milestoneEffect.ts';
import { type CohortSides, cohortPatients, sidesProcess } from './cohortLimit.ts';
import { coxLimit, type RiskRow } from './coxLimit.ts';
import { curveMoments, slopeIn } from './milestoneLaw.ts';
import { areaOf } from './rmstLaw.ts';
import { patientMoments, scoreProcess } from './scoreProcess.ts';
import type { TimeGrid } from './timeGrid.ts';

/** What the patients of a group of one side add to an estimate, about its limit. */
export interface GroupInfluence {
  readonly group: number;
  readonly side: 0 | 1;
  /** Expected patients, and the weight of each. */
  readonly n: number;
  readonly weight: number;
  /** Of one patient of weight 1: mean, and mean of the square. */
  readonly mean: number;
  readonly square: number;
}

/** A comparison of the treated with a weighted cohort in expected numbers. */
export interface CohortInfluence {
  /** What z is made from: the limit of the estimate, or of the log-rank score. */
  readonly value: number;
  readonly groups: readonly GroupInfluence[];
  /** What the value moves by with the estimate: 1, or of a score its information. */
  readonly information: number;
}

/** A side's groups with patients: number and weight of each. */
type Weighted = readonly { readonly group: number; readonly n: number; readonly weight: number }[];

/**
 * Influence of the patients on the comparison of a test, as its analysis sees it with weights that are given: of means and rates their deviations, of
 * curves the infinitesimal jackknife, of hazard ratios the score residuals over the information.
 *
 * @param weights of a patient of the cohort, by group
 */
export function cohortInfluence(
  sides: CohortSides,
  raw: Float64Array,
  weights: Float64Array,
): CohortInfluence {
  const of = (n: Float64Array, weight: (g: number) => number): Weighted =>
    Array.from(n, (count, group) => ({ group, n: count, weight: weight(group) })).filter(
      (one) => one.n * one.weight > 0,
    );
  const treated = of(sides.own, () => 1);
  const cohort = of(raw, (g) => weights[g]);
  return sides.cut.truth.endpoints[sides.test.of].kind === 'time-to-event'
    ? timeInfluence(sides, treated, cohort)
    : valueInfluence(sides, treated, cohort);
}

function valueInfluence(sides: CohortSides, treated: Weighted, cohort: Weighted): CohortInfluence {
  const [one, other] = [
    { side: 1 as const, members: treated },
    { side: 0 as const, members: cohort },
  ].map(({ side, members }) => {
    const moments = members.map((member) => ({
      ...member,
      side,
      ...valueMoments(sides, member.group, side),
    }));
    const total = moments.reduce((sum, { n, weight }) => sum + n * weight, 0);
    const centre = moments.reduce((sum, { n, weight, mean }) => sum + (n * weight * mean) / total, 0);
    const sign = side === 1 ? 1 : -1;
    return {
      centre,
      groups: moments.map(({ group, n, weight, mean, variance }): GroupInfluence => {
        const off = mean - centre;
        const square = (variance + off * off) / (total * total);
        return { group, side, n, weight, mean: (sign * off) / total, square };
      }),
    };
  });
  return { value: one.centre - other.centre, groups: [...one.groups, ...other.groups], information: 1 };
}

/** Mean and variance of a patient's value: of a response its rate. */
export function valueMoments(
  { test, cut, cohort, arm }: CohortSides,
  group: number,
  side: 0 | 1,
): { mean: number; variance: number } {
  const endpoint = cut.truth.endpoints[test.of];
  const own = side === 1 ? endpoint : cohortEndpoint(endpoint, cohort.shifts[test.of]);
  const on = side === 1 ? arm : 0;
  const kind = cut.population.groups[group];
  if (own.kind === 'binary') {
    const mean = responseRate(own, kind, on);
    return { mean, variance: mean * (1 - mean) };
  }
  if (own.kind !== 'continuous') throw new TypeError(`${test.of} has no values`);
  const { mean, sd } = normalLaw(own, kind, on);
  return { mean, variance: sd * sd };
}

/** Patients, mean and variance of the values of the treated, and of the cohort's patients who are read. */
export function valueSides(sides: CohortSides): { n: number; mean: number; variance: number }[] {
  const { test, against, cohort, own, cut } = sides;
  return [
    { weights: own, side: 1 as const },
    { weights: cohortPatients(test, against, cohort, own, cut), side: 0 as const },
  ].map(({ weights, side }) => {
    const n = weights.reduce((sum, one) => sum + one, 0);
    let mean = 0;
    let squares = 0;
    weights.forEach((count, g) => {
      if (count === 0) return;
      const value = valueMoments(sides, g, side);
      mean += (count / n) * value.mean;
      squares += (count / n) * (value.mean * value.mean + value.variance);
    });
    return { n, mean, variance: squares - mean * mean };
  });
}

/** Risk sets of both sides by group, the cohort's with its weights; a piece of the grid ends at the horizon. */
export function cohortRisk(
  { test, cut, cohort, own, arm }: CohortSides,
  raw: Float64Array,
  weights: Float64Array,
): { grid: TimeGrid; rows: (RiskRow & { group: number })[] } {
  const weighted = raw.map((n, g) => (n > 0 ? n * weights[g] : 0));
  const shift = cohort.shifts[test.of];
  const { grid, rows } = sidesProcess(
    test,
    cut,
    { weights: own, arm },
    { weights: weighted, arm: 0, cohort: { shift, followUp: cohort.followUp } },
    test.horizon === null ? [] : [test.horizon],
  );
  // In the order in which they were made: the cohort's groups, then the treated's.
  const groups = [weighted, own].flatMap((side) => [...side.keys()].filter((g) => side[g] > 0));
  return { grid, rows: rows.map((row, k) => ({ ...row, group: groups[k] })) };
}

function timeInfluence(sides: CohortSides, treated: Weighted, cohort: Weighted): CohortInfluence {
  const { test } = sides;
  const size = sides.own.length;
  const column = (members: Weighted, value: (m: Weighted[number]) => number) => {
    const out = new Float64Array(size);
    for (const member of members) out[member.group] = value(member);
    return out;
  };
  const raw = column(cohort, ({ n }) => n);
  const { grid, rows } = cohortRisk(
    sides,
    raw,
    column(cohort, ({ weight }) => weight),
  );
  const sorted = [
    ...cohort.map((one) => ({ ...one, side: 0 as const })),
    ...treated.map((one) => ({ ...one, side: 1 as const })),
  ];
  const patients = sorted.map(({ n, weight }) => n * weight);
  if (test.by !== 'rmst' && test.by !== 'milestone') {
    const score = test.by === 'log-rank';
    const marked = rows.map((row) => ({ ...row, cell: 0 }));
    const beta = score ? 0 : coxLimit(marked).beta[0];
    const counting = scoreProcess(marked, grid, beta);
    const parts = counting.contributions(score ? 1 : 1 / counting.variance, 0);
    return {
      value: score ? counting.score : beta,
      information: score ? counting.variance : 1,
      groups: sorted.map((one, k) => ({
        ...one,
        mean: parts[k].sum / patients[k],
        square: parts[k].squares / patients[k],
      })),
    };
  }
  const horizon = test.horizon as number;
  const curves = [0, 1].map((side) =>
    curveInfluence(
      test,
      grid,
      rows.filter((row) => row.z[0] === side),
      horizon,
    ),
  );
  const value =
    test.by === 'rmst'
      ? curves[1].value - curves[0].value
      : milestoneEffect(curves[1].value, curves[0].value, test);
  return {
    value,
    information: 1,
    groups: sorted.map((one, k) => {
      const { jump, drift } = curves[one.side];
      const { sum, squares } = patientMoments(rows[k], grid, jump, drift);
      const sign = one.side === 1 ? 1 : -1;
      return { ...one, mean: (sign * sum) / patients[k], square: squares / patients[k] };
    }),
  };
}

/** Number read from a side's curve; what a patient's event moves it by, and his time at risk. */
function curveInfluence(
  test: TestSpec,
  grid: TimeGrid,
  rows: readonly RiskRow[],
  horizon: number,
): { value: number; jump: Float64Array; drift: Float64Array } {
  const size = grid.time.length;
  const jump = new Float64Array(size);
  const drift = new Float64Array(size);
  const area = test.by === 'rmst' ? areaOf(rows, grid, horizon) : null;
  const { survival } = curveMoments(rows, grid, horizon);
  const slope = slopeIn(survival, test) * survival;
  for (let i = 0; i < size && grid.time[i] < horizon; i++) {
    let risk = 0;
    let events = 0;
    for (const row of rows) {
      risk += row.atRisk[i];
      events += row.events[i];
    }
    if (events === 0) continue;
    jump[i] = -(area === null ? slope : area.mean - area.before[i]) / risk;
    drift[i] = (jump[i] * events) / risk;
  }
  return { value: area === null ? survival : area.mean, jump, drift };
}
