import Table from 'cli-table3';
import type { ScenarioResult } from '../operating-characteristics/result.ts';
import { headlineTable } from '../report/headline.ts';
import type { Language } from '../report/messages/messages.ts';

/** The comparison for a terminal: a column a design, because there are fewer designs than quantities. */
export function headlineText(result: ScenarioResult, language: Language): string {
  const { caption, columns, rows } = headlineTable(result, language);
  const [corner, ...quantities] = columns;
  const table = new Table({
    head: [corner, ...rows.map(([design]) => design)],
    colAligns: ['left', ...rows.map(() => 'right' as const)],
    style: { head: [], border: [] },
  });
  for (const [i, quantity] of quantities.entries()) table.push([quantity, ...rows.map((row) => row[i + 1])]);
  const title = result.scenario.title[language] ?? result.scenario.title.en;
  return [title, caption, table.toString()].filter(Boolean).join('\n');
}
