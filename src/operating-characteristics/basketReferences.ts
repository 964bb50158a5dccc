import type { BasketCharacteristics } from '../baskets/characteristics.ts';
import { enumerateBaskets } from '../baskets/enumerateBaskets.ts';
import { createBasketAnalysis } from '../baskets/methods.ts';
import { basketFamilies, basketSetting, basketSpecOf } from '../designs/basketTests.ts';
import { fixedSize } from '../designs/predictiveLevels.ts';
import type { PointRun } from '../engine/engineOptions.ts';
import type { TestSpec } from '../scenario/model.ts';
import type { PlannedTrial } from '../trial/plannedTrial.ts';
import type { Reference } from './rows.ts';

/** Tables that are enumerated beside a simulation: under a second for the slowest analysis. */
const MOST_TABLES = 20_000;

/** Rates closer to the one held against are equal to it. */
const ROUNDING = 1e-12;

/** Families that were enumerated, by their trial. */
const known = new WeakMap<PlannedTrial, Map<string, BasketCharacteristics | null>>();

/** The value of a quantity of a family of basket tests, where it is enumerated. */
export function basketReference(
  run: PointRun,
  trial: PlannedTrial,
  family: string,
  quantity: (exact: BasketCharacteristics) => { value: number } | null,
): Reference | null {
  const families = known.get(trial) ?? new Map<string, BasketCharacteristics | null>();
  known.set(trial, families);
  if (!families.has(family)) families.set(family, enumerated(run, trial, family));
  const exact = families.get(family) ?? null;
  const value = exact === null ? null : quantity(exact);
  return value === null ? null : { value: value.value, kind: 'enumeration' };
}

/** Place of a test in its family. */
export function placeInFamily({ design }: PlannedTrial, test: TestSpec): number {
  const family = basketFamilies(design.tests).find((tests) => tests.includes(test)) ?? [];
  return family.indexOf(test);
}

/**
 * Exact operating characteristics of a family of basket tests, by enumeration of every table of responders: where every level has a fixed
 * number of patients (quotas), all of them assessed, and one look.
 */
function enumerated(run: PointRun, trial: PlannedTrial, family: string): BasketCharacteristics | null {
  const { design, plan } = trial;
  const tests = basketFamilies(design.tests).find(([first]) => first.basket?.test === family);
  const endpoint = run.point.truth.endpoints[tests?.[0].of ?? ''];
  if (tests === undefined || endpoint?.kind !== 'binary' || design.looks.length > 1) return null;
  const sizes = tests.map((test) => fixedSize(test, design.quotas));
  const tables = sizes.reduce((count, n) => count * (n + 1), 1);
  if (!(tables <= MOST_TABLES)) return null;
  const setting = { ...basketSetting(tests, endpoint.better, plan.n), level: null };
  const { nullRates } = setting;
  const rates = trueRates(tests, trial, endpoint.better, nullRates);
  const analysis = createBasketAnalysis(basketSpecOf(tests, endpoint.better), setting);
  const cutoff = tests.map(({ alpha, sided }) => 1 - alpha / sided);
  return enumerateBaskets({ analysis, sizes, nullRates, cutoff }, [rates])[0];
}

/** True rates of levels, of what is better. */
export function trueRates(
  tests: readonly TestSpec[],
  { design, estimands }: PlannedTrial,
  better: 'higher' | 'lower',
  nullRates: readonly number[],
): number[] {
  // The first estimand is the difference from the rate that the test is held against.
  const sign = better === 'higher' ? 1 : -1;
  return tests.map((test, b) => {
    const beyond = sign * estimands[design.tests.indexOf(test)][0].value;
    return Math.abs(beyond) < ROUNDING ? nullRates[b] : nullRates[b] + beyond;
  });
}
