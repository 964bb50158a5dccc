import type { Endpoint, TestSpec } from '../../scenario/model.ts';
import { patientsRead } from '../contrast.ts';
import { largerIsBetter } from '../measureOf.ts';
import { adjustedRateLaw, isAdjusted } from './adjustedRateLaw.ts';
import type { Allocation } from './allocation.ts';
import type { DataCutLimit } from './dataCutLimit.ts';
import { markerIs } from './estimateLimit.ts';
import { meanEstimateLaw } from './meanLaw.ts';
import { oneSampleLaw } from './oneSampleLaw.ts';
import { within } from './patientMix.ts';
import { rateEstimateLaw, rateZLaw } from './rateLaw.ts';
import { survivalEstimateLaw, survivalZLaw } from './survivalLaws.ts';
import { type EstimateLaw, type TestContext, testContext, waldLaw, type ZLaw } from './zLaw.ts';

/** The law of a test's z among the enrolled. A re-randomisation test measures z by the spread that the allocation leaves it. */
export function testLaw(test: TestSpec, cut: DataCutLimit, allocation: Allocation): ZLaw {
  const law = ownLaw(test, cut, allocation);
  return test.reRandomise === undefined
    ? law
    : { mean: law.mean / law.sd, sd: 1, df: Number.POSITIVE_INFINITY };
}

function ownLaw(test: TestSpec, cut: DataCutLimit, allocation: Allocation): ZLaw {
  const endpoint = cut.truth.endpoints[test.of];
  if (test.against?.kind === 'cohort')
    return { mean: Number.NaN, sd: Number.NaN, df: Number.POSITIVE_INFINITY };
  if (test.against !== null && test.against.kind !== 'population') return oneSampleLaw(test, cut);
  const weights = within(cut.mix.patients, cut.population, patientsRead(test));
  if (test.interaction !== null) return interactionLaw(test, cut, allocation, weights, test.interaction);
  const context = testContext(test, cut, allocation, weights);
  switch (endpoint.kind) {
    case 'time-to-event':
      return survivalZLaw(context);
    case 'binary':
      return isAdjusted(test)
        ? waldLaw(adjustedRateLaw(context, endpoint), sign(endpoint, test))
        : rateZLaw(context, endpoint);
    case 'continuous':
      return waldLaw(meanEstimateLaw(context, endpoint), sign(endpoint, test), test.margin);
  }
}

/** Difference of the estimates in marker + and marker -, over the root of the sum of their squared standard errors. */
function interactionLaw(
  test: TestSpec,
  cut: DataCutLimit,
  allocation: Allocation,
  weights: Float64Array,
  marker: string,
): ZLaw {
  const endpoint = cut.truth.endpoints[test.of];
  const [a, b] = (['+', '-'] as const).map((status) => {
    const part = within(weights, cut.population, markerIs(marker, status, 'assay'));
    return estimateLaw(testContext({ ...test, interaction: null }, cut, allocation, part), endpoint);
  });
  const pooled: EstimateLaw = {
    estimate: a.estimate - b.estimate,
    standardError: Math.hypot(a.standardError, b.standardError),
    sd: Math.hypot(a.sd, b.sd),
    df: Number.POSITIVE_INFINITY,
  };
  return waldLaw(pooled, sign(endpoint, test));
}

function estimateLaw(context: TestContext, endpoint: Endpoint): EstimateLaw {
  switch (endpoint.kind) {
    case 'time-to-event':
      return survivalEstimateLaw(context);
    case 'binary':
      return isAdjusted(context.test)
        ? adjustedRateLaw(context, endpoint)
        : rateEstimateLaw(context, endpoint);
    case 'continuous':
      return meanEstimateLaw(context, endpoint);
  }
}

/** The law of a test's estimate among the enrolled; of a randomised comparison without an interaction. */
export function testEstimateLaw(test: TestSpec, cut: DataCutLimit, allocation: Allocation): EstimateLaw {
  const weights = within(cut.mix.patients, cut.population, patientsRead(test));
  return estimateLaw(testContext(test, cut, allocation, weights), cut.truth.endpoints[test.of]);
}

/** 1 where a larger estimate is better. */
const sign = (endpoint: Endpoint, test: TestSpec): 1 | -1 => (largerIsBetter(test, endpoint) ? 1 : -1);
