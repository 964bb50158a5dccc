import { Command } from 'commander';
import { type Comparison, compareResults } from '../../report/compare.ts';
import { messages } from '../../report/messages/index.ts';
import type { Language } from '../../report/messages/messages.ts';
import { metricName } from '../../report/metrics.ts';
import { CliFailure } from '../failures.ts';
import { examples, index, terminalLanguageOption } from '../options.ts';
import { readResult } from '../resultFolder.ts';
import { say } from '../say.ts';
import { tableText } from '../table.ts';
import type { Terminal } from '../terminal.ts';

interface CompareOptions {
  limit: number;
  json?: boolean;
}

/** `markersim compare`: where results differ from the first, beyond Monte Carlo error first. */
export const compareCommand = (terminal: Terminal): Command =>
  new Command('compare')
    .description(
      'Compare result folders with the first, row by row; the differences beyond Monte Carlo error come first.',
    )
    .argument('<folders...>', 'folders that `markersim run` wrote, two or more')
    .option('--limit <n>', 'rows to print of each comparison, 0 for all', index, 20)
    .option('--json', 'print JSON with every row, one comparison a line')
    .addOption(terminalLanguageOption())
    .addHelpText(
      'after',
      examples(
        'markersim compare reports/ipass other/ipass',
        'markersim compare seed1/ipass seed2/ipass seed3/ipass --limit 0',
      ),
    )
    .action((folders: string[], { limit, json }: CompareOptions) => {
      const [first, ...others] = folders;
      if (others.length === 0)
        throw new CliFailure('one result alone cannot be compared.\nName a second folder.');
      const reference = readResult(first);
      for (const folder of others) {
        const comparison = compareResults(reference, readResult(folder));
        terminal.out(
          json
            ? JSON.stringify({ a: first, b: folder, ...comparison })
            : comparisonText(comparison, first, folder, limit, terminal.language ?? 'en'),
        );
      }
    });

const digits = (value: number | null) => (value === null ? '-' : String(Number(value.toPrecision(5))));

function comparisonText(
  { sameScenario, rows, beyond, onlyInA, onlyInB }: Comparison,
  a: string,
  b: string,
  limit: number,
  language: Language,
): string {
  const words = messages(language);
  const differing = rows.filter(({ distance }) => distance > 0);
  const shown = differing.slice(0, limit === 0 ? undefined : limit).map((row) => {
    const values = Object.entries(row.setting).map(([name, value]) => `${name}=${value}`);
    const numbers = [row.a.estimate, row.b.estimate, row.difference, row.mcse, row.distance].map(digits);
    return [
      values.join(' '),
      row.a.design,
      row.a.analysis,
      metricName(row.a.metric, words),
      ...numbers,
      row.beyondError ? words.page.beyond : words.page.within,
    ];
  });
  const head = ['point', 'design', 'analysis', 'metric', 'A', 'B', 'B - A', 'MCSE', 'in MCSEs', ''];
  return [
    `A: ${a}\nB: ${b}`,
    say(language, sameScenario ? 'The same scenario.' : 'Different scenarios (their hashes differ).'),
    say(language, '{rows} rows compared: {differing} differ, {beyond} beyond Monte Carlo error.', {
      rows: rows.length,
      differing: differing.length,
      beyond,
    }),
    onlyInA.length + onlyInB.length > 0
      ? say(language, 'Not compared: {a} rows only in A, {b} only in B.', {
          a: onlyInA.length,
          b: onlyInB.length,
        })
      : '',
    shown.length > 0
      ? tableText(
          head.map((name) => say(language, name)),
          shown,
        )
      : '',
  ]
    .filter(Boolean)
    .join('\n');
}
