import { Command } from 'commander';
import type { ValidateOptions } from '../actions/validate.ts';
import { examples, terminalLanguageOption } from '../options.ts';
import type { Terminal } from '../terminal.ts';

/** `markersim validate`: every fault of every file at once. */
export const validateCommand = (terminal: Terminal): Command =>
  new Command('validate')
    .description(
      'Check scenario files and show every fault with file:line:col; runs nothing, writes nothing.',
    )
    .argument('<files...>', 'scenario files, or names of shipped scenarios')
    .addOption(terminalLanguageOption())
    .option('-q, --quiet', 'say nothing when all is well')
    .option('--json', 'print JSON, one object a file')
    .addHelpText(
      'after',
      examples('markersim validate my.yaml', 'markersim validate scenarios/**/*.yaml --json'),
    )
    .action(async (files: string[], options: ValidateOptions) =>
      (await import('../actions/validate.ts')).validateAction(files, options, terminal),
    );
