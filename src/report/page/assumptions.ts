import type { ScenarioResult, TruthSummary } from '../../operating-characteristics/result.ts';
import { truthTable } from '../charts/truth.ts';
import { designSentences, estimateMethodText, methodText, significanceText } from '../designWords.ts';
import { plain } from '../format.ts';
import { headlinePoint } from '../lookup.ts';
import { messages } from '../messages/index.ts';
import type { Language } from '../messages/messages.ts';
import { baseText, localText, parameterName, populationName, settingValue } from '../messages/text.ts';
import { escapeHtml, list, paragraph, section, table } from './html.ts';

function assayTable(truth: TruthSummary, language: Language): string {
  const words = messages(language).page.assayColumns;
  if (truth.assays.length === 0) return '';
  const percent = (value: number) => `${plain(100 * value, 3)}%`;
  const rows = truth.assays.map((assay) => [
    assay.marker,
    ...[
      assay.prevalence,
      assay.sensitivity,
      assay.specificity,
      assay.unevaluable,
      assay.positive,
      assay.ppv,
      assay.npv,
    ].map(percent),
  ]);
  const columns = [
    words.marker,
    words.prevalence,
    words.sensitivity,
    words.specificity,
    words.unevaluable,
    words.positive,
    words.ppv,
    words.npv,
  ];
  return `<h3>${escapeHtml(messages(language).page.assays)}</h3>${table({ columns, rows })}`;
}

function designPart(result: ScenarioResult, language: Language): string {
  const words = messages(language);
  const names = words.page.testColumns;
  const columns = [
    names.name,
    names.endpoint,
    names.population,
    names.method,
    names.significance,
    names.measure,
  ];
  return result.designs
    .map((design) => {
      const rows = design.tests.map((test) => [
        test.name,
        test.endpoint,
        populationName(test.population, words),
        methodText(test, words),
        significanceText(test, words),
        estimateMethodText(test, words),
      ]);
      return `<h3>${escapeHtml(localText(design.title, language))}</h3>${list(designSentences(design, result.designs, language))}${rows.length === 0 ? '' : table({ columns, rows })}`;
    })
    .join('\n');
}

/** What was assumed: the truth in numbers, the assay, the swept values, the designs, and where the assumptions come from. */
export function assumptionsSection(result: ScenarioResult, language: Language): string {
  const words = messages(language);
  const point = headlinePoint(result);
  const truth = result.truth.find((entry) => entry.point === point.index);
  const sweep = result.axes.map((axis) =>
    words.page.sweepText(parameterName(axis, words), words.settings(axis.values.map(settingValue))),
  );
  return section(
    'assumptions',
    words.page.assumptions,
    result.scenario.description === undefined
      ? ''
      : paragraph(localText(result.scenario.description, language)),
    sweep.length === 0
      ? ''
      : `<h3>${escapeHtml(words.page.sweep)}</h3>${list(sweep)}${paragraph(words.chart.heldNote(baseText(result, words)), 'note')}`,
    truth === undefined
      ? ''
      : `<h3>${escapeHtml(words.page.truthTable)}</h3>${table(truthTable(truth, language))}${assayTable(truth, language)}`,
    result.axes.length === 0 ? '' : paragraph(words.page.designsNote, 'note'),
    designPart(result, language),
    `<h3>${escapeHtml(words.page.sources)}</h3>`,
    result.scenario.sources.length === 0 ? paragraph(words.page.noSources) : list(result.scenario.sources),
  );
}
