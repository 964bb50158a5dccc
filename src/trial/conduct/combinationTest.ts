import { type ClosedCombination, closedCombination } from '../../adaptive/closedCombination.ts';
import { fisherCombination, inverseNormalCombination, lastStage } from '../../adaptive/combination.ts';
import { conditionalErrorTest } from '../../adaptive/conditionalErrorTest.ts';
import { knownIntersection } from '../../adaptive/knownIntersection.ts';
import { pairBounds } from '../../adaptive/pairBounds.ts';
import {
  type StageIntersection,
  type StageTest,
  stageIntersection,
} from '../../adaptive/stageIntersection.ts';
import { spentAt } from '../../designs/spendingOf.ts';
import { fisherCriticalProduct } from '../../group-sequential/fisherCriticalProduct.ts';
import { type FisherBounds, fisherBounds } from '../../group-sequential/fisherProduct.ts';
import { inverseNormalWeights } from '../../group-sequential/inverseNormal.ts';
import type { Monitoring, MultipleProcedure, Multiplicity, Spending } from '../../scenario/conductModel.ts';
import { boundsFor } from './boundsFor.ts';

/**
 * The test of a family whose stages are combined. Without `combine` (a user who insists) it is the naive one: the same
 * intersections by the pooled data of those populations that are left, as if they had not been chosen.
 *
 * @param information planned share by look
 * @param correlation planned, of the tests
 * @param seen whether the correlation of two tests is read from the information of the stage
 */
export function combinationTest(
  { of, procedure, combine, alpha }: Multiplicity,
  bounds: Monitoring['bounds'],
  information: readonly number[],
  correlation: readonly (readonly number[])[],
  seen: boolean,
): ClosedCombination {
  if (combine === 'conditional-error')
    return conditionalErrorTest({ alpha, fraction: information[0], correlation });
  const intersection = intersectionTest(procedure, correlation, seen);
  const level = { level: alpha, alpha, other: undefined };
  const { upper } = boundsFor(combine === 'fisher' ? null : bounds, information, level, true);
  switch (combine) {
    case 'inverse-normal':
      return closedCombination(
        of.length,
        intersection,
        inverseNormalCombination(inverseNormalWeights(information), upper),
        seen && of.length === 2 && stageTest(procedure) === 'spiessens-debois' ? pairBounds() : null,
      );
    case 'fisher':
      return closedCombination(
        of.length,
        intersection,
        fisherCombination(fisherProducts(bounds, information, alpha)),
      );
    case null:
      return closedCombination(of.length, intersection, lastStage(upper));
  }
}

/** The test of an intersection by one stage's data that a procedure is the closure of; see `combinationTest` for the parameters. */
export function intersectionTest(
  procedure: MultipleProcedure,
  correlation: readonly (readonly number[])[],
  seen: boolean,
): StageIntersection {
  const test = stageTest(procedure);
  return test === 'spiessens-debois' && !seen ? knownIntersection(correlation) : stageIntersection(test);
}

/** How a procedure tests the intersection of a stage. */
export function stageTest({ kind }: MultipleProcedure): StageTest {
  switch (kind) {
    case 'sidak':
      return 'sidak';
    case 'simes':
    case 'hochberg':
    case 'hommel':
      return 'simes';
    case 'parametric':
      return 'spiessens-debois';
    default:
      return 'bonferroni';
  }
}

/** Critical products of Fisher's combination: as alpha is spent, or all of it at the last look. */
export function fisherProducts(
  bounds: Monitoring['bounds'],
  information: readonly number[],
  alpha: number,
): FisherBounds {
  if (bounds !== null) return fisherBounds(spentAt(bounds as Spending, alpha, information));
  const last = information.length - 1;
  const all = fisherCriticalProduct(alpha, last + 1);
  const product = information.map((_, k) => (k === last ? all : 0));
  return { product, futility: product.map(() => 1) };
}
