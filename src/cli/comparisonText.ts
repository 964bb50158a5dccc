import type { ResultRow, ScenarioResult } from '../operating-characteristics/result.ts';
import type { ComparedRow, Comparison } from '../report/compare.ts';
import { replicatesText } from '../report/document/methods.ts';
import { plain } from '../report/format.ts';
import { localised } from '../report/localised.ts';
import type { Language } from '../report/messages/messages.ts';
import { estimandName, localText, populationName, settingsText } from '../report/messages/text.ts';
import { estimateText, mcseText, quantityName, valueText } from '../report/metrics.ts';
import { resultWords } from '../report/resultWords.ts';
import { say } from './say.ts';
import { tableText } from './table.ts';

/** A result with the folder that it was read from. */
export interface NamedResult {
  folder: string;
  result: ScenarioResult;
}

/** What a row is of, or its computed value, as reports name it. */
function namesOf(
  result: ScenarioResult,
  language: Language,
): (row: ResultRow, computed?: boolean) => string[] {
  const shown = localised(result, language);
  const words = resultWords(result, language);
  const rows = new Map(result.rows.map((row, i) => [row, shown.rows[i]!]));
  const titles = new Map(
    [...result.designs, ...(result.programs ?? [])].map(({ id, title }) => [id, localText(title, language)]),
  );
  return (raw, computed = false) => {
    const { design, analysis, metric, population, reference_kind } = rows.get(raw)!;
    const { values } = result.points[raw.point]!;
    const estimand = reference_kind.startsWith('estimand: ')
      ? estimandName(reference_kind.slice('estimand: '.length), words)
      : null;
    const of = estimand ?? (analysis === '' && population !== '' ? populationName(population, words) : null);
    const method = words.references[estimand === null ? reference_kind : 'true value'] ?? reference_kind;
    // A true value is one number, whichever metric is held against it.
    const quantity =
      computed && estimand !== null ? words.ofTest(method, analysis) : quantityName(metric, analysis, words);
    const how = computed && estimand === null ? method : '';
    const [b, a] = design.split(' vs ').map((id) => titles.get(id) ?? id);
    return [
      ...(result.axes.length === 0 ? [] : [settingsText(shown, values, words)]),
      a === undefined ? b! : words.versus(b!, a),
      [of ?? '', how].reduce((text, more) => (more === '' ? text : words.bracket(text, more)), quantity),
    ];
  };
}

/** `B - A` with the error of the difference of two independent runs. */
function numbersOf({ a, b, difference, mcse, distance }: ComparedRow, words: ReturnType<typeof resultWords>) {
  const metric = a.metric.endsWith(' difference') ? a.metric : `${a.metric} difference`;
  const half = mcse === null ? null : 1.96 * mcse;
  return [
    estimateText(a, words),
    estimateText(b, words),
    valueText(difference, metric, half, words),
    mcse === null || mcse === 0 ? '' : mcseText({ metric, mcse, lower: -half!, upper: half })!,
    distance === null ? '' : distance === Number.POSITIVE_INFINITY ? '\u221e' : distance.toFixed(1),
  ];
}

/** Both computed values of a row, with as many digits as show that they differ. */
function computedTexts({ a, b }: ComparedRow, words: ReturnType<typeof resultWords>): string[] {
  const values = [a.reference, b.reference];
  const metric = a.reference_kind.startsWith('estimand: ') ? 'mean estimate' : a.metric;
  const texts = values.map((value) => valueText(value, metric, 1e-4, words));
  return texts[0] === texts[1] ? values.map((value) => plain(value!, 9)) : texts;
}

/** Rows whose computed values differ, the farthest apart first; a true value that several metrics are held against once. */
function computedTable(
  rows: ComparedRow[],
  names: (row: ResultRow, computed: boolean) => string[],
  words: ReturnType<typeof resultWords>,
): string[][] {
  const far = ({ a, b }: ComparedRow) =>
    a.reference === null || b.reference === null
      ? Number.POSITIVE_INFINITY
      : Math.abs(b.reference - a.reference) / Math.max(Math.abs(a.reference), Math.abs(b.reference));
  const lines = rows
    .filter(({ computedDiffers }) => computedDiffers)
    .map((row) => ({ row, far: far(row) }))
    .sort((x, y) => (x.far === y.far ? 0 : y.far - x.far))
    .map(({ row }) => [...names(row.a, true), ...computedTexts(row, words)]);
  return [...new Map(lines.map((line) => [line.join('\n'), line])).values()];
}

/** One line on who made a result: what differs between two is seen here first. */
const madeBy = ({ folder, result }: NamedResult, language: Language): string =>
  say(language, '{folder}: {id}, {replicates} replicates, seed {seed}, MarkerSim {version}', {
    folder,
    id: result.scenario.id,
    replicates: replicatesText(result, language),
    seed: result.simulation.seed,
    version: result.version,
  });

/** A comparison of two results for a terminal; `most` rows of each table, 0 for all. */
export function comparisonText(
  { sameScenario, rows, beyond, limit, onlyInA, onlyInB }: Comparison,
  a: NamedResult,
  b: NamedResult,
  most: number,
  language: Language,
): string {
  const words = resultWords(a.result, language);
  const names = namesOf(a.result, language);
  const first = <T>(all: T[]): T[] => all.slice(0, most === 0 ? undefined : most);
  const what = [...(a.result.axes.length === 0 ? [] : ['point']), 'design', 'quantity'];
  const table = (head: string[], body: string[][]) =>
    body.length === 0
      ? ''
      : tableText(
          [...what, ...head].map((name) => say(language, name)),
          body,
        );
  const differing = rows.filter(({ distance }) => distance === null || distance > 0);
  const computed = computedTable(rows, names, words);
  const only = onlyInA.length + onlyInB.length;
  return [
    `A: ${madeBy(a, language)}\nB: ${madeBy(b, language)}`,
    say(language, sameScenario ? 'The same scenario.' : 'Different scenarios (their hashes differ).'),
    say(language, '{rows} rows compared: {differing} differ, {beyond} beyond Monte Carlo error.', {
      rows: rows.length,
      differing: differing.length,
      beyond,
    }),
    rows.length === 0
      ? say(language, 'They have no quantity in common: same truth, design, test and metric, by their names.')
      : say(
          language,
          'Beyond error is z above {limit}: two runs of one truth have any such row in one comparison of 20.',
          { limit: limit.toFixed(1) },
        ),
    beyond === differing.length || a.result.simulation.seed !== b.result.simulation.seed
      ? ''
      : say(
          language,
          'Both have the same seed: where they simulate the same they share random numbers, and differ by less than the MCSE says.',
        ),
    only === 0
      ? ''
      : say(language, 'Not compared: {a} rows only in A, {b} only in B.', {
          a: onlyInA.length,
          b: onlyInB.length,
        }),
    table(
      ['A', 'B', 'B - A', 'MCSE', 'z', ''],
      first(differing).map((row) => [
        ...names(row.a),
        ...numbersOf(row, words),
        row.beyondError ? words.page.beyond : row.distance === null ? '' : words.page.within,
      ]),
    ),
    computed.length === 0 ? '' : say(language, 'Computed values that differ: {n}.', { n: computed.length }),
    table(['computed in A', 'computed in B'], first(computed)),
  ]
    .filter(Boolean)
    .join('\n');
}
