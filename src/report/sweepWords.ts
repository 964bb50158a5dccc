import type { ScenarioResult } from '../operating-characteristics/result.ts';
import { type Alternative, comparisonOf, harmOf, type RankedQuantity } from './comparison.ts';
import { beyondError, pairedDifference } from './lookup.ts';
import { messages } from './messages/index.ts';
import type { Language } from './messages/messages.ts';
import { localText } from './messages/text.ts';
import { criterionText } from './verdict.ts';

/** How often over the whole sweep a design is above another, below, or as far as the error can tell. */
function sweepSentence(
  result: ScenarioResult,
  design: Alternative,
  reference: Alternative,
  by: RankedQuantity,
  language: Language,
): string | null {
  const counts = { above: 0, below: 0, neither: 0, errors: 0 };
  for (const point of result.points) {
    const row = pairedDifference(result, point.index, design.id, reference.id, by.analysis, by.metric);
    if (row === undefined) continue;
    const direction = beyondError(row);
    // More is better only where there is something to find.
    if (by.metric === 'power' && harmOf(result, point.index, by.analysis)) counts.errors++;
    else if (direction > 0) counts.above++;
    else if (direction < 0) counts.below++;
    else counts.neither++;
  }
  if (counts.above + counts.below + counts.neither < 2) return null;
  return messages(language).answer.sweep(
    localText(design.title, language),
    localText(reference.title, language),
    criterionText(by, messages(language)),
    counts,
  );
}

/** The comparison over all truths of the sweep: each further design, or program, against the first. */
export function sweepSentences(result: ScenarioResult, language: Language): string[] {
  const { among, by } = comparisonOf(result);
  const [reference, ...others] = among;
  if (by === null) return [];
  return others.flatMap((design) => sweepSentence(result, design, reference!, by, language) ?? []);
}
