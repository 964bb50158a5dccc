import type { BasketPosteriors } from '../baskets/basketAnalysis.ts';
import { createBasketAnalysis } from '../baskets/methods.ts';
import { predictiveProbabilities, respondersNeeded } from '../baskets/predictiveProbability.ts';
import type { Monitoring } from '../scenario/conductModel.ts';
import type { BasketMethod, TestSpec, TrialDesign } from '../scenario/model.ts';
import { populationText } from '../scenario/populationText.ts';

/** Basket analyses whose posteriors are beta laws, so that what is still to come has a law that can be summed. */
const BETA: readonly BasketMethod[] = ['pooled', 'fujikawa', 'power-prior', 'prune-and-pool'];

/** Whether looks ask for the predictive probability of the levels that they close. */
export function asksPredictive(monitoring: Monitoring | null): boolean {
  if (monitoring === null) return false;
  const { bounds, futility } = monitoring;
  return (
    bounds?.kind === 'predictive probability' ||
    futility.some(({ criterion }) => criterion.kind === 'predictive probability')
  );
}

/** Patients of a level where its number is fixed, else NaN. */
export function fixedSize(test: TestSpec, quotas: TrialDesign['quotas']): number {
  const own = quotas.find(({ population }) => populationText(population) === populationText(test.in));
  return own !== undefined && own.least === own.most ? own.least : Number.NaN;
}

/** Why the predictive probability of a level cannot be had; null where it can. */
export function predictiveProblem(
  test: TestSpec,
  quotas: TrialDesign['quotas'],
): 'method' | 'calibrated' | 'size' | null {
  if (!(BETA as readonly string[]).includes(test.by)) return 'method';
  if (test.basket?.calibrate) return 'calibrated';
  return Number.isNaN(fixedSize(test, quotas)) ? 'size' : null;
}

/** The trial with the planned patients of every level told to its test, where looks ask for predictive probabilities. */
export function withPlannedSizes(trial: TrialDesign): TrialDesign {
  const { monitoring, quotas } = trial;
  if (!asksPredictive(monitoring)) return trial;
  const family = monitoring?.close?.tests;
  const tests = trial.tests.map((test) =>
    test.basket?.test === family && test.basket !== null
      ? { ...test, basket: { ...test.basket, planned: fixedSize(test, quotas) } }
      : test,
  );
  return { ...trial, tests };
}

/** Responders with which each level would be claimed alone, under the prior of the analysis, when all its planned patients are assessed. */
export function neededAlone(tests: readonly TestSpec[], nullRates: readonly number[]): number[] {
  const sizes = tests.map(({ basket }) => basket?.planned ?? 0);
  const [{ alpha, sided, basket }] = tests;
  const { prior } = (basket?.options ?? {}) as { prior?: [number, number] };
  const setting = { nullRates, mostPatients: Math.max(...sizes), level: null };
  const alone = createBasketAnalysis({ by: 'beta-binomial', prior }, setting);
  return respondersNeeded(alone, sizes, 1 - alpha / sided);
}

/**
 * Writes, level by level, the predictive probability that it will have the responders that it would be claimed with alone, given what the
 * analysis says at this look; null where no look asks.
 *
 * Source: Fujikawa et al., Biometrical Journal 2020;62:330-338.
 */
export function predictiveWriter(
  tests: readonly TestSpec[],
  nullRates: readonly number[],
): ((n: Int32Array, x: Int32Array, posteriors: BasketPosteriors, out: Float64Array) => void) | null {
  if (tests.some(({ basket }) => basket?.planned === undefined)) return null;
  const planned = tests.map(({ basket }) => basket?.planned as number);
  const needed = neededAlone(tests, nullRates);
  const left = new Int32Array(tests.length);
  return (n, x, posteriors, out) => {
    for (let j = 0; j < planned.length; j++) left[j] = Math.max(0, planned[j] - n[j]);
    predictiveProbabilities(posteriors, x, left, needed, out);
  };
}
