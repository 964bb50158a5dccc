import type { DesignSummary, ScenarioResult } from '../operating-characteristics/result.ts';
import { beyondError, pairedDifference } from './lookup.ts';
import { messages } from './messages/index.ts';
import type { Language } from './messages/messages.ts';
import { localText } from './messages/text.ts';

/** How often over the whole sweep a design has more power than another, less, or as much as the error can tell. */
function sweepSentence(
  result: ScenarioResult,
  design: DesignSummary,
  reference: DesignSummary,
  test: string,
  language: Language,
): string | null {
  const counts = { above: 0, below: 0, neither: 0 };
  for (const point of result.points) {
    const row = pairedDifference(result, point.index, design.id, reference.id, test, 'power');
    if (row === undefined) continue;
    const direction = beyondError(row);
    if (direction > 0) counts.above++;
    else if (direction < 0) counts.below++;
    else counts.neither++;
  }
  if (counts.above + counts.below + counts.neither < 2) return null;
  return messages(language).answer.sweep(
    localText(design.title, language),
    localText(reference.title, language),
    test,
    counts,
  );
}

/** The comparison on a test over all truths of the sweep: each further design against the first. */
export function sweepSentences(result: ScenarioResult, test: string, language: Language): string[] {
  const [reference, ...others] = result.designs;
  return others.flatMap((design) => sweepSentence(result, design, reference!, test, language) ?? []);
}
