import type { AnswerRequest, Axis, ResultRow, ScenarioResult } from '../operating-characteristics/result.ts';
import { type Alternative, harmOf } from './comparison.ts';
import { rowsOf, testOf } from './lookup.ts';
import { messages } from './messages/index.ts';
import type { Language } from './messages/messages.ts';
import { estimandName, localText, parameterName, settingsText } from './messages/text.ts';
import { burdens, fullText, quantityName } from './metrics.ts';
import { resultWords } from './resultWords.ts';
import { type Dimension, pointsAlong } from './sweep.ts';

/** Metrics on the scale of the estimate, which is told with them. */
const SCALED = ['bias', 'mean estimate'];

interface Told {
  of: Alternative;
  row: ResultRow;
}

/** `all (target mix)` of two arms is written for `all at the target mix` of one, and the other way round. */
export const sameEstimand = (a: string, b: string) =>
  [a, b]
    .map((name) => name.replace(/ \(target mix\)$/, ' at the target mix'))
    .every((name, _, [first]) => name === first);

/** The quantity's rows, of every design and program that has it; of several programs what they spend is theirs, not that of their trials. */
function rowsOfRequest(result: ScenarioResult, request: AnswerRequest): Told[] {
  const { metric, analysis, estimand, point } = request;
  const programs = result.programs ?? [];
  const ofPrograms = programs.length > 1 && burdens.includes(metric);
  return [...(ofPrograms ? [] : result.designs), ...programs].flatMap((of) => {
    const rows = rowsOf(result, point, of.id, analysis, metric);
    const row = estimand === null ? rows[0] : rows.find((one) => sameEstimand(one.reference_kind, estimand));
    return row === undefined || row.estimate === null ? [] : [{ of, row }];
  });
}

/** What is told, in words: the quantity with its test, scale and estimand; of a rejection where nothing works at some or any of the points, that it is false there. */
function quantityText(result: ScenarioResult, request: AnswerRequest, points: number[], language: Language) {
  const { metric, analysis, estimand } = request;
  const words = resultWords(result, language);
  const harm = metric === 'power' ? points.filter((point) => harmOf(result, point, analysis)) : [];
  if (harm.length > 0 && harm.length === points.length) return words.answer.falseRejection(analysis);
  const name = harm.length > 0 ? words.powerOrError(analysis) : quantityName(metric, analysis, words);
  const test = result.designs.flatMap((design) => testOf(design, analysis) ?? [])[0];
  const scale = test === undefined ? undefined : (words.measures[test.measure] ?? test.measure);
  const scaled = scale !== undefined && SCALED.includes(metric) ? words.answer.onScale(name, scale) : name;
  return estimand === null
    ? scaled
    : words.answer.heldAgainst(scaled, estimandName(estimand.replace(/^estimand: /, ''), words));
}

/** Axes on which a point stands elsewhere than the scenario file. */
function movedAxes(result: ScenarioResult, point: number): Axis[] {
  const [base, values] = [result.points[result.base]!.values, result.points[point]!.values];
  return result.axes.filter(({ name }) => values[name] !== base[name]);
}

/** What the scenario's `answer` asks for, a sentence each; one that the result does not hold is said to be missing. */
export function askedSentences(result: ScenarioResult, language: Language): string[] {
  return answers(result, language).map(({ text }) => text);
}

/** The sentences of what the result does not hold, with what it holds in its place. */
export function missingAnswers(result: ScenarioResult, language: Language): string[] {
  return answers(result, language).flatMap(({ missing, text }) => (missing ? [text] : []));
}

/** Names of the estimands that results hold the metric against, as `answer` would have to write them. */
function estimandsThere(result: ScenarioResult, { metric, analysis, point }: AnswerRequest): string[] {
  const kinds = result.designs.flatMap(({ id }) =>
    rowsOf(result, point, id, analysis, metric).map((row) => row.reference_kind),
  );
  return [...new Set(kinds)].flatMap((kind) => (kind.startsWith('estimand: ') ? [kind.slice(10)] : []));
}

function answers(result: ScenarioResult, language: Language): { missing: boolean; text: string }[] {
  const words = messages(language);
  return (result.scenario.answer ?? []).map((request) => {
    const told = rowsOfRequest(result, request);
    // The author's words are about this truth: along a sweep the quantity is called by its name.
    const quantity =
      request.as === undefined
        ? quantityText(result, request, told.length > 0 ? [request.point] : [], language)
        : localText(request.as, language);
    if (told.length === 0) {
      const there = request.estimand === null ? [] : estimandsThere(result, request);
      return { missing: true, text: words.answer.notThere(quantity, there) };
    }
    if (request.reaches !== undefined)
      return { missing: false, text: reachedText(result, request, request.reaches, quantity, language) };
    const text = words.answer.asked(
      quantity,
      settingsText(result, result.points[request.point]!.values, words, movedAxes(result, request.point)),
      words.list(
        told.map(({ of, row }) => words.answer.design(localText(of.title, language), fullText(row, words))),
      ),
    );
    return { missing: false, text };
  });
}

