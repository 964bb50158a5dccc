import { Command } from 'commander';
import type { DescribeOptions } from '../actions/describe.ts';
import { examples, index, terminalLanguageOption } from '../options.ts';
import type { Terminal } from '../terminal.ts';

/** `markersim describe`: the truth and the designs in words and numbers; all computed, nothing simulated. */
export const describeCommand = (terminal: Terminal): Command =>
  new Command('describe')
    .description(
      'Tell the truth and the designs in words and numbers: hazards, medians, PPV, expected events. Simulates nothing.',
    )
    .argument('<scenario>', 'scenario file, or name of a shipped scenario')
    .option('-p, --point <i>', 'point of the sweep, from 0 (default: as the file itself states it)', index)
    .option('--json', 'print JSON')
    .addOption(terminalLanguageOption())
    .addHelpText('after', examples('markersim describe ipass', 'markersim describe my.yaml --point 3'))
    .action(async (file: string, options: DescribeOptions) =>
      (await import('../actions/describe.ts')).describeAction(file, options, terminal),
    );
