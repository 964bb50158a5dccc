import type { ScenarioResult } from '../../operating-characteristics/result.ts';
import { nameAt } from '../comparison.ts';
import { messages } from '../messages/index.ts';
import type { Language } from '../messages/messages.ts';
import { localText, parameterName, settingsText, settingValue } from '../messages/text.ts';
import { estimateText, intervalText, mcseText } from '../metrics.ts';
import { resultWords } from '../resultWords.ts';
import { averagedAt, averagedResult } from '../sweep.ts';
import { type Block, details, list, paragraph, section, table } from './block.ts';
import { comparisonTable } from './comparison.ts';
import { programTable } from './programs.ts';

/** Truths without a prior at which averages are written out. */
const MOST = 12;

/** What holds over several truths: averages over a prior, and the largest errors. Nothing where the result has neither. */
export function acrossTruths(result: ScenarioResult, language: Language): Block[] {
  return [...priorSection(result, language), ...worstSection(result, language)];
}

function priorSection(result: ScenarioResult, language: Language): Block[] {
  const averaged = averagedResult(result);
  if (averaged === null) return [];
  const words = messages(language);
  const text = words.page.prior;
  const base = averagedAt(result, result.base);
  const points = [...new Set(averaged.rows.map(({ point }) => point))];
  const weights = result.axes.flatMap((axis) =>
    axis.weights === undefined
      ? []
      : [
          text.weights(
            parameterName(axis, words),
            words.list(
              axis.values.map((value, i) =>
                text.weight(settingValue(value), String(Number(axis.weights![i]!.toPrecision(3)))),
              ),
            ),
          ),
        ],
  );
  const tables = (point: number): Block[] => {
    const programs = programTable(averaged, language, point);
    const own = comparisonTable(averaged, language, point, text.title);
    return programs === null ? [own] : [own, programs];
  };
  const settingOf = (point: number) => settingsText(averaged, result.points[point]!.values, words);
  const others = points.filter((point) => point !== base).slice(0, MOST);
  return [
    section(
      'prior',
      text.title,
      list(weights),
      settingOf(base) === '' ? null : paragraph(settingOf(base), 'note'),
      tables(base),
      others.map((point) => details(settingOf(point), ...tables(point))),
      paragraph(text.note(result.simulation.streams === 'common'), 'note'),
    ),
  ];
}

function worstSection(result: ScenarioResult, language: Language): Block[] {
  const { worst } = result;
  if (worst === undefined) return [];
  const words = resultWords(result, language);
  const text = words.page.worst;
  const titles = new Map(
    [...result.designs, ...(result.programs ?? [])].map(({ id, title }) => [id, localText(title, language)]),
  );
  return [
    section(
      'worst',
      text.title,
      table(
        {
          columns: [
            words.chart.design,
            words.page.quantity,
            text.largest,
            words.page.mcse,
            text.interval,
            text.where,
            text.truths,
          ],
          rows: worst.map((row) => [
            titles.get(row.design) ?? row.design,
            nameAt(result, row.point, row, words),
            estimateText(row, words),
            mcseText(row) ?? '',
            intervalText(row, words) ?? '',
            settingsText(result, result.points[row.point]!.values, words),
            String(row.points),
          ]),
        },
        { caption: text.title },
      ),
      paragraph(text.note, 'note'),
    ),
  ];
}
