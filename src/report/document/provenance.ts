import type { ScenarioResult } from '../../operating-characteristics/result.ts';
import { messages } from '../messages/index.ts';
import type { Language } from '../messages/messages.ts';
import { warningGroups } from '../warningWords.ts';
import { type Block, details, facts, heading, list, paragraph, section } from './block.ts';
import { replicatesText } from './methods.ts';

/** A word of a command line, in single quotes where a shell would see more than a word. */
function quoted(word: string): string {
  return /^[\w./:=@-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/**
 * The command that gives the same results. The number of replicates is named unless a stopping precision, which is in the scenario
 * file, decided it.
 */
export function reproduceCommand(result: ScenarioResult, file: string): string {
  const counts = new Set(result.points.map((point) => point.replicates));
  const replicates =
    result.simulation.precision === undefined && counts.size === 1
      ? ['--replicates', String([...counts][0])]
      : [];
  return [
    'npx',
    'markersim',
    'run',
    quoted(file),
    ...replicates,
    '--seed',
    quoted(result.simulation.seed),
  ].join(' ');
}

/** One line a design and kind; every count to be opened. */
function warningsPart(result: ScenarioResult, language: Language): Block[] {
  const words = messages(language).page;
  const groups = warningGroups(result, language);
  if (groups.length === 0) return [paragraph(words.noWarnings)];
  const counts = groups.flatMap((group) => group.details);
  const all = counts.length === 0 ? [] : [details(words.warningDetails(counts.length), list(counts))];
  return [list(groups.map(({ summary }) => summary)), ...all];
}

/** Counted troubles: nothing fails silently. */
export function warningsSection(result: ScenarioResult, language: Language): Block {
  return section('warnings', messages(language).page.warnings, ...warningsPart(result, language));
}

/** Which scenario, seed and version made the report, and how to make it again. */
export function provenanceSection(result: ScenarioResult, language: Language, file: string): Block {
  const words = messages(language);
  const names = words.page.provenanceRows;
  const { scenario, simulation } = result;
  const rows: [string, string][] = [
    [names.scenario, scenario.id],
    [names.hash, scenario.hash],
    [names.seed, simulation.seed],
    [names.replicates, replicatesText(result, language)],
    [names.batch, String(simulation.batch)],
    [names.streams, words.page.streams[simulation.streams]],
    [names.version, result.version],
    [names.format, result.format],
  ];
  if (simulation.precision !== undefined) {
    rows.push([
      names.precision,
      words.settings(Object.entries(simulation.precision).map(([metric, mcse]) => `${metric} ${mcse}`)),
    ]);
  }
  return section(
    'provenance',
    words.page.provenance,
    facts(rows),
    heading(words.page.reproduce),
    paragraph(words.page.reproduceText),
    { kind: 'code', text: reproduceCommand(result, file) },
  );
}
