import type { TestSummary, TrialSummary } from '../operating-characteristics/result.ts';
import { significanceText } from './designWords.ts';
import type { Messages } from './messages/messages.ts';
import { procedureGraph } from './procedureGraph.ts';

/** The level of a test by itself: its own part where its family divides the level, else that it is shared. */
export function levelText(
  test: TestSummary,
  trials: readonly Pick<TrialSummary, 'name' | 'multiplicity'>[],
  words: Messages,
): string {
  const { multiplicity } = trials.find(({ name }) => name === test.trial) ?? {};
  const own = test.trial === '' ? test.name : test.name.replace(`${test.trial}/`, '');
  const place = multiplicity?.of.indexOf(own) ?? -1;
  if (multiplicity === undefined || place < 0) return significanceText(test, words);
  const level = procedureGraph(multiplicity)?.levels[place] ?? 0;
  const shared = significanceText(test, words);
  if (level <= 0 || multiplicity.procedure.kind === 'fixed-sequence') return words.design.sharedLevel(shared);
  const { nominalAlpha: _, ...bare } = test;
  const part = significanceText({ ...bare, alpha: level }, words);
  return multiplicity.procedure.kind === 'bonferroni' ? part : words.design.firstLevel(part);
}
