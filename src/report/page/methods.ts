import type { ScenarioResult } from '../../operating-characteristics/result.ts';
import { checksOf } from '../checks.ts';
import { fixed, signed } from '../format.ts';
import { messages } from '../messages/index.ts';
import type { Language } from '../messages/messages.ts';
import { localText, settingsText } from '../messages/text.ts';
import { fullText, quantityName, valueText } from '../metrics.ts';
import { details, facts, list, paragraph, section, table } from './html.ts';

/** Checks written into the page; the rest are in the data files, and the page says so. */
const mostChecks = 200;

/** Replicates as text: one number, or the range over the points. */
export function replicatesText(result: ScenarioResult, language: Language): string {
  const counts = result.points.map((point) => point.replicates);
  const low = Math.min(...counts);
  const high = Math.max(...counts);
  return low === high ? fixed(low, 0) : messages(language).interval(fixed(low, 0), fixed(high, 0));
}

/** How the numbers were made, what they mean, and the conventions of sign and unit. */
export function methodsSection(result: ScenarioResult, language: Language): string {
  const words = messages(language);
  const text = words.page.methodsText({
    replicates: replicatesText(result, language),
    points: words.page.truths(result.points.length),
    common: result.simulation.streams === 'common',
    seed: result.simulation.seed,
  });
  return [
    section(
      'methods',
      words.page.methods,
      ...text.map((line) => paragraph(line)),
      facts(words.page.definitions.map(({ term, text: meaning }) => [term, meaning])),
    ),
    section('conventions', words.page.conventions, list(words.page.conventionsText)),
  ].join('\n');
}

/** Simulated values beside closed forms, the farthest apart first. */
export function checksSection(result: ScenarioResult, language: Language): string {
  const words = messages(language);
  const checks = checksOf(result);
  if (checks.length === 0) return section('checks', words.page.checks, paragraph(words.page.noChecks));
  const known = checks.filter(({ distance }) => distance !== null);
  const titles = new Map(result.designs.map((design) => [design.id, localText(design.title, language)]));
  const rows = checks.slice(0, mostChecks).map(({ row, distance }) => [
    ...(result.axes.length === 0 ? [] : [settingsText(result, result.points[row.point]!.values, words)]),
    row.design
      .split(' vs ')
      .map((id) => titles.get(id) ?? id)
      .join(' vs '),
    quantityName(row.metric, row.analysis, words),
    fullText(row, words),
    valueText(row.reference, row.metric, 1e-4, words),
    row.reference_kind,
    distance === null ? words.notAvailable : signed(distance, 1),
  ]);
  const names = words.page.checkColumns;
  const columns = [
    ...(result.axes.length === 0 ? [] : [words.page.point]),
    words.chart.design,
    words.page.quantity,
    names.simulated,
    names.closedForm,
    names.kind,
    names.difference,
  ];
  const summary = words.page.checksText({
    compared: fixed(checks.length, 0),
    within: fixed(known.filter(({ distance }) => Math.abs(distance!) <= 2).length, 0),
    largest: known.length === 0 ? words.notAvailable : fixed(Math.abs(known[0]!.distance!), 1),
  });
  const whole = table({ columns, rows });
  return section(
    'checks',
    words.page.checks,
    paragraph(summary),
    rows.length > 12 ? details(words.page.checkTable, whole) : whole,
    checks.length > rows.length ? paragraph(words.page.otherChecks(checks.length - rows.length), 'note') : '',
  );
}
