import type { Analysis } from '../analyses/analysis.ts';
import { binaryEffect } from '../analyses/binaryEffect.ts';
import type { BinaryInterval } from '../analyses/binaryOptions.ts';
import { boschloo } from '../analyses/boschloo.ts';
import { cmh } from '../analyses/cmh.ts';
import { fisherExact } from '../analyses/fisherExact.ts';
import type { AdjustedData } from '../analyses/logisticData.ts';
import { logisticRegression } from '../analyses/logisticRegression.ts';
import { modelBasedRate } from '../analyses/modelBasedRate.ts';
import { postStratified } from '../analyses/postStratified.ts';
import { riskDifference } from '../analyses/riskDifference.ts';
import { standardisedEffect } from '../analyses/standardisedEffect.ts';
import type { TestSpec } from '../scenario/model.ts';
import { dataOf } from './contrast.ts';
import { mainEffects } from './covariateValues.ts';
import { stratumWeights } from './limits/patientMix.ts';
import { oneRateAnalysis } from './oneSample.ts';
import type { TestContext } from './testContext.ts';

/** The analysis of a test of responders. */
export function binaryAnalysis(
  test: TestSpec,
  selections: readonly Uint8Array[],
  better: 'higher' | 'lower',
  context: TestContext,
): Analysis {
  const { reductions, truth, population } = context;
  const tables = reductions.twoByTwos(dataOf(test), selections);
  if (test.against?.kind === 'rate' && test.target !== null) {
    const weights = stratumWeights(test, selections, truth, population);
    const standardise = test.by === 'model-based' ? modelBasedRate : postStratified;
    return standardise(tables, { weights, rate: test.against.value, better });
  }
  if (test.against?.kind === 'rate') return oneRateAnalysis(test, test.against, better, tables[0]);
  const confidence = test.confidence as BinaryInterval;
  const measure = test.estimate as 'risk difference' | 'risk ratio' | 'odds ratio';
  const options = { better, confidence, measure };
  switch (test.by) {
    case 'cmh':
      return cmh(tables, options);
    case 'fisher':
      return fisherExact(tables, options);
    case 'barnard':
      return boschloo(tables, options);
    case 'logistic':
      return logisticRegression(adjustedData(test, selections, context), { better });
    case 'g-computation':
      return standardisedEffect(adjustedData(test, selections, context), { better, measure });
    case 'risk-difference':
      return riskDifference(tables, { better, confidence, margin: test.margin });
    default:
      return binaryEffect(tables, {
        ...options,
        measure: test.by === 'risk-ratio' ? 'risk ratio' : 'odds ratio',
        margin: test.margin,
      });
  }
}

/** Counts with the covariates and strata of a test as main effects. */
function adjustedData(
  test: TestSpec,
  selections: readonly Uint8Array[],
  { population, sources }: TestContext,
): AdjustedData {
  const source = sources[dataOf(test)];
  if (source.kind !== 'binary') throw new TypeError(`${test.of} has no responses`);
  const groups = selections.flatMap((selection) => [...selection.keys()].filter((g) => selection[g] === 1));
  return {
    counts: source.counts,
    groups,
    ...mainEffects([...test.covariates, ...test.stratifyBy], population),
  };
}
