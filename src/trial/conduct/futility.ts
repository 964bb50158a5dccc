import { spendingOf } from '../../designs/spendingOf.ts';
import { betaSpendingBounds, betaSpendingDrift } from '../../group-sequential/betaSpending.ts';
import type { Bounds } from '../../group-sequential/bounds.ts';
import { conditionalPowerFutility } from '../../group-sequential/conditionalPowerFutility.ts';
import { exitProbabilities } from '../../group-sequential/exitProbabilities.ts';
import { predictivePowerFutility } from '../../group-sequential/predictivePowerFutility.ts';
import { type SpendingFunction, spentBy } from '../../group-sequential/spendingFunction.ts';
import { normalQuantile } from '../../numeric/normal.ts';
import type { FutilityCriterion, FutilityRule, Monitoring } from '../../scenario/conductModel.ts';
import { boundsFor, type LookLevel } from './boundsFor.ts';

/** Where a test is dropped at a look: at or below, on the scale of z and of the estimate (counted positive for benefit). */
export interface FutilityBound {
  readonly z: number;
  readonly effect: number;
}

/** Looks that bring so little new information cannot be judged by what is to come. */
const NEW_INFORMATION = 1e-6;
/** Of binding bounds of z from round to round. */
const SETTLED = 1e-8;
const MOST_ROUNDS = 60;

/**
 * Futility of one test by look before the last, made for planned information. Criteria on power take the efficacy bounds of the
 * level given: that of the test when it is the last of its family. A look that leaves no information for later drops nothing by
 * z or power.
 */
export function futilityBounds(
  rules: readonly FutilityRule[],
  bounds: Monitoring['bounds'],
  information: readonly number[],
  level: LookLevel,
): FutilityBound[] {
  const complete = information.findIndex((fraction) => fraction >= 1 - NEW_INFORMATION);
  const efficacy = upTo(complete, boundsFor(bounds, information, level, true));
  const lowers = rules.map((rule) => ({ rule, lower: lowerOf(rule, efficacy) }));
  return information.slice(0, -1).map((_, k) => {
    const here = lowers.filter(({ rule }) => rule.at.includes(k + 1));
    const most = (values: number[]) => Math.max(Number.NEGATIVE_INFINITY, ...values);
    return {
      z: k < complete ? most(here.map(({ lower }) => lower[k])) : Number.NEGATIVE_INFINITY,
      effect: most(here.map(({ rule }) => effectOf(rule.criterion))),
    };
  });
}

const upTo = (look: number, { information, upper, lower }: Bounds): Bounds => ({
  information: information.slice(0, look + 1),
  upper: upper.slice(0, look + 1),
  lower: lower.slice(0, look + 1),
});

/**
 * Bounds of z that alpha may count on: those of binding rules, by look before the last. Power asks for the efficacy bounds, which are lower
 * where futility must be obeyed: both are found in turn, by shorter steps where they run to and fro, until neither moves.
 */
export function bindingBounds(
  rules: readonly FutilityRule[],
  bounds: Monitoring['bounds'],
  information: readonly number[],
  level: LookLevel,
): number[] | undefined {
  const binding = rules.filter((rule) => rule.binding);
  if (binding.length === 0) return undefined;
  const found = (other: number[] | undefined) =>
    futilityBounds(binding, bounds, information, { ...level, other }).map(({ z }) => z);
  let other = found(undefined);
  let part = 1;
  let before = Number.POSITIVE_INFINITY;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const next = found(other);
    const moves = other.map((z, k) => (next[k] === z ? 0 : Math.max(-1, Math.min(1, next[k] - z))));
    const most = Math.max(...moves.map(Math.abs));
    if (most < SETTLED) break;
    if (most > before / 2) part /= 2;
    before = most;
    other = other.map((z, k) => z + part * moves[k]);
  }
  return other;
}

function effectOf(criterion: FutilityCriterion): number {
  switch (criterion.kind) {
    case 'effect':
      return criterion.below;
    case 'hazard ratio':
      return -Math.log(criterion.above);
    default:
      return Number.NEGATIVE_INFINITY;
  }
}

function lowerOf({ criterion, binding }: FutilityRule, efficacy: Bounds): readonly number[] {
  const { information } = efficacy;
  switch (criterion.kind) {
    case 'z':
      return information.map(() => criterion.below);
    case 'posterior probability':
      return information.map(() => normalQuantile(criterion.below));
    case 'conditional power':
      return conditionalPowerFutility(efficacy, criterion.below, 'trend').lower;
    case 'predictive power':
      return predictivePowerFutility(efficacy, criterion.below).lower;
    case 'beta spending': {
      const spendBeta = spendingOf(criterion.spending) as SpendingFunction;
      const spentBeta = spentBy(spendBeta, criterion.beta, information);
      let spent = 0;
      const spentAlpha = exitProbabilities(efficacy, 0).upper.map((p) => {
        spent += p;
        return spent;
      });
      const options = { spentAlpha, spentBeta, binding };
      const drift = betaSpendingDrift(information, options);
      return betaSpendingBounds(information, { ...options, drift }).lower;
    }
    default:
      return information.map(() => Number.NEGATIVE_INFINITY);
  }
}
