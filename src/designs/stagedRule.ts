import { remembered } from '../numeric/remembered.ts';
import type { BasketPlace, StagedRule, TestSpec, Timing, TrialDesign } from '../scenario/model.ts';
import { flemingDesign, flemingStages } from '../single-arm/fleming.ts';
import { predictiveStages } from '../single-arm/predictiveStages.ts';
import { simonDesigns, twoStages } from '../single-arm/simon.ts';
import { patientsBy, type Stage, stagedCharacteristics } from '../single-arm/stages.ts';

const searched = remembered<readonly Stage[]>(500);

/**
 * The stages of a staged test, searched where the scenario says what for. Searched once: sizes, plans and tests all ask. Equal rules have one
 * list, so that what is computed of it is kept over the truths of a sweep.
 */
export function stagesOf(test: TestSpec): readonly Stage[] {
  const rule = test.stages;
  if (rule === null || test.against?.kind !== 'rate') throw new TypeError(`${test.name} has no stages`);
  const { value: p0 } = test.against;
  const alpha = test.alpha / test.sided;
  const { a, b } = test.prior ?? { a: 1, b: 1 };
  const key = JSON.stringify([rule, p0, alpha, a, b]);
  // What is better is counted.
  const fewer = rule.better === 'lower';
  const counted = fewer && 'p1' in rule ? { ...rule, p1: 1 - rule.p1 } : rule;
  const prior = fewer ? { a: b, b: a } : { a, b };
  return searched(key, () => findStages(counted, fewer ? 1 - p0 : p0, alpha, prior));
}

function findStages(
  rule: StagedRule,
  p0: number,
  alpha: number,
  prior: { a: number; b: number },
): readonly Stage[] {
  switch (rule.kind) {
    case 'stages':
      return rule.stages;
    case 'simon':
      return twoStages(simonDesigns({ p0, p1: rule.p1, alpha, power: rule.power })[rule.type]);
    case 'fleming':
      return flemingStages(rule.patients, p0, alpha);
    case 'fleming search':
      return flemingDesign({ p0, p1: rule.p1, alpha, power: rule.power }, rule.number);
    case 'predictive probability': {
      const { looks, futility, efficacy } = rule;
      return predictiveStages({ p0, cut: 1 - alpha, prior, looks, futility, efficacy });
    }
  }
}

/** The staged test of a whole trial, if it has one. */
export const stagedTest = ({ tests }: Pick<TrialDesign, 'tests'>): TestSpec | undefined =>
  tests.find((test) => test.stages !== null && test.basket === null);

/** The staged tests of the levels of a factor. */
export const stagedLevels = ({ tests }: Pick<TrialDesign, 'tests'>): TestSpec[] =>
  tests.filter((test) => test.stages !== null && test.basket !== null);

/**
 * A trial of stages in each level of a factor, written out: as many patients of each level as its rule takes, and a look of the level's own at
 * the end of each stage, for which its recruitment rests and at which it may be closed.
 */
export function withStages(trial: TrialDesign): TrialDesign {
  const tests = stagedLevels(trial);
  if (tests.length === 0) return trial;
  const patients = tests.map((test) => patientsBy(stagesOf(test)));
  const { factor, test } = tests[0].basket as BasketPlace;
  const most = Math.max(...patients.map((by) => by.length));
  return {
    ...trial,
    quotas: tests.map(({ in: population }, j) => {
      const n = patients[j][patients[j].length - 1];
      return { population, least: n, most: n, until: Number.POSITIVE_INFINITY };
    }),
    looks: [
      ...Array.from({ length: most }, (_, k): Timing => {
        const here = tests.filter((_, j) => k < patients[j].length);
        return {
          kind: 'each',
          factor,
          levels: here.map(({ basket }) => (basket as BasketPlace).level),
          of: here.map((one) => ({ kind: 'patients', n: patients[tests.indexOf(one)][k], in: one.in })),
        };
      }),
      { kind: 'assessed' },
    ],
    monitoring: {
      bounds: null,
      information: 'planned',
      futility: [],
      stopWhen: null,
      select: null,
      close: { tests: test, places: 'lost', reOpens: false, pauses: true },
    },
  };
}

/**
 * The test at the exact level of its stages: its z is the normal quantile of a p-value, which the border of the rule attains. The level is
 * raised by a billionth, so that rounding does not lose the border.
 */
export function atExactLevel(test: TestSpec): TestSpec {
  if (test.stages === null || test.against?.kind !== 'rate') return test;
  const { rests, better } = test.stages;
  const settled = { kind: 'stages', stages: stagesOf(test), rests, better } as const;
  const beyond = exceedsItsLevel(test) ? { nominalAlpha: test.alpha } : {};
  return { ...test, stages: settled, alpha: test.sided * exactLevel(test) * (1 + 1e-9), ...beyond };
}

/** Probability of the claim, on one side, at the rate that a staged test is held against. */
export function exactLevel(test: TestSpec): number {
  if (test.stages === null || test.against?.kind !== 'rate')
    throw new TypeError(`${test.name} has no stages`);
  const { value } = test.against;
  return stagedCharacteristics(stagesOf(test), test.stages.better === 'lower' ? 1 - value : value).claim;
}

/**
 * Whether boundaries that were made for a level do not keep it: Fleming's for given patients rest on a normal approximation. Searched designs keep it,
 * given borders and predictive probabilities promise none.
 */
export const exceedsItsLevel = (test: TestSpec): boolean =>
  test.stages?.kind === 'fleming' && exactLevel(test) > (test.alpha / test.sided) * (1 + 1e-9);
