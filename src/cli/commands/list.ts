import { Command } from 'commander';
import { examples, terminalLanguageOption } from '../options.ts';
import { say } from '../say.ts';
import { readScenario, shippedScenarios } from '../scenarioFiles.ts';
import { tableText } from '../table.ts';
import type { Terminal } from '../terminal.ts';

/** `markersim list`: the scenarios that come with MarkerSim. */
export const listCommand = (terminal: Terminal): Command =>
  new Command('list')
    .description('List the scenarios that come with MarkerSim: id, name, title, guideline clause.')
    .option('--json', 'print JSON')
    .addHelpText('after', examples('markersim list', 'markersim list --json'))
    .addOption(terminalLanguageOption())
    .action(({ json }: { json?: boolean }) => {
      const language = terminal.language ?? 'en';
      const entries = shippedScenarios().map(({ name, path }) => {
        const { id, title, guideline } = readScenario(path);
        return { name, id, title, guideline: guideline.map(({ clause }) => clause) };
      });
      if (json) return terminal.out(JSON.stringify(entries, null, 2));
      const rows = entries.map(({ id, name, title, guideline }) => [
        id,
        name,
        (language === 'zh' ? title.zh : undefined) ?? title.en,
        guideline.join(', '),
      ]);
      terminal.out(
        `${tableText(
          ['id', 'name', 'title', 'guideline'].map((name) => say(language, name)),
          rows,
        )}\n${say(language, 'Run one with: markersim run <id or name>')}`,
      );
    });
