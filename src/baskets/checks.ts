import type { BasketSetting } from './basketAnalysis.ts';
import type { BetaShapes } from './betaShapes.ts';
import { type BasketRefusal, basketRefusal } from './refusals.ts';
import type { GlobalSpec, WeightSpec } from './weightSpec.ts';

/** Tables of (n, x) beyond this would not fit. */
const MOST_PATIENTS = 5000;

/** x is a number within lowest..highest, neither of them included. */
export function inside(x: number, lowest: number, highest: number): boolean {
  return x > lowest && x < highest;
}

/** The trial that an analysis is set up for. */
export function checkSetting({ nullRates, mostPatients, mostInAll, level }: BasketSetting): BasketRefusal[] {
  const whole = Number.isInteger(mostPatients) && mostPatients >= 1 && mostPatients <= MOST_PATIENTS;
  return [
    ...(nullRates.length === 0 ? [basketRefusal('no-baskets', 'nullRates', undefined, {})] : []),
    ...nullRates.flatMap((rate, j) =>
      inside(rate, 0, 1) ? [] : [basketRefusal('null-rate', `nullRates[${j}]`, rate, {})],
    ),
    ...(whole ? [] : [basketRefusal('most-patients', 'mostPatients', mostPatients, {})]),
    ...(mostInAll === undefined || (Number.isInteger(mostInAll) && mostInAll >= 1)
      ? []
      : [basketRefusal('most-patients', 'mostInAll', mostInAll, {})]),
    ...(level === null || inside(level, 0, 1) ? [] : [basketRefusal('level', 'level', level, {})]),
  ];
}

/** Shapes of a beta law. */
export function checkPrior(prior: BetaShapes | undefined, path = 'prior'): BasketRefusal[] {
  return (prior ?? []).flatMap((shape, i) =>
    inside(shape, 0, Number.POSITIVE_INFINITY)
      ? []
      : [basketRefusal('prior-shape', `${path}[${i}]`, shape, {})],
  );
}

/** A number that must be within [0, 1]. */
export function checkShare(share: number | undefined, path: string): BasketRefusal[] {
  return share === undefined || (share >= 0 && share <= 1) ? [] : [basketRefusal('share', path, share, {})];
}

/** A number that must be above 0 and finite: a scale, a power. */
function checkPositive(value: number | undefined, path: string): BasketRefusal[] {
  const sound = value === undefined || inside(value, 0, Number.POSITIVE_INFINITY);
  return sound ? [] : [basketRefusal('positive', path, value, {})];
}

/** Parameters of a pairwise weight. */
export function checkWeight(weight: WeightSpec, path: string): BasketRefusal[] {
  switch (weight.kind) {
    case 'jsd':
      return [...checkPositive(weight.epsilon, `${path}epsilon`), ...checkShare(weight.tau, `${path}tau`)];
    case 'calibrated':
      return [
        ...(Number.isFinite(weight.a) ? [] : [basketRefusal('finite', `${path}a`, weight.a, {})]),
        ...checkPositive(weight.b, `${path}b`),
      ];
    case 'marginal-likelihood':
    case 'hellinger':
      return [];
    case 'fixed':
      return checkShare(weight.power, `${path}power`);
  }
}

/** A weight by all baskets. */
export function checkGlobal(global: number | GlobalSpec | undefined): BasketRefusal[] {
  if (typeof global !== 'object') return checkPositive(global, 'global');
  if (global.kind === 'fixed') return checkShare(global.weight, 'global.weight');
  return checkPositive(global.epsilon, 'global.epsilon');
}

/** The probability that a basket would have to be claimed at, so as not to be pruned. */
export function checkPruning(prune: number | undefined): BasketRefusal[] {
  return prune === undefined || inside(prune, 0, 1) ? [] : [basketRefusal('prune', 'prune', prune, {})];
}

/** Baskets that only give: some, not all. */
export function checkDonors(donors: readonly number[] | undefined, baskets: number): BasketRefusal[] {
  if (donors === undefined) return [];
  const known = donors.every((j) => Number.isInteger(j) && j >= 0 && j < baskets);
  const sound =
    known && new Set(donors).size === donors.length && donors.length > 0 && donors.length < baskets;
  return sound ? [] : [basketRefusal('donors', 'donors', donors, { baskets })];
}
