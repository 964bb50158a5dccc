import type { ScenarioResult } from '../operating-characteristics/result.ts';
import { headlineTable } from '../report/headline.ts';
import type { Language } from '../report/messages/messages.ts';
import { tableText } from './table.ts';

const LEGEND: Record<Language, string> = {
  en: '±: half of the 95% Monte Carlo interval. *: better than every other design, beyond Monte Carlo error.',
  zh: '±：95% 蒙特卡罗区间的一半。*：优于其他所有设计，且差异超出蒙特卡罗误差。',
};

/** The comparison for a terminal: a column a design, because there are fewer designs than quantities. */
export function headlineText(result: ScenarioResult, language: Language): string {
  const { caption, columns, rows } = headlineTable(result, language);
  const [corner, ...quantities] = columns;
  const table = tableText(
    [corner, ...rows.map(([design]) => design)],
    quantities.map((quantity, i) => [quantity, ...rows.map((row) => row[i + 1])]),
    true,
  );
  const title = result.scenario.title[language] ?? result.scenario.title.en;
  return [title, caption, table, LEGEND[language]].filter(Boolean).join('\n');
}
