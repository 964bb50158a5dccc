import type { AnswerRequest, ResultRow, ScenarioResult } from '../operating-characteristics/result.ts';
import { type Alternative, harmOf } from './comparison.ts';
import { rowsOf, testOf } from './lookup.ts';
import { messages } from './messages/index.ts';
import type { Language } from './messages/messages.ts';
import { estimandName, localText, settingsText } from './messages/text.ts';
import { fullText, quantityName } from './metrics.ts';
import { resultWords } from './resultWords.ts';

/** Metrics on the scale of the estimate, which is told with them. */
const SCALED = ['bias', 'mean estimate'];

interface Told {
  of: Alternative;
  row: ResultRow;
}

/** The quantity's rows, of every design and program that has it. */
function rowsOfRequest(result: ScenarioResult, request: AnswerRequest): Told[] {
  const { metric, analysis, estimand, point } = request;
  return [...result.designs, ...(result.programs ?? [])].flatMap((of) => {
    const rows = rowsOf(result, point, of.id, analysis, metric);
    const row = estimand === null ? rows[0] : rows.find((one) => one.reference_kind === estimand);
    return row === undefined || row.estimate === null ? [] : [{ of, row }];
  });
}

/** What is told, in words: the quantity with its test, scale and estimand; of a rejection where nothing works, that it is false. */
function quantityText(result: ScenarioResult, request: AnswerRequest, told: Told[], language: Language) {
  const { metric, analysis, estimand, point } = request;
  const words = resultWords(result, language);
  if (metric === 'power' && told.length > 0 && harmOf(result, point, analysis))
    return words.answer.falseRejection(analysis);
  const name = quantityName(metric, analysis, words);
  const test = result.designs.flatMap((design) => testOf(design, analysis) ?? [])[0];
  const scale = test === undefined ? undefined : (words.measures[test.measure] ?? test.measure);
  const scaled = scale !== undefined && SCALED.includes(metric) ? words.answer.onScale(name, scale) : name;
  return estimand === null
    ? scaled
    : words.answer.heldAgainst(scaled, estimandName(estimand.replace(/^estimand: /, ''), words));
}

/** What the scenario's `answer` asks for, a sentence each; one that the result does not hold is said to be missing. */
export function askedSentences(result: ScenarioResult, language: Language): string[] {
  const words = messages(language);
  const base = result.points[result.base]!.values;
  return (result.scenario.answer ?? []).map((request) => {
    const told = rowsOfRequest(result, request);
    const quantity = quantityText(result, request, told, language);
    if (told.length === 0) return words.answer.notThere(quantity);
    const { values } = result.points[request.point]!;
    const elsewhere = result.axes.filter(({ name }) => values[name] !== base[name]);
    return words.answer.asked(
      quantity,
      settingsText(result, values, words, elsewhere),
      words.list(
        told.map(({ of, row }) => words.answer.design(localText(of.title, language), fullText(row, words))),
      ),
    );
  });
}
