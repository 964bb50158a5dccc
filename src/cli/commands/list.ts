import { Command } from 'commander';
import type { ListOptions } from '../actions/list.ts';
import { examples, terminalLanguageOption } from '../options.ts';
import type { Terminal } from '../terminal.ts';

/** `markersim list`: the scenarios that come with MarkerSim. */
export const listCommand = (terminal: Terminal): Command =>
  new Command('list')
    .description('List the scenarios that come with MarkerSim: id, name, title, guideline clause.')
    .option('--json', 'print JSON')
    .addHelpText('after', examples('markersim list', 'markersim list --json'))
    .addOption(terminalLanguageOption())
    .action(async (options: ListOptions) =>
      (await import('../actions/list.ts')).listAction(options, terminal),
    );
