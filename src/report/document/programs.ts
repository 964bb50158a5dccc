import type { ProgramSummary, ScenarioResult } from '../../operating-characteristics/result.ts';
import { markOf, nothing } from '../headline.ts';
import { rowOf } from '../lookup.ts';
import { messages } from '../messages/index.ts';
import type { Language } from '../messages/messages.ts';
import { localText } from '../messages/text.ts';
import { estimateText, intervalText, mcseText, quantityName } from '../metrics.ts';
import { programSentences } from '../programWords.ts';
import { resultWords } from '../resultWords.ts';
import { type Block, type Cell, details, heading, list, table } from './block.ts';

const VERDICTS = ['right claim probability', 'false claim probability', 'missed benefit probability'];
const SPENT = ['randomised', 'screened', 'events', 'months to analysis', 'cost'];

/** What can be said of a program, in the order of the table: metric and analysis. */
function quantitiesOf(
  result: ScenarioResult,
  programs: readonly ProgramSummary[],
  point: number,
): [string, string][] {
  const ends = [...new Set(programs.flatMap((program) => program.ends))];
  const later = result.rows.filter(
    (row) =>
      row.point === point &&
      (row.metric === 'probability of reaching' || row.metric === 'replication probability') &&
      programs.some(({ id }) => id === row.design),
  );
  const steps = [
    ...new Map(
      later.map((row) => [`${row.metric}/${row.analysis}`, [row.metric, row.analysis] as [string, string]]),
    ).values(),
  ];
  return [
    ...ends.map((end): [string, string] => ['claim probability', end]),
    ...VERDICTS.map((metric): [string, string] => [metric, '']),
    ...steps,
    ...SPENT.map((metric): [string, string] => [metric, '']),
  ];
}

/** Programs side by side at a point; null without programs. */
export function programTable(result: ScenarioResult, language: Language, point: number): Block | null {
  const programs = result.programs ?? [];
  if (programs.length === 0) return null;
  const words = resultWords(result, language);
  const titles = new Map(result.designs.map(({ id, title }) => [id, localText(title, language)]));
  // `confirm-A: A+` is a test of a design: the reader knows the design by its title.
  const called = (analysis: string) => {
    const [design, ...rest] = analysis.split(': ');
    const title = titles.get(design!) ?? design!;
    return rest.length === 0 ? title : words.panel(title, rest.join(': '));
  };
  const rows = quantitiesOf(result, programs, point).flatMap(([metric, analysis]) => {
    const own = programs.map(({ id }) => rowOf(result, point, id, analysis, metric));
    // A cost of zero is a scenario without unit costs, not a free program.
    if (own.every((row) => row === undefined || (metric === 'cost' && row.estimate === 0))) return [];
    const cells = programs.map((program, p): Cell => {
      const row = own[p];
      if (row === undefined) return nothing;
      const mcse = mcseText(row);
      const small = [intervalText(row, words), mcse === null ? null : `${words.page.mcse} ${mcse}`];
      return {
        text: estimateText(row, words),
        tag: markOf(result, point, { metric, analysis }, program, programs, words),
        small: small.filter((text) => text !== null),
      };
    });
    return [[quantityName(metric, called(analysis), words), ...cells]];
  });
  return table(
    { columns: [words.page.quantity, ...programs.map(({ title }) => localText(title, language))], rows },
    { numbersFrom: 1, rowHeads: true, caption: words.programs.caption },
  );
}

/** The steps of every program in words. */
export function programPart(result: ScenarioResult, language: Language): Block[] {
  const programs = result.programs ?? [];
  if (programs.length === 0) return [];
  return [
    heading(messages(language).programs.title),
    ...programs.map((program) =>
      details(localText(program.title, language), list(programSentences(program, result.designs, language))),
    ),
  ];
}
