import { Command } from 'commander';
import type { ReplayOptions } from '../actions/replay.ts';
import { examples, index } from '../options.ts';
import type { Terminal } from '../terminal.ts';

/** `markersim replay`: one replicate laid open, the same patients and numbers as in the run. */
export const replayCommand = (terminal: Terminal): Command =>
  new Command('replay')
    .description('Play one replicate of one design again and write its patients and its analyses as CSV.')
    .argument('<scenario>', 'scenario file, or name of a shipped scenario')
    .option('-p, --point <i>', 'point of the sweep, from 0', index, 0)
    .option('-d, --design <name>', 'design; may be left out where there is only one')
    .option('-r, --replicate <i>', 'replicate, from 0', index, 0)
    .option('-s, --seed <text>', 'seed, in place of what the scenario says')
    .option('-o, --out <folder>', 'where the two files are written (default: reports/<scenario-id>/replay)')
    .option('--json', 'print JSON, write nothing')
    .addHelpText(
      'after',
      examples(
        'markersim replay ipass --design all-comers',
        'markersim replay my.yaml --point 2 --design enriched --replicate 41 --out somewhere',
      ),
    )
    .action(async (file: string, options: ReplayOptions) =>
      (await import('../actions/replay.ts')).replayAction(file, options, terminal),
    );
