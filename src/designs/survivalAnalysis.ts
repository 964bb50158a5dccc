import type { Analysis } from '../analyses/analysis.ts';
import { coxTest } from '../analyses/cox.ts';
import { coxRegression } from '../analyses/coxRegression.ts';
import { flemingHarrington } from '../analyses/flemingHarrington.ts';
import type { HazardRatioEstimator } from '../analyses/hazardRatio.ts';
import { logRank } from '../analyses/logRank.ts';
import { type MilestoneMeasure, milestoneContrast } from '../analyses/milestoneContrast.ts';
import { postStratifiedMilestone } from '../analyses/postStratifiedMilestone.ts';
import { rmst } from '../analyses/rmst.ts';
import { survivalAt } from '../distributions/survivalLaw.ts';
import { membersOf } from '../population/groups.ts';
import type { TestSpec } from '../scenario/model.ts';
import { stratify } from './allocationPlan.ts';
import { dataOf } from './contrast.ts';
import { scoreOf } from './covariateValues.ts';
import { stratumWeights } from './limits/patientMix.ts';
import { oneCurveAnalysis, referenceLaw } from './oneSample.ts';
import type { TestContext } from './testContext.ts';

/** The analysis of a test of times. */
export function survivalAnalysis(
  test: TestSpec,
  selections: readonly Uint8Array[],
  context: TestContext,
): Analysis {
  if (test.against?.kind === 'curve' && test.target !== null) {
    const source = context.sources[test.of];
    if (source.kind !== 'time-to-event') throw new TypeError(`${test.of} has no times`);
    const horizon = test.horizon as number;
    const weights = stratumWeights(test, selections, context.truth, context.population);
    const reference = survivalAt(referenceLaw(test.against.hazard), horizon);
    const endpoint = context.truth.endpoints[test.of];
    const after = endpoint.kind === 'time-to-event' ? endpoint.after : undefined;
    const responses = after === undefined ? undefined : context.reductions.twoByTwos(after, selections);
    return postStratifiedMilestone(source.data, selections, { weights, horizon, reference, responses });
  }
  if (test.against?.kind === 'curve') {
    const include = membersOf(context.population, test.in);
    return oneCurveAnalysis(test, test.against, context.sources[test.of], include);
  }
  if (test.covariates.length > 0) return adjustedCox(test, selections, context);
  const sumsOnly = test.by === 'log-rank' && test.estimate !== 'cox';
  const tables = context.reductions.riskTables(dataOf(test), selections, !sumsOnly);
  switch (test.by) {
    case 'cox':
      return coxTest(tables, { ties: test.ties, margin: test.margin });
    case 'fleming-harrington':
      return flemingHarrington(tables, test.weights ?? { rho: 0, gamma: 0 }, {
        estimator: test.estimate as HazardRatioEstimator,
        ties: test.ties,
      });
    case 'rmst':
      return rmst(tables, test.horizon as number, undefined, test.margin);
    case 'milestone':
      return milestoneContrast(tables, test.horizon as number, {
        measure: test.estimate as MilestoneMeasure,
        margin: test.margin,
      });
    default:
      return logRank(tables, { estimator: test.estimate as HazardRatioEstimator, ties: test.ties });
  }
}

/** Cox regression on arm and covariates (a score by its value, of others all levels but the first), by stratum. */
function adjustedCox(
  test: TestSpec,
  selections: readonly Uint8Array[],
  { population, sources }: TestContext,
): Analysis {
  const source = sources[dataOf(test)];
  if (source.kind !== 'time-to-event') throw new TypeError(`${test.of} has no times`);
  const groups = population.groups.length;
  const stratum = Int16Array.from({ length: groups }, (_, g) => selections.findIndex((s) => s[g] === 1));
  const column = (value: (group: number, arm: number) => number) =>
    Float64Array.from({ length: groups * 2 }, (_, c) => value(c >> 1, c & 1));
  const covariates = test.covariates.flatMap((name) => {
    const score = scoreOf(name, population);
    if (score !== null) return [column((g) => score[g])];
    const { strata, stratumOf } = stratify([name], population);
    const present = [...new Set([...stratumOf].filter((_, g) => stratum[g] >= 0))];
    return Array.from({ length: strata }, (_, level) => level)
      .filter((level) => present.includes(level) && level !== present[0])
      .map((level) => column((g) => (stratumOf[g] === level ? 1 : 0)));
  });
  return coxRegression(source.data, {
    columns: [column((_, arm) => arm), ...covariates],
    stratum,
    coefficient: 0,
    ties: test.ties,
    better: 'lower',
    margin: test.margin,
  });
}
