import type { DesignSummary, ProgramSummary } from '../operating-characteristics/result.ts';
import { conditionText, type Named } from './conditionWords.ts';
import { messages } from './messages/index.ts';
import type { Language } from './messages/messages.ts';
import { localText, promisedTo } from './messages/text.ts';

/** The steps of a program in words: which trial, after which outcome, what follows, and whom an end promises benefit. One sentence a step. */
export function programSentences(
  { steps }: Pick<ProgramSummary, 'steps'>,
  designs: (Pick<DesignSummary, 'id' | 'title'> & Named)[],
  language: Language,
): string[] {
  const words = messages(language);
  const { programs } = words;
  const titles = new Map(designs.map(({ id, title }) => [id, localText(title, language)]));
  return steps.map(({ design, on, gap, outcomes }) =>
    programs.step({
      design: titles.get(design) ?? design,
      on,
      gap: gap === 0 ? null : String(gap),
      outcomes: words.clauses(
        outcomes.map(({ label, when, for: promised, next }) => {
          const run = designs.find(({ id }) => id === design)!;
          const condition = when === 'otherwise' ? null : conditionText(when, run, words);
          // Only an end promises; before, a trial follows.
          return programs.outcome(label, condition, next === null ? promisedTo(promised, words) : undefined);
        }),
      ),
    }),
  );
}