/** Between which points of a walk each design comes to what it has elsewhere, as far as the Monte Carlo errors can tell. */
function reachedText(
  result: ScenarioResult,
  request: AnswerRequest,
  { points, as }: NonNullable<AnswerRequest['reaches']>,
  quantity: string,
  language: Language,
): string {
  const words = messages(language);
  const valuesAt = (point: number, axes?: Axis[]) =>
    settingsText(result, result.points[point]!.values, words, axes);
  const [first, last] = [points[0]!, points.at(-1)!].map((point) => result.points[point]!.values);
  const walked = result.axes.filter(({ name }) => first![name] !== last![name]);
  const told = rowsOfRequest(result, { ...request, point: as }).map(({ of, row: aim }) => {
    const rows = points.map(
      (point) => rowsOfRequest(result, { ...request, point }).find((one) => one.of.id === of.id)?.row,
    );
    const sides = rows.map((row) => (row === undefined ? 0 : sideOf(row, aim)));
    // The first two that lie on different sides, and none between them on either.
    const after = sides.findIndex(
      (side, i) => side !== 0 && sides.slice(0, i).findLast((before) => before !== 0) === -side,
    );
    const before = sides.slice(0, Math.max(0, after)).findLastIndex((side) => side !== 0);
    const end = (i: number) => ({ at: valuesAt(points[i]!, walked), value: fullText(rows[i]!, words) });
    return words.answer.reached({
      design: localText(of.title, language),
      value: fullText(aim, words),
      as: valuesAt(as),
      ends: after < 0 ? null : [end(before), end(after)],
      walked: words.list(walked.map((axis) => parameterName(axis, words))),
    });
  });
  const held = movedAxes(result, request.point).filter((axis) => !walked.includes(axis));
  return words.answer.asked(quantity, valuesAt(request.point, held), words.list(told));
}

/** Whether a value lies above another for certain (1), below (-1), or neither: their intervals do not meet. */
function sideOf(row: ResultRow, aim: ResultRow): -1 | 0 | 1 {
  const [low, high] = [aim.lower ?? aim.estimate!, aim.upper ?? aim.estimate!];
  if ((row.lower ?? row.estimate!) > high) return 1;
  return (row.upper ?? row.estimate!) < low ? -1 : 0;
}

/** What the scenario's `answer` asks for along a dimension of the sweep: the text of each design at each step. */
interface AskedAlong {
  /** The quantity, and where the values stand that the dimension does not walk, if not as in the file. */
  quantity: string;
  designs: { title: string; texts: string[] }[];
}

/**
 * The quantities that `answer` names along a dimension, the other swept values where they were asked for, so that one of the steps is
 * the one of the answer; each once however often it is asked for there.
 */
export function askedAlong(result: ScenarioResult, dimension: Dimension, language: Language): AskedAlong[] {
  const words = messages(language);
  const requests = result.scenario.answer ?? [];
  const key = ({ metric, analysis, estimand, point }: AnswerRequest) =>
    [metric, analysis, estimand, pointsAlong(dimension, point)[0]].join('\n');
  const distinct = requests.filter((one, i) => requests.findIndex((other) => key(other) === key(one)) === i);
  const walked = dimension.axes.map(({ name }) => name);
  return distinct.flatMap((request) => {
    const points = pointsAlong(dimension, request.point);
    const at = points.map((point) => rowsOfRequest(result, { ...request, point }));
    const designs = [...result.designs, ...(result.programs ?? [])].filter(({ id }) =>
      at.some((told) => told.some(({ of }) => of.id === id)),
    );
    // A quantity that is there at one step only (a false claim where there is none at the others) is not followed.
    if (designs.length === 0 || at.filter((told) => told.length > 0).length < 2) return [];
    const held = movedAxes(result, request.point).filter(({ name }) => !walked.includes(name));
    const { values } = result.points[request.point]!;
    const quantity = words.answer.askedAlong(
      quantityText(result, request, points, language),
      settingsText(result, values, words, held),
    );
    const rows = designs.map(({ id, title }) => ({
      title: localText(title, language),
      texts: at.map((told) => {
        const row = told.find(({ of }) => of.id === id)?.row;
        return row === undefined ? words.notAvailable : fullText(row, words);
      }),
    }));
    return [{ quantity, designs: rows }];
  });
}
