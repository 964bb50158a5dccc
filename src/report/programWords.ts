import type { DesignSummary, ProgramSummary } from '../operating-characteristics/result.ts';
import { conditionText, type Named } from './conditionWords.ts';
import { messages } from './messages/index.ts';
import type { Language } from './messages/messages.ts';
import { localText } from './messages/text.ts';

/** The steps of a program in words: which trial, after which outcome, and what follows. One sentence a step. */
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
        outcomes.map(({ label, when }) => {
          const run = designs.find(({ id }) => id === design)!;
          return programs.outcome(label, when === 'otherwise' ? null : conditionText(when, run, words));
        }),
      ),
    }),
  );
}
