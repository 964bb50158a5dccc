import type { ScenarioResult } from '../operating-characteristics/result.ts';
import { messages } from './messages/index.ts';
import type { Language, Messages } from './messages/messages.ts';

/**
 * The catalogue for a result: who entered the trials is called randomised only where every trial randomises; in single arms patients
 * are treated, and where both kinds stand side by side the word is one that holds for both.
 */
export function resultWords(result: ScenarioResult, language: Language): Messages {
  const words = messages(language);
  const single = result.designs.flatMap(({ trials }) => trials.map(({ ratio }) => ratio.includes(0)));
  if (!single.includes(true)) return words;
  const randomised = single.includes(false) ? words.entered.mixed : words.entered.treated;
  return { ...words, metrics: { ...words.metrics, randomised } };
}
