import type { ScenarioResult } from '../../operating-characteristics/result.ts';
import { headlinePoint } from '../lookup.ts';
import type { Messages } from '../messages/messages.ts';
import { settingsText } from '../messages/text.ts';

/** The note of a chart that shows one truth of a sweep, that of the headline; none without a sweep. */
export function heldNotes(result: ScenarioResult, words: Messages): string[] {
  if (result.axes.length === 0) return [];
  return [words.chart.heldNote(settingsText(result, headlinePoint(result).values, words))];
}
