import { survivalAt } from '../../distributions/survivalLaw.ts';
import type { BinaryEndpoint, TestSpec } from '../../scenario/model.ts';
import { referenceLaw, referenceMedian } from '../oneSample.ts';
import type { DataCutLimit } from './dataCutLimit.ts';
import { curveMoments } from './milestoneLaw.ts';
import { martingaleMoments, rateOf } from './oneSampleLimit.ts';
import { within } from './patientMix.ts';
import type { ZLaw } from './zLaw.ts';

/** Law of z of a test of one group against a fixed value, at the expected number of patients. */
export function oneSampleLaw(test: TestSpec, cut: DataCutLimit): ZLaw {
  const weights = within(cut.mix.patients, cut.population, test.in);
  const arm = cut.mix.experimental === 1 ? 1 : 0;
  const n = weights.reduce((sum, one) => sum + one, 0);
  const endpoint = cut.truth.endpoints[test.of];
  if (endpoint.kind === 'binary') return rateLaw(test, endpoint, cut, weights, arm);
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

/** Score z of a rate: variance under the fixed rate in the denominator, spread as it is. */
function rateLaw(
  { against }: TestSpec,
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
  return {
    mean: (direction * (p - against.value)) / Math.sqrt(spread / n),
    sd: Math.sqrt((p * (1 - p)) / spread),
    df: NORMAL,
  };
}

/** z of the Kaplan-Meier curve at a time on the log-log scale, with Greenwood's variance of its logarithm. NaN where nobody is followed to it. */
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
  const log = -Math.log(survival);
  if (longest <= time) return { mean: Number.NaN, sd: 1, df: NORMAL };
  const mean = ((Math.log(-Math.log(reference)) - Math.log(log)) * log) / Math.sqrt(logVariance);
  return { mean, sd: 1, df: NORMAL };
}
