import { Command } from 'commander';
import type { CompareOptions } from '../actions/compare.ts';
import { examples, index, terminalLanguageOption } from '../options.ts';
import type { Terminal } from '../terminal.ts';

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
    .action(async (folders: string[], options: CompareOptions) =>
      (await import('../actions/compare.ts')).compareAction(folders, options, terminal),
    );
