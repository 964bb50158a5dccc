import { experimentalGiven } from '../endpoints/laws.ts';
import type { Group } from '../population/groups.ts';
import type { Endpoint, MarkerStrategy, TrialDesign, Truth } from '../scenario/model.ts';

/** Truths made before, by truth and strategy: tests of the same trial share one. */
const made = new WeakMap<Truth, Map<string, Truth>>();

/**
 * The truth as the arms of a trial show it. In a trial of strategies an arm does not name a treatment: who is given the experimental
 * treatment is written at the endpoints, and all that is drawn or computed of an arm follows. Of other trials the truth itself.
 */
export function truthInTrial({ strategy }: Pick<TrialDesign, 'strategy'>, truth: Truth): Truth {
  if (strategy === undefined) return truth;
  const known = made.get(truth) ?? new Map<string, Truth>();
  made.set(truth, known);
  const key = JSON.stringify(strategy);
  const changed = known.get(key) ?? withStrategy(truth, strategy);
  known.set(key, changed);
  return changed;
}

/** The truth of treatments, whatever the arms of a trial. */
export function truthOfTreatments(truth: Truth): Truth {
  return withStrategy(truth, undefined);
}

function withStrategy(truth: Truth, strategy: MarkerStrategy | undefined): Truth {
  const entries = Object.entries(truth.endpoints).map(([name, endpoint]): [string, Endpoint] => {
    const { strategy: _, ...plain } = endpoint;
    return [name, strategy === undefined ? plain : { ...plain, strategy }];
  });
  return { ...truth, endpoints: Object.fromEntries(entries) };
}

/** Whether patients of a group on an arm are given the experimental treatment. */
export function isGiven({ strategy }: Pick<TrialDesign, 'strategy'>, group: Group, arm: number): boolean {
  return experimentalGiven({ strategy }, group, arm as 0 | 1) === 1;
}
