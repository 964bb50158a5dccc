import type { ScenarioResult } from '../../operating-characteristics/result.ts';
import { isBasketMethod } from '../../scenario/basketMethods.ts';
import { type Check, checkLimit, checksOf, isApproximate } from '../checks.ts';
import { fixed, plain, signed } from '../format.ts';
import { messages } from '../messages/index.ts';
import type { Language, Messages } from '../messages/messages.ts';
import { localText, settingsText } from '../messages/text.ts';
import { mcseText, quantityName, valueText } from '../metrics.ts';
import { type Block, details, paragraph, section, table } from './block.ts';

/** Checks written into the page; the rest are in the data files, and the page says so. */
const mostChecks = 200;

/** A value beside a computed one has the digits of its MCSE, which is told with two. */
const digits = (mcse: number | null) => (mcse === null ? null : mcse / 10);

/** Difference in the metric's own unit. */
function differenceText({ row, difference, mcse }: Check, language: Language): string {
  return valueText(difference, `${row.metric} difference`, digits(mcse), messages(language));
}

function distanceText({ distance }: Check, language: Language): string {
  return distance === null ? messages(language).notAvailable : signed(distance, 1);
}

/** One row a kind of computed value: how many, and the largest difference. */
function kindTable(checks: Check[], language: Language): Block {
  const words = messages(language);
  const names = words.page.checkKindColumns;
  const kinds = [...new Set(checks.map(({ row }) => row.reference_kind))];
  return table({
    columns: [names.kind, names.nature, names.compared, names.largestInErrors, names.largest],
    rows: kinds.map((kind) => {
      // The farthest stands first.
      const own = checks.filter(({ row }) => row.reference_kind === kind);
      const largest = own[0]!;
      return [
        words.references[kind] ?? kind,
        words.page.checkKinds[isApproximate(kind) ? 'approximate' : 'exact'],
        fixed(own.length, 0),
        distanceText(largest, language),
        words.panel(
          quantityName(largest.row.metric, largest.row.analysis, words),
          differenceText(largest, language),
        ),
      ];
    }),
  });
}

/** A design, or two that are compared, by their titles. */
function designText(design: string, titles: ReadonlyMap<string, string>, words: Messages): string {
  const [b, a] = design.split(' vs ').map((id) => titles.get(id) ?? id);
  return a === undefined ? b! : words.versus(b!, a);
}

function allTable(result: ScenarioResult, checks: Check[], unlisted: number, language: Language): Block {
  const words = messages(language);
  const titles = new Map(
    [...result.designs, ...(result.programs ?? [])].map(({ id, title }) => [id, localText(title, language)]),
  );
  const names = words.page.checkColumns;
  const rows = checks.map((check) => [
    ...(result.axes.length === 0
      ? []
      : [settingsText(result, result.points[check.row.point]!.values, words)]),
    designText(check.row.design, titles, words),
    quantityName(check.row.metric, check.row.analysis, words),
    valueText(check.row.estimate, check.row.metric, digits(check.mcse), words),
    mcseText(check.row) ?? (check.mcse === null ? '' : plain(check.mcse, 2)),
    valueText(check.row.reference, check.row.metric, 1e-4, words),
    words.references[check.row.reference_kind] ?? check.row.reference_kind,
    differenceText(check, language),
    distanceText(check, language),
    words.page.verdicts[check.verdict],
  ]);
  const columns = [
    ...(result.axes.length === 0 ? [] : [words.page.point]),
    words.chart.design,
    words.page.quantity,
    names.simulated,
    words.page.mcse,
    names.computed,
    names.kind,
    names.difference,
    names.inErrors,
    names.verdict,
  ];
  return table({ columns, rows }, unlisted > 0 ? { unlisted } : {});
}

/** Designs whose joint rejections are not computed, by the reason. */
function uncomputedText(result: ScenarioResult, language: Language): string[] {
  const words = messages(language);
  const reasons = [...new Set(result.designs.flatMap(({ uncomputed }) => uncomputed ?? []))];
  return reasons.map((reason) => {
    const own = result.designs.filter(({ uncomputed }) => uncomputed === reason);
    const titles = own.map(({ title }) => words.answer.named(localText(title, language)));
    return words.page.uncomputed(words.list(titles), reason);
  });
}

/** Tests whose power stands alone at every point. */
function powerAlone(result: ScenarioResult, language: Language): string[] {
  const words = messages(language);
  const alone = result.designs.flatMap((design) => {
    const names = design.tests.flatMap(({ name, basket, method }) => {
      const rows = result.rows.filter(
        (row) => row.metric === 'power' && row.design === design.id && row.analysis === name,
      );
      // Levels that are judged together are told by the name that they share.
      const told = isBasketMethod(method) ? (basket ?? name) : name;
      return rows.length > 0 && rows.every(({ reference }) => reference === null) ? [told] : [];
    });
    return names.length === 0
      ? []
      : [
          words.bracket(
            words.answer.named(localText(design.title, language)),
            words.list([...new Set(names)]),
          ),
        ];
  });
  return alone.length === 0 ? [] : [words.page.powerNotComputed(words.list(alone))];
}

/** Simulated values beside exact ones, which they must meet, and beside approximations, which they need not. */
export function checksSection(result: ScenarioResult, language: Language): Block {
  const words = messages(language);
  const checks = checksOf(result);
  const missing = [...uncomputedText(result, language), ...powerAlone(result, language)];
  const without = missing.length === 0 ? null : paragraph(words.sentences(missing), 'note');
  if (checks.length === 0)
    return section('checks', words.page.checks, paragraph(words.page.noChecks), without);
  const exact = checks.filter(({ verdict }) => verdict !== 'approximation');
  const flagged = exact.filter(({ verdict }) => verdict === 'differs');
  const known = exact.filter(({ distance }) => distance !== null);
  const shown = checks.slice(0, Math.max(mostChecks, flagged.length));
  const exactText = words.page.exactText({
    compared: fixed(exact.length, 0),
    flagged: flagged.length,
    limit: String(checkLimit),
    largest: known.length === 0 ? null : fixed(Math.abs(known[0]!.distance!), 1),
  });
  const unlisted = checks.length - shown.length;
  const whole = allTable(result, shown, unlisted, language);
  const others = unlisted > 0 ? paragraph(words.page.otherChecks(unlisted), 'note') : null;
  return section(
    'checks',
    words.page.checks,
    exact.length === 0 ? null : paragraph(exactText, flagged.length > 0 ? 'warning' : ''),
    exact.length === checks.length
      ? null
      : paragraph(words.page.approximateText(fixed(checks.length - exact.length, 0))),
    kindTable(checks, language),
    without,
    shown.length > 12 ? details(words.page.checkTable, whole, others) : whole,
  );
}
