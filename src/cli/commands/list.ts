import { Command } from 'commander';
import { examples } from '../options.ts';
import { readScenario, shippedScenarios } from '../scenarioFiles.ts';
import { tableText } from '../table.ts';
import type { Terminal } from '../terminal.ts';

/** `markersim list`: the scenarios that come with MarkerSim. */
export const listCommand = (terminal: Terminal): Command =>
  new Command('list')
    .description('List the scenarios that come with MarkerSim: id, name, title, guideline clause.')
    .option('--json', 'print JSON')
    .addHelpText('after', examples('markersim list', 'markersim list --json'))
    .action(({ json }: { json?: boolean }) => {
      const entries = shippedScenarios().map(({ name, path }) => {
        const { id, title, guideline } = readScenario(path);
        return { name, id, title, guideline: guideline.map(({ clause }) => clause) };
      });
      if (json) return terminal.out(JSON.stringify(entries, null, 2));
      const rows = entries.map(({ id, name, title, guideline }) => [
        id,
        name,
        title.en,
        guideline.join(', '),
      ]);
      terminal.out(
        `${tableText(['id', 'name', 'title', 'guideline'], rows)}\nRun one with: markersim run <id or name>`,
      );
    });
