import type { ScenarioResult } from '../../operating-characteristics/result.ts';
import { answerOf } from '../answer.ts';
import { messages } from '../messages/index.ts';
import type { Language } from '../messages/messages.ts';
import { localText } from '../messages/text.ts';
import { warningGroups } from '../warningWords.ts';
import { type Block, box, details, list, paragraph, section } from './block.ts';

/** Sentences beside the first that an answer can hold and still be one; more are folded away. */
const mostSpoken = 5;

/** The question as the author wrote it; nothing where he wrote none. */
export function questionSection(result: ScenarioResult, language: Language): Block[] {
  const { question } = result.scenario;
  if (question === undefined) return [];
  const words = messages(language);
  return [section('question', words.page.question, paragraph(localText(question, language), 'question'))];
}

/** The answer in one sentence, what else belongs to it, and every warning that bears on it. */
export function answerSection(result: ScenarioResult, language: Language): Block {
  const words = messages(language);
  const { setting, sentences, warnings } = answerOf(result, language);
  const [lead, ...others] = sentences;
  return section(
    'answer',
    words.page.answer,
    box(
      paragraph(lead!, 'lead'),
      setting === '' ? null : paragraph(setting, 'note'),
      others.length === 0 || others.length > mostSpoken ? null : list(others),
    ),
    others.length > mostSpoken ? details(words.page.eachDesign(others.length), list(others)) : null,
    warnings.map((warning) => paragraph(warning, 'warning')),
    warningGroups(result, language).map(({ summary }) => paragraph(summary, 'warning')),
  );
}
