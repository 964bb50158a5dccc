import type {
  DesignSummary,
  ScenarioResult,
  TestSummary,
  TrialSummary,
  TruthSummary,
} from '../../operating-characteristics/result.ts';
import { truthTable } from '../charts/truth.ts';
import { designSentences, estimateMethodText, methodText, testedText } from '../designWords.ts';
import { plain } from '../format.ts';
import { levelText } from '../levelWords.ts';
import { headlinePoint } from '../lookup.ts';
import { messages } from '../messages/index.ts';
import type { Language, Messages } from '../messages/messages.ts';
import { baseText, localText, parameterName, settingValue } from '../messages/text.ts';
import { truthSentences } from '../truthWords.ts';
import { type Block, heading, list, paragraph, section, table } from './block.ts';
import { programPart } from './programs.ts';

function assayTable(truth: TruthSummary, language: Language): Block[] {
  const words = messages(language).page.assayColumns;
  if (truth.assays.length === 0) return [];
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
  return [
    heading(messages(language).page.assays),
    table({ columns, rows }, { numbersFrom: 1, caption: messages(language).page.assays }),
  ];
}

/** Tests as rows of a table: those of all levels of a factor in one where nothing else tells them apart. */
function testGroups({ tests, trials }: DesignSummary, words: Messages) {
  const groups = new Map<string, { name: string; test: TestSummary; populations: string[] }>();
  for (const test of tests) {
    const alike = [
      test.trial,
      test.basket,
      test.endpoint,
      methodText(test, words),
      levelText(test, trials, words),
    ];
    const key = test.basket === undefined ? JSON.stringify([test.trial, test.name]) : JSON.stringify(alike);
    const population = testedText(test, trials, words);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { name: test.name, test, populations: [population] });
    else {
      group.name = test.basket!;
      group.populations.push(population);
    }
  }
  return [...groups.values()];
}

/** Whether a trial may end before it has all its patients: it decides at looks, or its events may come first. */
const mayEndEarly = ({ monitoring, looks }: TrialSummary) =>
  monitoring !== undefined || looks.some(({ kind }) => kind === 'events' || kind.endsWith(' of'));

/**
 * The trials of a design where fewer patients than they may take are randomised on average. Of several only the sum is known: those that may end
 * early, or all where none is known to.
 */
function fewerOf(result: ScenarioResult, { id, trials }: DesignSummary): ReadonlySet<string> {
  const { index } = headlinePoint(result);
  const row = result.rows.find(
    (one) => one.point === index && one.design === id && one.metric === 'randomised' && one.population === '',
  );
  const most = trials.reduce((sum, { randomised }) => sum + randomised, 0);
  if ((row?.estimate ?? Number.POSITIVE_INFINITY) >= most) return new Set();
  const early = trials.filter(mayEndEarly);
  return new Set((early.length === 0 ? trials : early).map(({ name }) => name));
}

function designPart(result: ScenarioResult, language: Language): Block[] {
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
  return result.designs.flatMap((design) => {
    const rows = testGroups(design, words).map(({ name, test, populations }) => [
      name,
      test.endpoint,
      populations.length === 1 ? populations[0]! : words.design.eachLevel(words.list(populations)),
      methodText(test, words),
      levelText(test, design.trials, words),
      estimateMethodText(test, words),
    ]);
    const title = localText(design.title, language);
    return [
      heading(title),
      list(designSentences(design, result.designs, language, fewerOf(result, design))),
      ...(rows.length === 0 ? [] : [table({ columns, rows }, { caption: words.page.testsOf(title) })]),
    ];
  });
}

/** What was assumed: the truth in words, numbers and picture, the swept values, the designs, and where the assumptions come from. */
export function assumptionsSection(result: ScenarioResult, language: Language, drawn: Set<string>): Block {
  const words = messages(language);
  const point = headlinePoint(result);
  const truth = result.truth.find((entry) => entry.point === point.index);
  const sweep = result.axes.map((axis) =>
    words.page.sweepText(parameterName(axis, words), words.settings(axis.values.map(settingValue))),
  );
  const { description, sources } = result.scenario;
  return section(
    'assumptions',
    words.page.assumptions,
    description === undefined ? null : paragraph(localText(description, language)),
    truth === undefined
      ? null
      : [
          heading(words.page.truthTable),
          ...(sweep.length === 0 ? [] : [paragraph(words.chart.heldNote(baseText(result, words)), 'note')]),
          list(truthSentences(truth, language)),
          table(truthTable(truth, language), { numbersFrom: 4, caption: words.page.truthTable }),
          ...assayTable(truth, language),
        ],
    drawn.has('truth') ? { kind: 'figure', name: 'truth' } : null,
    sweep.length === 0 ? null : [heading(words.page.sweep), list(sweep)],
    result.axes.length === 0 ? null : paragraph(words.page.designsNote, 'note'),
    designPart(result, language),
    programPart(result, language),
    heading(words.page.sources),
    sources.length === 0
      ? paragraph(words.page.noSources)
      : list(sources.map((source) => localText(source, language))),
  );
}
