import type { ScenarioResult } from '../../operating-characteristics/result.ts';
import { answerOf } from '../answer.ts';
import { messages } from '../messages/index.ts';
import type { Language } from '../messages/messages.ts';
import { localText } from '../messages/text.ts';
import { warningGroups } from '../warningWords.ts';
import { escapeHtml, paragraph, section } from './html.ts';

/** The same page in another language. */
export interface PageLink {
  file: string;
  language: Language;
}

/** Title, guideline clauses, contents, and the way to the other languages. */
export function opening(result: ScenarioResult, language: Language, others: PageLink[]): string {
  const words = messages(language);
  const { scenario } = result;
  const clauses = scenario.guideline.map(({ clause, title }) =>
    title === undefined ? clause : `${clause} ${localText(title, language)}`,
  );
  const contents = ['comparison', 'charts', 'assumptions', 'methods', 'checks', 'provenance'] as const;
  const links = [
    ...contents.map((id) => `<li><a href="#${id}">${escapeHtml(words.page[id])}</a>`),
    ...others.map(
      (other) =>
        `<li><a href="${escapeHtml(other.file)}" hreflang="${messages(other.language).tag}" lang="${messages(other.language).tag}">${messages(other.language).ownName}</a>`,
    ),
  ];
  return [
    `<header><p class="kicker">MarkerSim \u00b7 ${escapeHtml(words.page.lead)}</p>`,
    `<h1>${escapeHtml(localText(scenario.title, language))}</h1>`,
    clauses.length === 0
      ? ''
      : `<p class="meta">${escapeHtml(words.page.guideline)}: ${escapeHtml(words.list(clauses))}</p>`,
    `</header><nav aria-label="${escapeHtml(words.page.contents)}"><ul>${links.join('')}</ul></nav>`,
  ].join('\n');
}

/** Question and answer, with every warning that bears on it. */
export function answerSection(result: ScenarioResult, language: Language): string {
  const words = messages(language);
  const { setting, sentences, warnings } = answerOf(result, language);
  const question = result.scenario.question;
  return [
    question === undefined
      ? ''
      : section('question', words.page.question, paragraph(localText(question, language), 'question')),
    section(
      'answer',
      words.page.answer,
      `<div class="answer">${setting === '' ? '' : paragraph(setting, 'note')}${sentences.map((sentence) => paragraph(sentence)).join('')}</div>`,
      ...warnings.map((warning) => paragraph(warning, 'warning')),
      ...warningGroups(result, language).map(({ summary }) => paragraph(summary, 'warning')),
    ),
  ].join('\n');
}
