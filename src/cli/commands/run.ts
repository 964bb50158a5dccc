import { availableParallelism } from 'node:os';
import { Command } from 'commander';
import type { RunOptions } from '../actions/run.ts';
import { examples, languageOption, threads, trials } from '../options.ts';
import type { Terminal } from '../terminal.ts';

/** `markersim run`: simulate, write the results and the report, print the comparison. */
export const runCommand = (terminal: Terminal): Command =>
  new Command('run')
    .description(
      'Run scenarios: simulate every design at every point of the sweep, write the report, print the comparison.',
    )
    .argument('<scenario...>', 'scenario files, or names of shipped scenarios (markersim list)')
    .option('-n, --replicates <n>', 'trials a point and design, in place of what the scenario says', trials)
    .option('-s, --seed <text>', 'seed, in place of what the scenario says')
    .option(
      '-w, --workers <n>',
      'worker threads; the results do not depend on them',
      threads,
      availableParallelism(),
    )
    .option('-o, --out <folder>', 'where the folder <scenario-id>/ is written', 'reports')
    .addOption(languageOption())
    .option('--no-report', 'write the results only, no page and no charts')
    .option('--fresh', 'run everything again: ignore what an earlier run left to resume or grow')
    .option('-q, --quiet', 'no progress and no table; troubles only')
    .option('--json', 'print JSON, one object a line for each scenario')
    .addHelpText(
      'after',
      examples(
        'markersim run ipass',
        'markersim run my.yaml --replicates 100000          # grows an earlier run of 10,000',
        'markersim run a.yaml b.yaml --out results --quiet',
        'markersim run my.yaml --json | jq .headline',
      ),
    )
    .action(async (named: string[], options: RunOptions) =>
      (await import('../actions/run.ts')).runAction(named, options, terminal),
    );
