import type { Design, Endpoint, TestSpec, Timing, TrialDesign, Truth } from '../scenario/model.ts';
import { populationText } from '../scenario/populationText.ts';
import type { PlannedTrial } from '../trial/plannedTrial.ts';
import { testName } from '../trial/pointColumns.ts';
import type { DesignSummary, EffectMeasure } from './result.ts';

/**
 * A design in plain words, with the sizes as settled under the first truth of the sweep (a matched design may be sized
 * otherwise at other points).
 */
export function designSummary(design: Design, planned: readonly PlannedTrial[], truth: Truth): DesignSummary {
  return {
    id: design.name,
    title: design.title ?? { en: design.name },
    description: planned.flatMap((trial) => {
      const lines = trialWords(trial.design, trial.plan.n);
      return design.trials.length > 1 ? lines.map((line) => `${trial.design.name}: ${line}`) : lines;
    }),
    tests: design.trials.flatMap((trial) =>
      trial.tests.map((test) => ({
        name: testName(design, trial.name, test.name),
        endpoint: test.of,
        population: populationText(test.in),
        method: methodWords(test),
        measure: measureOf(test, truth.endpoints[test.of]),
      })),
    ),
    claims: design.claims.map((claim) => claim.label),
  };
}

export function measureOf(test: TestSpec, endpoint: Endpoint): EffectMeasure {
  if (endpoint.kind === 'continuous') return 'mean difference';
  if (endpoint.kind === 'time-to-event') return test.by === 'rmst' ? 'RMST difference' : 'log hazard ratio';
  switch (test.estimate) {
    case 'risk ratio':
      return 'log risk ratio';
    case 'odds ratio':
      return 'log odds ratio';
    default:
      return 'risk difference';
  }
}

function trialWords({ enrol, randomise, quotas, looks, tests }: TrialDesign, n: number): string[] {
  const [experimental, control] = randomise.ratio;
  const list =
    randomise.method === 'simple' ? 'simple randomisation' : `permuted blocks of ${randomise.block}`;
  const strata = randomise.stratifyBy.length > 0 ? `, stratified by ${randomise.stratifyBy.join(', ')}` : '';
  const fixed = quotas.map((quota) => `${quota.n} ${populationText(quota.population)}`).join(', ');
  return [
    `Enrols ${enrol.kind === 'all' ? 'all patients' : populationText(enrol)}; ${n} randomised ${experimental}:${control} by ${list}${strata}${fixed === '' ? '' : `; fixed numbers: ${fixed}`}.`,
    `Analysed ${looks.map(timingWords).join('; then ')}.`,
    ...tests.map(testWords),
  ];
}

function timingWords(timing: Timing): string {
  switch (timing.kind) {
    case 'events':
      return `at ${timing.n} events of ${timing.of}${timing.in.kind === 'all' ? '' : ` in ${populationText(timing.in)}`}`;
    case 'months':
      return `at month ${timing.months}`;
    case 'follow-up':
      return `${timing.months} months after the last patient was randomised`;
    case 'assessed':
      return 'when the last patient has been assessed';
    case 'first of':
      return `at the first of: ${timing.of.map(timingWords).join(', ')}`;
    case 'last of':
      return `at the last of: ${timing.of.map(timingWords).join(', ')}`;
  }
}

function methodWords(test: TestSpec): string {
  const weights = test.weights ? ` (${test.weights.rho}, ${test.weights.gamma})` : '';
  const horizon = test.horizon === null ? '' : ` to month ${test.horizon}`;
  const strata = test.stratifyBy.length > 0 ? `, stratified by ${test.stratifyBy.join(', ')}` : '';
  const covariates = test.covariates.length > 0 ? `, adjusted for ${test.covariates.join(', ')}` : '';
  return `${test.by}${weights}${horizon}${strata}${covariates}`;
}

function testWords(test: TestSpec): string {
  const what = test.interaction === null ? '' : `treatment-by-${test.interaction} interaction, `;
  const sides = test.sided === 1 ? 'one-sided' : 'two-sided';
  return `Test "${test.name}": ${what}${test.of} in ${populationText(test.in)} by ${methodWords(test)}, ${sides} alpha ${test.alpha}; estimate: ${test.estimate}.`;
}
