import type { DesignSummary, ProgramSummary } from '../operating-characteristics/result.ts';
import { messages } from './messages/index.ts';
import type { Language } from './messages/messages.ts';
import { localText } from './messages/text.ts';

/** The steps of a program in words: which trial, after which outcome, and what follows. One sentence a step. */
export function programSentences(
  { steps }: Pick<ProgramSummary, 'steps'>,
  designs: Pick<DesignSummary, 'id' | 'title'>[],
  language: Language,
): string[] {
  const { programs, list } = messages(language);
  const titles = new Map(designs.map(({ id, title }) => [id, localText(title, language)]));
  return steps.map(({ design, on, gap, outcomes }) =>
    programs.step({
      design: titles.get(design) ?? design,
      on,
      gap: gap === 0 ? null : String(gap),
      outcomes: list(outcomes.map(({ label, when }) => programs.outcome(label, when))),
    }),
  );
}
