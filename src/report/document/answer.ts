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
  const { setting, sentences, first, warnings } = answerOf(result, language);
  const [lead, ...beside] = sentences.slice(0, Math.max(1, first));
  const others = sentences.slice(Math.max(1, first));
  const spoken = others.length > mostSpoken ? beside : [...beside, ...others];
  return section(
    'answer',
    words.page.answer,
    box(
      paragraph(lead!, 'lead'),
      setting === '' ? null : paragraph(setting, 'note'),
      spoken.length === 0 ? null : list(spoken),
    ),
    others.length > mostSpoken ? details(words.page.eachDesign(others.length), list(others)) : null,
    warnings.map((warning) => paragraph(warning, 'warning')),
    warningGroups(result, language).map(({ summary }) => paragraph(summary, 'warning')),
  );
}
