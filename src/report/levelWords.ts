import type { TestSummary, TrialSummary } from '../operating-characteristics/result.ts';
import { significanceText } from './designWords.ts';
import type { Messages } from './messages/messages.ts';
import { procedureGraph } from './procedureGraph.ts';

/** The level of a test by itself: its own part where its family divides the level, the gate's, else that it is shared. */
export function levelText(
  test: TestSummary,
  trials: readonly Pick<TrialSummary, 'name' | 'multiplicity'>[],
  words: Messages,
): string {
  const { multiplicity } = trials.find(({ name }) => name === test.trial) ?? {};
  const own = test.trial === '' ? test.name : test.name.replace(`${test.trial}/`, '');
  const place = multiplicity?.of.indexOf(own) ?? -1;
  if (multiplicity === undefined || place < 0) return significanceText(test, words);
  const { procedure } = multiplicity;
  const whole = significanceText(test, words);
  const { nominalAlpha: _, ...bare } = test;
  const at = (alpha: number) => significanceText({ ...bare, alpha }, words);
  switch (procedure.kind) {
    case 'none':
      return whole;
    case 'fixed-sequence':
      return words.design.sharedLevel(whole);
    case 'interaction-gated':
      return place === 2 ? at(procedure.gate) : words.design.sharedLevel(whole);
    case 'mast':
      return place === 0 ? at(procedure.alphaPositive) : words.design.sharedLevel(whole);
    case 'overall-subgroup':
      return place === 0 && 'overall' in procedure.split
        ? at(procedure.split.overall)
        : words.design.sharedLevel(whole);
    default: {
      const level = procedureGraph(multiplicity)?.levels[place] ?? 0;
      if (level <= 0) return words.design.sharedLevel(whole);
      return procedure.kind === 'bonferroni' ? at(level) : words.design.firstLevel(at(level));
    }
  }
}
