import { survivalAt } from '../../distributions/survivalLaw.ts';
import { normalQuantile } from '../../numeric/normal.ts';
import { findRoot } from '../../numeric/roots.ts';
import type { BinaryEndpoint, TestSpec } from '../../scenario/model.ts';
import { referenceLaw, referenceMedian } from '../oneSample.ts';
import type { DataCutLimit } from './dataCutLimit.ts';
import { entryProbability } from './entryLaw.ts';
import { curveMoments } from './milestoneLaw.ts';
import { martingaleMoments, rateOf } from './oneSampleLimit.ts';
import { within } from './patientMix.ts';
import type { ZLaw } from './zLaw.ts';

/** Law of z of a test of one group against a fixed value, at the number of patients expected by the cut. */
export function oneSampleLaw(test: TestSpec, cut: DataCutLimit): ZLaw {
  const weights = within(cut.mix.patients, cut.population, test.in);
  const arm = cut.mix.experimental === 1 ? 1 : 0;
  const n = weights.reduce((sum, one) => sum + one, 0);
  const endpoint = cut.truth.endpoints[test.of];
  if (endpoint.kind === 'binary') {
    const month = cut.month - endpoint.assessedAt;
    const assessed = weights.map((patients, g) => patients * entryProbability(cut.mix.entry[g], month));
    return rateLaw(test, endpoint, cut, assessed, arm);
  }
  if (test.by !== 'milestone' && test.by !== 'median') {
    const { observed, expected, variance } = martingaleMoments(test, cut, weights, arm);
    const root = Math.sqrt(expected);
    return {
      mean: (Math.sqrt(n) * (expected - observed)) / root,
      sd: Math.sqrt(variance) / root,
      df: NORMAL,
    };
  }
  if (test.against?.kind !== 'curve') throw new TypeError(`${test.name} has no curve`);
  const { hazard } = test.against;
  const median = test.by === 'median';
  const time = median ? referenceMedian(hazard) : (test.horizon as number);
  return oneCurveLaw(test, cut, weights, arm, time, median ? 0.5 : survivalAt(referenceLaw(hazard), time));
}

const NORMAL = Number.POSITIVE_INFINITY;

/**
 * Score z of a rate: variance under the fixed rate in the denominator, spread as it is. The exact test's tail holds the number seen: half a
 * responder less.
 */
function rateLaw(
  { against, by }: TestSpec,
  endpoint: BinaryEndpoint,
  { population }: DataCutLimit,
  weights: Float64Array,
  arm: 0 | 1,
): ZLaw {
  if (against?.kind !== 'rate') throw new TypeError('no rate to be held against');
  const n = weights.reduce((sum, one) => sum + one, 0);
  const p = rateOf(endpoint, population, weights, arm);
  const spread = against.value * (1 - against.value);
  const direction = endpoint.better === 'higher' ? 1 : -1;
  const correction = by === 'exact' ? 0.5 / n : 0;
  return {
    mean: (direction * (p - against.value) - correction) / Math.sqrt(spread / n),
    sd: Math.sqrt((p * (1 - p)) / spread),
    df: NORMAL,
  };
}

/**
 * z of the Kaplan-Meier curve at a time on the log-log scale, with Greenwood's variance of its logarithm.
 *
 * z is far from linear in the survival seen, and so far from normal of SD 1 where the truth is far from what it is held against: its law is
 * told by its tangent at the survival that just reaches the test's bound, which makes the power P(survival seen >= that). Greenwood's
 * variance at another survival is that of as many patients as it is worth at the truth. Where no survival seen short of 1 reaches
 * the bound, all must survive. NaN where nobody is followed to the time.
 *
 * @example 28 patients, all followed, survival 0.757 against 0.4: power 0.971; exact 0.976 (with SD 1 it was 0.872)
 */
function oneCurveLaw(
  test: TestSpec,
  cut: DataCutLimit,
  weights: Float64Array,
  arm: 0 | 1,
  time: number,
  reference: number,
): ZLaw {
  const { grid, longest, atRisk, events } = cut.process(test.of, [time]);
  const scaled = (column: Float64Array, n: number) => column.map((value) => n * value);
  const rows = [...weights].flatMap((n, g) =>
    n === 0 ? [] : [{ atRisk: scaled(atRisk[2 * g + arm], n), events: scaled(events[2 * g + arm], n) }],
  );
  const { survival, logVariance } = curveMoments(rows, grid, time);
  if (longest <= time) return { mean: Number.NaN, sd: 1, df: NORMAL };
  const patients = (1 / survival - 1) / logVariance;
  const target = Math.log(-Math.log(reference));
  const zAt = (s: number) => {
    const log = -Math.log(s);
    return (target - Math.log(log)) * log * Math.sqrt(patients / (1 / s - 1));
  };
  const bound = normalQuantile(1 - test.alpha / test.sided);
  const reaching = firstReaching(zAt, reference, bound);
  if (Number.isNaN(reaching)) {
    const power = reference ** patients <= test.alpha / test.sided ? survival ** patients : 0;
    return { mean: bound + normalQuantile(Math.max(2 ** -53, power)), sd: 1, df: NORMAL };
  }
  const step = 1e-4 * Math.min(reaching, 1 - reaching);
  const slope = (zAt(reaching + step) - zAt(reaching - step)) / (2 * step);
  return {
    mean: bound + slope * (survival - reaching),
    sd: slope * survival * Math.sqrt(logVariance),
    df: NORMAL,
  };
}

/** Steps on the way to a bound; z rises from 0 at the reference and falls back to 0 towards a survival of 1. */
const STEPS = 200;

/** The survival nearest to the reference at which z is at the bound; NaN where it is at none. */
function firstReaching(zAt: (survival: number) => number, reference: number, bound: number): number {
  const end = bound < 0 ? 0 : 1;
  for (let k = 1; k < STEPS; k++) {
    const [near, far] = [k - 1, k].map((step) => reference + ((end - reference) * step) / STEPS);
    if (Math.abs(zAt(far)) >= Math.abs(bound)) return findRoot((s) => zAt(s) - bound, near, far, 1e-9);
  }
  return Number.NaN;
}
