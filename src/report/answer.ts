import type { ScenarioResult } from '../operating-characteristics/result.ts';
import { askedSentences } from './asked.ts';
import { type Alternative, burdensOf, type Comparison, comparisonOf, harmOf } from './comparison.ts';
import { testText } from './designWords.ts';
import { headline } from './headline.ts';
import { patientGroups, sameHypothesis, testedIn } from './hypothesis.ts';
import { beyondError, pairedDifference, rowOf, testOf } from './lookup.ts';
import { messages } from './messages/index.ts';
import type { Language, Messages } from './messages/messages.ts';
import { baseText, localText } from './messages/text.ts';
import { fullText, lessIsBetter, quantityName } from './metrics.ts';
import { resultWords } from './resultWords.ts';
import { criterionText, verdictOf } from './verdict.ts';

/** The answer in words, with its uncertainty, and the warnings that belong to it. */
export interface Answer {
  /** The point of the sweep that the sentences speak of, and on what designs are compared; '' without either. */
  setting: string;
  sentences: string[];
  /** How many of the sentences come first: what the scenario asks for, and what ranks the designs. */
  first: number;
  warnings: string[];
}

/** What goes with a criterion and is told of every design beside it. */
const beside: Readonly<Record<string, string[]>> = {
  'right claim probability': ['false claim probability'],
  'right set': ['familywise error'],
};

/** Burdens that prose speaks of. */
const spoken = (result: ScenarioResult) =>
  burdensOf(result).filter(({ metric }) => metric !== 'events' && metric !== 'months to last patient');

/** Where the ranking does not decide: which design needs fewest patients, months or money, beyond error. */
function cheapestSentence(result: ScenarioResult, language: Language): string[] {
  const words = messages(language);
  const { columns, rows } = headline(result, language, result.base);
  const designs = rows.flatMap(({ design, cells }) => {
    const marks = columns.flatMap(({ metric, name }, i) => {
      const mark = lessIsBetter.has(metric) ? cells[i]!.mark : null;
      return mark === null ? [] : [{ mark, quantity: name }];
    });
    return marks.length === 0 ? [] : [words.answer.cheapest(design, marks)];
  });
  return designs.length === 0 ? [] : [words.answer.cheapestOf(designs)];
}

/** What an alternative changes against the first one, differences beyond error first and the rest named as undecided. */
function against(
  result: ScenarioResult,
  point: number,
  one: Alternative,
  reference: Alternative,
  { by }: Comparison,
  words: Messages,
) {
  const clear: string[] = [];
  const same: string[] = [];
  const compare = (metric: string, analysis: string) => {
    const row = pairedDifference(result, point, one.id, reference.id, analysis, metric);
    if (row === undefined || row.estimate === null) return;
    const name = words.inSentence(quantityName(metric, analysis, words));
    if (beyondError(row) !== 0) clear.push(words.answer.change(name, fullText(row, words)));
    else if (row.estimate !== 0) same.push(name);
  };
  if (by !== null) {
    compare(by.metric, by.analysis);
    for (const metric of beside[by.metric] ?? []) compare(metric, by.analysis);
  }
  for (const { metric, analysis } of spoken(result)) compare(metric, analysis);
  return [
    ...(clear.length === 0 ? [] : [words.list(clear)]),
    ...(same.length === 0 ? [] : [words.answer.same(words.list(same))]),
  ];
}

/** The point of the sweep, and what the designs are compared by. */
function settingText(result: ScenarioResult, comparison: Comparison, language: Language): string {
  const words = messages(language);
  const { by, kind, among, test } = comparison;
  const compared = result.designs.flatMap((design) => (test === null ? [] : (testOf(design, test) ?? [])))[0];
  const meaning =
    by === null
      ? undefined
      : by.metric === 'power'
        ? // Of all designs, whatever each enrols.
          compared && testText(compared, [], words)
        : words.answer.meanings[by.metric];
  return words.sentences([
    ...(result.axes.length === 0 ? [] : [words.answer.at(baseText(result, words))]),
    ...(by === null || meaning === undefined || among.length < 2
      ? []
      : [
          words.answer.compared(kind, criterionText(by, words), meaning),
          ...patientsText(result, comparison, language),
        ]),
  ]);
}

/** Of whom the test is, where designs are compared by the power of one that has other patients in another design. */
function patientsText(result: ScenarioResult, { by, among }: Comparison, language: Language): string[] {
  const words = messages(language);
  if (by?.metric !== 'power') return [];
  const tested = testedIn(result, by.analysis, among);
  if (sameHypothesis(tested)) return [];
  const groups = patientGroups(tested, language);
  return groups.length < 2 ? [] : [words.answer.otherPatients(groups)];
}

/** Where no test is shared: what every design rejects, from the rarest to the most frequent. */
function rangeSentences(result: ScenarioResult, point: number, language: Language): string[] {
  const words = messages(language);
  const told = result.designs.map((design) => ({
    design: localText(design.title, language),
    rates: design.tests.flatMap(({ name }) => {
      const row = rowOf(result, point, design.id, name, 'power');
      return row === undefined || row.estimate === null ? [] : [{ name, row }];
    }),
  }));
  const all = told.flatMap(({ design, rates }) =>
    rates.map(({ name, row }) => ({ design, name, row, harm: harmOf(result, point, name) })),
  );
  const [only] = all;
  if (only === undefined) return [];
  if (all.length === 1) return [words.answer.alone(only.design, only.name, fullText(only.row, words))];
  all.sort((a, b) => a.row.estimate! - b.row.estimate!);
  const text = ({ design, name, row }: (typeof all)[number]) =>
    words.answer.ofDesign(name, design, fullText(row, words));
  const harm = all.every((one) => one.harm);
  return [
    words.answer.range(harm, text(all[0]!), text(all.at(-1)!)),
    ...told.flatMap(({ design, rates }) =>
      rates.length === 0
        ? []
        : [
            words.answer.rates(
              design,
              words.list(rates.map(({ name, row }) => words.answer.design(name, fullText(row, words)))),
            ),
          ],
    ),
  ];
}

