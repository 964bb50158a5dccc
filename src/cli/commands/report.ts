import { join } from 'node:path';
import { Command } from 'commander';
import type { Language } from '../../report/messages/messages.ts';
import { renderReport } from '../../report/renderReport.ts';
import { examples, languageOption, languagesOf } from '../options.ts';
import { prepareFolder, writeFiles } from '../outputFolder.ts';
import { pageRuntime } from '../pageRuntime.ts';
import { readResult, readRunFacts } from '../resultFolder.ts';
import type { Terminal } from '../terminal.ts';

/** `markersim report`: page, charts and tables again from results.json; simulates nothing. */
export const reportCommand = (terminal: Terminal): Command =>
  new Command('report')
    .description('Render the report of a finished run again from its results.json; simulates nothing.')
    .argument('<folder>', 'folder that `markersim run` wrote')
    .addOption(languageOption())
    .option('-q, --quiet', 'say nothing')
    .addHelpText(
      'after',
      examples('markersim report reports/ipass', 'markersim report reports/ipass --lang zh'),
    )
    .action(async (folder: string, { lang, quiet }: { lang: Language | 'both'; quiet?: boolean }) => {
      const result = readResult(folder);
      prepareFolder(folder);
      const run = readRunFacts(folder);
      const options = {
        languages: languagesOf(lang),
        runtime: pageRuntime(),
        scenarioFile: run?.scenario,
        run,
      };
      writeFiles(folder, await renderReport(result, options));
      if (!quiet) terminal.out(join(folder, 'index.html'));
    });
