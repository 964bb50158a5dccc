import type { TestSpec, TrialDesign } from '../scenario/model.ts';
import { simonDesigns, type TwoStageDesign, twoStages } from '../single-arm/simon.ts';
import { stagedCharacteristics } from '../single-arm/stages.ts';

const searched = new Map<string, TwoStageDesign>();

/** The stages of a two-stage test, searched where the scenario says what for. Searched once: sizes, plans and tests all ask. */
export function twoStageOf(test: TestSpec): TwoStageDesign {
  const rule = test.stages;
  if (rule === null || test.against?.kind !== 'rate') throw new TypeError(`${test.name} has no stages`);
  if (rule.kind === 'given') return rule;
  const rates = { p0: test.against.value, p1: rule.p1, alpha: test.alpha / test.sided, power: rule.power };
  const key = JSON.stringify([rates, rule.type]);
  const found = searched.get(key) ?? simonDesigns(rates)[rule.type];
  searched.set(key, found);
  return found;
}

/** The two-stage test of a trial, if it has one. */
export const stagedTest = ({ tests }: Pick<TrialDesign, 'tests'>): TestSpec | undefined =>
  tests.find((test) => test.by === 'simon');

/**
 * The test at the exact level of its stages: its z is the normal quantile of a p-value, which the border of the rule attains. The level is
 * raised by a billionth, so that rounding does not lose the border.
 */
export function atExactLevel(test: TestSpec): TestSpec {
  if (test.by !== 'simon' || test.against?.kind !== 'rate') return test;
  const design = twoStageOf(test);
  const level = stagedCharacteristics(twoStages(design), test.against.value).claim;
  return { ...test, stages: { kind: 'given', ...design }, alpha: test.sided * level * (1 + 1e-9) };
}