/** With what probability alternatives make each of their claims, or a program ends with it. */
function claimSentences(result: ScenarioResult, point: number, language: Language): string[] {
  const words = messages(language);
  const programs = result.programs ?? [];
  const told = (id: string, labels: string[]) =>
    labels.flatMap((label) => {
      const row = rowOf(result, point, id, label, 'claim probability');
      return row === undefined ? [] : [words.answer.claim(label, fullText(row, words))];
    });
  const sentences = [
    ...programs.map(({ id, title, ends }) => [words.answer.ends, title, told(id, ends)] as const),
    ...(programs.length > 1 ? [] : result.designs).map(
      ({ id, title, claims }) => [words.answer.claims, title, told(id, claims)] as const,
    ),
  ];
  return sentences.flatMap(([say, title, texts]) =>
    texts.length === 0 ? [] : [say(localText(title, language), words.list(texts))],
  );
}

/** Programs that end alike are compared by the first end that all have; nothing where there is none. */
function endSentence(
  result: ScenarioResult,
  point: number,
  { kind, among }: Comparison,
  language: Language,
): string[] {
  const words = messages(language);
  if (kind !== 'program') return [];
  const [first, ...others] = result.programs ?? [];
  const label = first?.ends.find((end) => others.every(({ ends }) => ends.includes(end)));
  if (label === undefined) return [];
  const told = among.flatMap(({ id, title }) => {
    const row = rowOf(result, point, id, label, 'claim probability');
    return row === undefined ? [] : [words.answer.design(localText(title, language), fullText(row, words))];
  });
  return [words.answer.endsWith(label, words.list(told))];
}

/** What a program that is alone, and so has no other to be compared with, comes to. */
function programSentences(result: ScenarioResult, point: number, { by }: Comparison, language: Language) {
  const words = resultWords(result, language);
  const programs = result.programs ?? [];
  if (programs.length !== 1) return [];
  return programs.map(({ id, title }) => {
    const wanted = [
      ...(by === null ? [] : [by.metric, ...(beside[by.metric] ?? [])]),
      'randomised',
      'months to analysis',
    ];
    const texts = wanted.flatMap((metric) => {
      const row = rowOf(result, point, id, '', metric);
      if (row === undefined) return [];
      return [words.answer.change(words.inSentence(quantityName(metric, '', words)), fullText(row, words))];
    });
    return words.answer.program(localText(title, language), words.list(texts));
  });
}

/**
 * The answer to the scenario's question as far as numbers give it: what ranks the designs (or the programs, where there are several)
 * first, what each changes against the first, and the claims. Every number stands with its Monte Carlo interval, and a
 * ranking that the Monte Carlo error does not support is said to be unsupported.
 */
export function answerOf(result: ScenarioResult, language: Language): Answer {
  const words = resultWords(result, language);
  const point = result.base;
  const comparison = comparisonOf(result);
  const verdict = verdictOf(result, point, comparison, language);
  const [reference, ...others] = comparison.among;
  const lead =
    verdict !== null
      ? [verdict.sentence]
      : comparison.kind === 'program'
        ? endSentence(result, point, comparison, language)
        : rangeSentences(result, point, language);
  const changes = others.flatMap((one) => {
    const texts = against(result, point, one, reference!, comparison, words);
    if (texts.length === 0) return [];
    const [name, other] = [one, reference!].map(({ title }) => localText(title, language));
    return [words.answer.against(name!, other!, texts)];
  });
  const asked = askedSentences(result, language);
  // What ranks the designs stands where the scenario asks for those numbers, in no words of its own: they are told once. Not where
  // others have them too (a trial of a program with claims of its own), whom the ranking leaves out.
  const ranksAll = (metric: string, analysis: string) =>
    result.rows.every(
      (row) =>
        row.point !== point ||
        row.metric !== metric ||
        row.analysis !== analysis ||
        comparison.among.some(({ id }) => id === row.design),
    );
  const ranks = (result.scenario.answer ?? []).findIndex(
    ({ metric, analysis, point: at, as }) =>
      verdict !== null &&
      at === point &&
      as === undefined &&
      metric === comparison.by?.metric &&
      analysis === comparison.by.analysis &&
      ranksAll(metric, analysis),
  );
  const opening = ranks < 0 ? [...asked, ...lead] : asked.with(ranks, lead[0]!);
  const sentences = [
    ...opening,
    ...(verdict === null || comparison.kind === 'program' ? [] : cheapestSentence(result, language)),
    ...programSentences(result, point, comparison, language),
    ...changes,
    ...claimSentences(result, point, language),
  ];
  return {
    setting: settingText(result, verdict === null ? { ...comparison, by: null } : comparison, language),
    sentences: sentences.length === 0 ? [words.answer.nothing] : sentences,
    first: ranks < 0 ? asked.length + Math.min(1, lead.length) : asked.length,
    warnings: verdict?.warnings ?? [],
  };
}
