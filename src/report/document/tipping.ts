import type { ScenarioResult } from '../../operating-characteristics/result.ts';
import { askedAlong } from '../asked.ts';
import { comparisonOf, harmOf, nameAlong } from '../comparison.ts';

import { messages } from '../messages/index.ts';
import type { Language, Messages } from '../messages/messages.ts';
import { localText, parameterName, settingsText, settingValue } from '../messages/text.ts';
import { insideText, lessIsBetter } from '../metrics.ts';
import { resultWords } from '../resultWords.ts';
import { pointsAlong } from '../sweep.ts';
import { sweepSentences } from '../sweepWords.ts';
import { type Ranking, type Tipping, tippingOf } from '../tipping.ts';
import { criterionText } from '../verdict.ts';
import { type Block, type Cell, heading, list, paragraph, section, table } from './block.ts';

/** Designs or programs in words: their titles, or that all are as good as each other. @param list of titles, as they stand in a sentence */
function bestText(
  result: ScenarioResult,
  best: string[],
  language: Language,
  words: Messages,
  list: (titles: string[]) => string = words.titles,
): string {
  if (best.length === 0) return words.notAvailable;
  const { among } = comparisonOf(result);
  if (best.length === among.length) return words.tipping.none;
  return list(among.filter(({ id }) => best.includes(id)).map(({ title }) => localText(title, language)));
}

function tipSentences(result: ScenarioResult, tipping: Tipping, language: Language): string[] {
  const words = resultWords(result, language);
  const { dimension, points, rankings, crossings } = tipping;
  const name = words.list(dimension.axes.map((axis) => parameterName(axis, words)));
  // Values that are walked together would not tell which is whose: each is called by its name.
  const named = dimension.axes.length === 1 ? name : '';
  const valueAt = (step: number) => {
    const { values } = result.points[points[step]!]!;
    return dimension.axes.length === 1
      ? settingValue(values[dimension.axes[0]!.name]!)
      : settingsText(result, values, words, dimension.axes);
  };
  const quantityText = ({ quantity }: Ranking) =>
    words.inSentence(nameAlong(result, points, quantity, words));
  const told = ({ best }: Ranking, step: number) =>
    bestText(result, best[step]!, language, words, (titles) => words.list(titles.map(words.answer.named)));
  const leads = ({ best }: Ranking, step: number) => best[step]!.length < among.length;
  // The table below has the burdens: in prose they would bury what the criterion does.
  const { by, among } = comparisonOf(result);
  const spoken = rankings.filter(({ quantity }) => !lessIsBetter.has(quantity.metric));
  const tips = spoken.flatMap((ranking) =>
    ranking.tips
      .filter((step) => ranking.best[step]!.length > 0 && ranking.best[step - 1]!.length > 0)
      .map((step) =>
        words.tipping.tip({
          parameter: named,
          from: valueAt(step - 1),
          to: valueAt(step),
          quantity: quantityText(ranking),
          before: leads(ranking, step - 1) ? told(ranking, step - 1) : null,
          after: leads(ranking, step) ? told(ranking, step) : null,
        }),
      ),
  );
  // Who leads is then who errs least: said, since the quantity is called power all along.
  const errors = spoken.flatMap(({ quantity: { metric, analysis } }) => {
    const steps =
      metric === 'power' ? points.flatMap((point, s) => (harmOf(result, point, analysis) ? [s] : [])) : [];
    return steps.length === 0 ? [] : [words.tipping.errors(named, words.list(steps.map(valueAt)), analysis)];
  });
  const still = rankings.filter(({ tips: steps }) => steps.length === 0).map(quantityText);
  return [
    ...errors,
    ...tips,
    ...crossings.map(({ design, levels, step, rises, before, after }) =>
      words.tipping.crossing({
        design: localText(among.find(({ id }) => id === design)!.title, language),
        criterion: by === null ? '' : criterionText(by, words),
        level: words.list(levels.map((level) => `${100 * level}%`)),
        rises,
        parameter: named,
        from: words.bracket(valueAt(step - 1), insideText(before, words)),
        to: words.bracket(valueAt(step), insideText(after, words)),
      }),
    ),
    ...(still.length === 0 ? [] : [words.tipping.still(name, words.list(still))]),
  ];
}

/** Who is best at each step: what is said above as a table, a change of the best marked where it has happened. */
function rankingTable(result: ScenarioResult, tipping: Tipping, language: Language): Block | null {
  const words = resultWords(result, language);
  const { dimension, points, rankings } = tipping;
  if (rankings.length === 0) return null;
  const rows = rankings.map(({ quantity, best, tips }): Cell[] => [
    nameAlong(result, points, quantity, words),
    ...best.map((designs, step) => ({
      text: bestText(result, designs, language, words),
      tag: tips.includes(step) ? words.tipping.mark : null,
      small: [],
    })),
  ]);
  const columns = [
    words.tipping.best,
    ...points.map((point) => settingsText(result, result.points[point]!.values, words, dimension.axes)),
  ];
  return table({ columns, rows }, { rowHeads: true, caption: words.page.tipping });
}

/** What the answer tells first, at each step: a table a quantity. */
function askedTables(result: ScenarioResult, { dimension }: Tipping, language: Language): Block[] {
  const words = resultWords(result, language);
  const steps = pointsAlong(dimension, result.base).map((point) =>
    settingsText(result, result.points[point]!.values, words, dimension.axes),
  );
  return askedAlong(result, dimension, language).map(({ quantity, designs }) =>
    table(
      {
        columns: [words.chart.design, ...steps],
        rows: designs.map(({ title, texts }) => [title, ...texts]),
      },
      { rowHeads: true, numbersFrom: 1, caption: quantity },
    ),
  );
}

/** What would change the answer, along each swept value by itself, and over the whole sweep; nothing without a sweep or a second design. */
export function tippingSection(result: ScenarioResult, language: Language): Block[] {
  const words = messages(language);
  const tippings = tippingOf(result);
  const compared = comparisonOf(result).among.length > 1;
  if (tippings.length === 0 || !(compared || (result.scenario.answer ?? []).length > 0)) return [];
  const overall = sweepSentences(result, language);
  return [
    section(
      'tipping',
      words.page.tipping,
      compared ? paragraph(words.tipping.note, 'note') : null,
      tippings.flatMap((tipping): Block[] => {
        const sentences = compared ? tipSentences(result, tipping, language) : [];
        const ranking = compared ? rankingTable(result, tipping, language) : null;
        const title = words.list(tipping.dimension.axes.map((axis) => parameterName(axis, words)));
        return [
          heading(words.standing(title)),
          ...askedTables(result, tipping, language),
          ...(sentences.length === 0 ? [] : [list(sentences)]),
          ...(ranking === null ? [] : [ranking]),
        ];
      }),
      overall.length === 0 ? null : [heading(words.tipping.whole), list(overall)],
    ),
  ];
}
