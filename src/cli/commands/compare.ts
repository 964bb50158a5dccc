import { Command } from 'commander';
import { compareResults } from '../../report/compare.ts';
import { comparisonText } from '../comparisonText.ts';
import { CliFailure } from '../failures.ts';
import { examples, index, terminalLanguageOption } from '../options.ts';
import { readResult } from '../resultFolder.ts';
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
      const a = { folder: first, result: readResult(first) };
      for (const folder of others) {
        const b = { folder, result: readResult(folder) };
        const comparison = compareResults(a.result, b.result);
        terminal.out(
          json
            ? JSON.stringify({ a: first, b: folder, ...comparison })
            : comparisonText(comparison, a, b, limit, terminal.language ?? 'en'),
        );
      }
    });
