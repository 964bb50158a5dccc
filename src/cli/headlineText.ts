import type { ScenarioResult } from '../operating-characteristics/result.ts';
import { headlineTable } from '../report/headline.ts';
import type { Language } from '../report/messages/messages.ts';
import { tableText } from './table.ts';

/** The comparison for a terminal: a column a design, because there are fewer designs than quantities. */
export function headlineText(result: ScenarioResult, language: Language): string {
  const { caption, columns, rows, legend } = headlineTable(result, language);
  const [corner, ...quantities] = columns;
  const table = tableText(
    [corner, ...rows.map(([design]) => design)],
    quantities.map((quantity, i) => [quantity, ...rows.map((row) => row[i + 1])]),
    true,
  );
  const title = result.scenario.title[language] ?? result.scenario.title.en;
  return [title, caption, table, legend].filter(Boolean).join('\n');
}
