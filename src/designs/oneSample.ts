import type { Analysis } from '../analyses/analysis.ts';
import type { EndpointData } from '../analyses/endpointData.ts';
import { exactBinomial } from '../analyses/exactBinomial.ts';
import { medianAgainst } from '../analyses/medianAgainst.ts';
import { milestone } from '../analyses/milestone.ts';
import type { MilestoneMeasure } from '../analyses/milestoneContrast.ts';
import { oneSampleLogRank } from '../analyses/oneSampleLogRank.ts';
import type { OneSampleRateOptions } from '../analyses/oneSampleRate.ts';
import { posteriorRule } from '../analyses/posteriorRule.ts';
import { type StagedRateOptions, stagedRate } from '../analyses/stagedRate.ts';
import type { TwoByTwo } from '../analyses/twoByTwo.ts';
import { inverseCumulativeHazard, type SurvivalLaw, survivalAt } from '../distributions/survivalLaw.ts';
import type { Comparator, Periods, TestSpec } from '../scenario/model.ts';
import { stagesOf } from './stagedRule.ts';

/** The fixed curve that a test is held against. */
export function referenceLaw(hazard: Periods): SurvivalLaw {
  return {
    shape: 1,
    scale: 1,
    cured: 0,
    until: hazard.map(({ until }) => until),
    multiplier: hazard.map(({ value }) => value),
  };
}

/** Median of the fixed curve, in months. */
export const referenceMedian = (hazard: Periods): number =>
  inverseCumulativeHazard(referenceLaw(hazard), Math.LN2);

/** Share of a fixed curve that survives a month. */
export const referenceSurvival = (hazard: Periods, month: number): number =>
  survivalAt(referenceLaw(hazard), month);

/** Analysis of a rate against a fixed rate. */
export function oneRateAnalysis(
  test: TestSpec,
  { value: rate }: Extract<Comparator, { kind: 'rate' }>,
  better: 'higher' | 'lower',
  table: TwoByTwo,
): Analysis {
  const options: OneSampleRateOptions = {
    rate,
    better,
    confidence: test.confidence as OneSampleRateOptions['confidence'],
    prior: test.prior ?? undefined,
  };
  if (test.stages !== null) {
    const confidence = test.confidence as StagedRateOptions['confidence'];
    const estimate = test.estimate === 'umvue' ? 'umvue' : 'naive';
    return stagedRate(table, stagesOf(test), { ...options, confidence, estimate });
  }
  return test.by === 'posterior' ? posteriorRule(table, options) : exactBinomial(table, options);
}

/** Analysis of times against a fixed curve. @param include by group */
export function oneCurveAnalysis(
  test: TestSpec,
  { hazard }: Extract<Comparator, { kind: 'curve' }>,
  source: EndpointData,
  include: Uint8Array,
): Analysis {
  if (source.kind !== 'time-to-event') throw new TypeError(`${test.of} has no times`);
  const law = referenceLaw(hazard);
  switch (test.by) {
    case 'milestone': {
      const horizon = test.horizon as number;
      const measure = test.estimate as MilestoneMeasure;
      return milestone(source.data, include, horizon, survivalAt(law, horizon), measure);
    }
    case 'median':
      return medianAgainst(source.data, include, referenceMedian(hazard));
    default:
      return oneSampleLogRank(source.data, include, law);
  }
}
