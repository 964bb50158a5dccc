import { cumulativeHazard, survivalAt } from '../../distributions/survivalLaw.ts';
import { responseRate, timeLaw } from '../../endpoints/laws.ts';
import { responseOf } from '../../endpoints/responders.ts';
import { findRoot } from '../../numeric/roots.ts';
import type { Population } from '../../population/groups.ts';
import type { BinaryEndpoint, TestSpec, TimeToEventEndpoint } from '../../scenario/model.ts';
import { milestoneEffect } from '../milestoneEffect.ts';
import { referenceLaw, referenceMedian } from '../oneSample.ts';
import type { DataCutLimit } from './dataCutLimit.ts';

/**
 * What a test of one group against a fixed value tends to: rate minus the rate, log of events over those that the curve expects, survival
 * minus survival at the milestone, log ratio of the medians. Of a duration of response among those of them who respond.
 *
 * @param weights patients by group
 * @param arm whose outcomes they have: what they would show under control is asked for too
 * @example rate 0.3 in everybody against 0.18: 0.12
 */
export function oneSampleLimit(test: TestSpec, cut: DataCutLimit, weights: Float64Array, arm: 0 | 1): number {
  const endpoint = cut.truth.endpoints[test.of];
  const { against } = test;
  if (endpoint.kind === 'binary' && against?.kind === 'rate') {
    return rateOf(endpoint, cut.population, weights, arm) - against.value;
  }
  if (endpoint.kind !== 'time-to-event' || against?.kind !== 'curve') return Number.NaN;
  const reference = referenceLaw(against.hazard);
  const seen = weightsSeen(endpoint, cut, weights, arm);
  if (test.by === 'milestone' || test.by === 'post-stratified-milestone') {
    const horizon = test.horizon as number;
    const survival = survivalOf(endpoint, cut, seen, arm, horizon);
    return milestoneEffect(survival, survivalAt(reference, horizon), test);
  }
  if (test.by === 'median') {
    const median = medianOf(endpoint, cut, seen, arm);
    return Math.log(median / referenceMedian(against.hazard));
  }
  const { observed, expected } = martingaleMoments(test, cut, weights, arm);
  return Math.log(observed / expected);
}

/** Patients by group who have such a time at all: of a duration, those who respond. */
function weightsSeen(
  endpoint: TimeToEventEndpoint,
  { truth, population }: DataCutLimit,
  weights: Float64Array,
  arm: 0 | 1,
): Float64Array {
  const response = responseOf(endpoint, truth);
  return response === null ? weights : weights.map((n, g) => n * response.rate(population.groups[g], arm));
}

/** Rate of a mix of groups under an arm. */
export function rateOf(
  endpoint: BinaryEndpoint,
  { groups }: Population,
  weights: Float64Array,
  arm: 0 | 1,
): number {
  return meanOf(weights, (g) => responseRate(endpoint, groups[g], arm));
}

/** Moments of a patient's events less those that the fixed curve expects of him. */
export interface MartingaleMoments {
  readonly observed: number;
  readonly expected: number;
  /** Variance of the difference. */
  readonly variance: number;
}

/**
 * With N the event of a patient and L the curve's cumulative hazard at the end of his follow-up: E[N], E[L], and
 * Var(N - L) from E[N L] = integral of L dN and E[L^2] = integral of 2 L h Y dt.
 */
export function martingaleMoments(
  test: TestSpec,
  cut: DataCutLimit,
  weights: Float64Array,
  arm: 0 | 1,
): MartingaleMoments {
  if (test.against?.kind !== 'curve') throw new TypeError(`${test.name} has no curve`);
  const { hazard } = test.against;
  const reference = referenceLaw(hazard);
  // A piece of the grid ends wherever the curve's hazard changes.
  const breaks = hazard.map(({ until }) => until).filter(Number.isFinite);
  const { grid, atRisk, events } = cut.process(test.of, breaks);
  let observed = 0;
  let expected = 0;
  let squares = 0;
  const all = weights.reduce((sum, n) => sum + n, 0);
  weights.forEach((n, g) => {
    if (n === 0) return;
    const share = n / all;
    for (let i = 0; i < grid.time.length; i++) {
      const t = grid.time[i];
      const sofar = cumulativeHazard(reference, t);
      const rate = hazard.find(({ until }) => t < until)?.value ?? 0;
      const seen = share * events[2 * g + arm][i];
      const due = share * atRisk[2 * g + arm][i] * rate * grid.weight[i];
      observed += seen;
      expected += due;
      squares += seen - 2 * sofar * seen + 2 * sofar * due;
    }
  });
  return { observed, expected, variance: squares - (observed - expected) ** 2 };
}

function survivalOf(
  endpoint: TimeToEventEndpoint,
  { population }: DataCutLimit,
  weights: Float64Array,
  arm: 0 | 1,
  time: number,
): number {
  return meanOf(weights, (g) => survivalAt(timeLaw(endpoint, population.groups[g], arm), time));
}

/** Median of the mixture, Infinity where half are never reached. */
function medianOf(
  endpoint: TimeToEventEndpoint,
  cut: DataCutLimit,
  weights: Float64Array,
  arm: 0 | 1,
): number {
  const above = (time: number) => survivalOf(endpoint, cut, weights, arm, time) - 0.5;
  let late = 1;
  while (above(late) > 0 && late < 1e6) late *= 2;
  return above(late) > 0 ? Number.POSITIVE_INFINITY : findRoot(above, 0, late, 1e-10 * late);
}

function meanOf(weights: Float64Array, value: (group: number) => number): number {
  let sum = 0;
  let all = 0;
  weights.forEach((n, g) => {
    if (n === 0) return;
    sum += n * value(g);
    all += n;
  });
  return sum / all;
}
