import type { Analysis } from '../analyses/analysis.ts';
import { ancova } from '../analyses/ancova.ts';
import { tTest } from '../analyses/tTest.ts';
import type { TestSpec } from '../scenario/model.ts';
import { dataOf } from './contrast.ts';
import { mainEffects } from './covariateValues.ts';
import type { TestContext } from './testContext.ts';

/** The analysis of a test of values. */
export function continuousAnalysis(
  test: TestSpec,
  selections: readonly Uint8Array[],
  better: 'higher' | 'lower',
  { population, sources }: TestContext,
): Analysis {
  const source = sources[dataOf(test)];
  if (source.kind !== 'continuous') throw new TypeError(`${test.of} has no continuous values`);
  const groupsOf = (selection: Uint8Array) => [...selection.keys()].filter((g) => selection[g] === 1);
  if (test.by === 't-test') {
    const { variance, margin } = test;
    return tTest(source.moments, selections.map(groupsOf), { better, variance, margin });
  }
  const named = [...test.covariates, ...test.stratifyBy].filter((name) => name !== 'baseline');
  const covariates = test.covariates.includes('baseline') ? [0] : [];
  const { margin } = test;
  return ancova(source.moments, selections.flatMap(groupsOf), {
    better,
    ...mainEffects(named, population),
    covariates,
    margin,
  });
}
