import type { ScenarioResult } from '../../operating-characteristics/result.ts';
import { fixed } from '../format.ts';
import { messages } from '../messages/index.ts';
import type { Language } from '../messages/messages.ts';
import { facts, list, paragraph, section } from './html.ts';

/** Replicates as text: one number, or the range over the points. */
export function replicatesText(result: ScenarioResult, language: Language): string {
  const counts = result.points.map((point) => point.replicates);
  const low = Math.min(...counts);
  const high = Math.max(...counts);
  return low === high ? fixed(low, 0) : messages(language).interval(fixed(low, 0), fixed(high, 0));
}

/** How the numbers were made, what they mean, and the conventions of sign and unit. */
export function methodsSection(result: ScenarioResult, language: Language): string {
  const words = messages(language);
  const text = words.page.methodsText({
    replicates: replicatesText(result, language),
    points: words.page.truths(result.points.length),
    common: result.simulation.streams === 'common',
    seed: result.simulation.seed,
  });
  return [
    section(
      'methods',
      words.page.methods,
      ...text.map((line) => paragraph(line)),
      facts(words.page.definitions.map(({ term, text: meaning }) => [term, meaning])),
    ),
    section('conventions', words.page.conventions, list(words.page.conventionsText)),
  ].join('\n');
}
