import type { TestSpec } from '../scenario/model.ts';

/**
 * What two survivals at a milestone are compared by, from their true values: the difference, or the log of the ratio of the cumulative hazards.
 *
 * @example milestoneEffect(0.5, 0.25, { estimate: 'cumulative hazard ratio' }) // log (0.6931 / 1.3863) = -0.6931
 */
export function milestoneEffect(
  survival1: number,
  survival0: number,
  { estimate }: Pick<TestSpec, 'estimate'>,
): number {
  return estimate === 'cumulative hazard ratio'
    ? Math.log(Math.log(survival1) / Math.log(survival0))
    : survival1 - survival0;
}
