import type { Point, ResultRow, ScenarioResult } from '../../operating-characteristics/result.ts';
import { comparisonOf, nameAt } from '../comparison.ts';
import { type HeadlineCell, headline } from '../headline.ts';
import { patientGroups, testedIn } from '../hypothesis.ts';
import { beyondError, headlinePoint, pairedDesigns, testNames } from '../lookup.ts';
import { messages } from '../messages/index.ts';
import type { Language } from '../messages/messages.ts';
import { baseText, localText, settingsText } from '../messages/text.ts';
import { estimateText, intervalText, mcseText } from '../metrics.ts';
import { resultWords } from '../resultWords.ts';
import { type Block, type Cell, details, heading, paragraph, section, table } from './block.ts';
import { programTable } from './programs.ts';

/** Points whose comparison a report holds; a larger sweep has the rest in its data files, and the report says so. */
const mostPoints = 40;

/** Rows of paired differences beyond which they are told at the base point only: they take as much room as the rest of the page. */
const mostPaired = 900;

/** Rows of one point beyond which only differences from the first design, or program, are told. */
const mostPairs = 300;

/** The points that the comparison can be read at. */
function comparedPoints(result: ScenarioResult): Point[] {
  return result.points.length <= mostPoints ? result.points : [headlinePoint(result)];
}

function cellOf({ estimate, interval, mcse, mark }: HeadlineCell, language: Language): Cell {
  const small = interval === null ? [] : [interval];
  if (mcse !== null) small.push(`${messages(language).page.mcse} ${mcse}`);
  return { text: estimate, tag: mark, small };
}

/** Quantities down, designs across: designs are few and quantities many, so that it also fits a phone. */
export function comparisonTable(
  result: ScenarioResult,
  language: Language,
  point: number,
  caption = messages(language).page.comparison,
): Block {
  const words = messages(language);
  const { columns, rows } = headline(result, language, point);
  return table(
    {
      columns: [words.page.quantity, ...rows.map(({ design }) => design)],
      rows: columns.map(({ name }, index) => [
        name,
        ...rows.map(({ cells }) => cellOf(cells[index]!, language)),
      ]),
    },
    { numbersFrom: 1, rowHeads: true, caption },
  );
}

/** Paired differences of a point but the ones that are zero by design. */
function differencesAt(result: ScenarioResult, point: number): ResultRow[] {
  return result.rows.filter(
    (row) =>
      row.point === point &&
      row.metric.endsWith(' difference') &&
      row.estimate !== null &&
      !(row.estimate === 0 && (row.mcse ?? 0) === 0),
  );
}

function pairedTable(result: ScenarioResult, language: Language, point: number): Block | null {
  const words = resultWords(result, language);
  const titles = new Map(
    [...result.designs, ...(result.programs ?? [])].map(({ id, title }) => [id, localText(title, language)]),
  );
  const all = differencesAt(result, point);
  const firsts = [result.designs[0]?.id, result.programs?.[0]?.id];
  const told =
    all.length <= mostPairs ? all : all.filter(({ design }) => firsts.includes(design.split(' vs ')[1]));
  const rows = told.map((row) => {
    const [b, a] = row.design.split(' vs ');
    return [
      words.versus(titles.get(b!) ?? b!, titles.get(a!) ?? a!),
      nameAt(
        result,
        point,
        { metric: row.metric.replace(/ difference$/, ''), analysis: row.analysis },
        words,
      ),
      estimateText(row, words),
      mcseText(row) ?? '',
      intervalText(row, words) ?? '',
      beyondError(row) === 0 ? words.page.within : words.page.beyond,
    ];
  });
  if (rows.length === 0) return null;
  const columns = [
    words.chart.design,
    words.page.quantity,
    words.page.differenceColumn,
    words.page.mcse,
    words.chart.monteCarlo,
    words.page.judged,
  ];
  return details(
    words.page.paired,
    paragraph(words.page.pairedNote, 'note'),
    told.length < all.length ? paragraph(words.page.otherPairs(all.length - told.length), 'note') : null,
    table({ columns, rows }, { caption: words.page.paired }),
  );
}

function pointPart(result: ScenarioResult, language: Language, point: Point, everywhere: boolean): Block {
  const words = messages(language);
  const shown = point.index === result.base;
  const title = shown ? baseText(result, words) : settingsText(result, point.values, words);
  const paired = shown || everywhere ? pairedTable(result, language, point.index) : null;
  const programs = programTable(result, language, point.index);
  return {
    kind: 'point',
    point: point.index,
    shown,
    content: [
      ...(title === '' ? [] : [paragraph(words.standing(title), 'note')]),
      ...(programs === null ? [] : [heading(words.programs.caption), programs, heading(words.page.designs)]),
      comparisonTable(result, language, point.index),
      ...(paired === null ? [] : [paired]),
    ],
  };
}

/** Tests whose power has no best, being of other patients in another design; not the one that designs are compared by. */
function unmarkedTests(result: ScenarioResult, language: Language): string[] {
  const { by } = comparisonOf(result);
  return testNames(result).flatMap((name) => {
    const tested = testedIn(result, name, pairedDesigns(result));
    const groups = patientGroups(tested, language);
    const compared = by?.metric === 'power' && by.analysis === name;
    return compared || groups.length < 2 ? [] : [messages(language).answer.unmarked(name, groups)];
  });
}

/** The comparison of designs, at every point of the sweep; the base point is the one that is shown first. */
export function comparisonSection(result: ScenarioResult, language: Language): Block {
  const words = messages(language);
  const shown = comparedPoints(result);
  const everywhere = shown.length * differencesAt(result, result.base).length <= mostPaired;
  return section(
    'comparison',
    words.page.comparison,
    shown.map((point) => pointPart(result, language, point, everywhere)),
    paragraph(words.sentences([words.page.comparisonNote, ...unmarkedTests(result, language)]), 'note'),
    shown.length < result.points.length
      ? paragraph(words.page.otherPoints(result.points.length - shown.length), 'note')
      : null,
  );
}
