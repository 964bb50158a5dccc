import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import type { ScenarioResult } from '../../operating-characteristics/result.ts';
import { type ReportFormat, type ReportOptions, renderReport } from '../../report/renderReport.ts';
import { printPdf } from '../chromium.ts';
import { examples, type LanguageChoice, languageOption, languagesOf } from '../options.ts';
import { prepareFolder, replaceFiles } from '../outputFolder.ts';
import { pageRuntime } from '../pageRuntime.ts';
import { readResult, readRunFacts } from '../resultFolder.ts';
import type { Terminal } from '../terminal.ts';

const FORMATS = ['html', 'pdf', 'docx', 'md', 'svg', 'png'] as const;
type Format = (typeof FORMATS)[number];

function formatsOf(text: string): Format[] {
  const formats = text.split(',').map((part) => part.trim());
  const wrong = formats.find((format) => !(FORMATS as readonly string[]).includes(format));
  if (wrong !== undefined)
    throw new InvalidArgumentError(`There is no format ${wrong}. Formats: ${FORMATS.join(', ')}.`);
  return [...new Set(formats)] as Format[];
}

/** `markersim report`: page, charts and tables again from results.json, or in other forms; simulates nothing. */
export const reportCommand = (terminal: Terminal): Command =>
  new Command('report')
    .description('Render the report of a finished run again from its results.json; simulates nothing.')
    .argument('<folder>', 'folder that `markersim run` wrote')
    .option(
      '-f, --format <list>',
      `any of ${FORMATS.join(', ')}, joined by commas; pdf needs an installed Chromium`,
      formatsOf,
      ['html'],
    )
    .addOption(languageOption())
    .option('-q, --quiet', 'say nothing')
    .addHelpText(
      'after',
      examples(
        'markersim report reports/ipass',
        'markersim report reports/ipass --lang zh-CN',
        'markersim report reports/ipass --format docx,pdf --lang en',
      ),
    )
    .action(
      async (
        folder: string,
        { format, lang, quiet }: { format: Format[]; lang: LanguageChoice; quiet?: boolean },
      ) => {
        const result = readResult(folder);
        prepareFolder(folder);
        const run = readRunFacts(folder);
        const options = {
          languages: languagesOf(lang),
          runtime: pageRuntime(),
          scenarioFile: run?.scenario,
          run,
        };
        const files = await filesOf(result, options, format);
        replaceFiles(folder, files);
        if (!quiet) for (const name of opened(files)) terminal.out(join(folder, name));
      },
    );

async function filesOf(result: ScenarioResult, options: ReportOptions, formats: Format[]) {
  const drawn = formats.filter((format): format is ReportFormat => format !== 'pdf');
  const files = await renderReport(result, { ...options, formats: drawn });
  if (!formats.includes('pdf')) return files;
  const pages = await renderReport(result, options);
  for (const [name, content] of pages)
    if (name.endsWith('.html'))
      files.set(name.replace(/^index/, 'report').replace(/html$/, 'pdf'), await printPdf(String(content)));
  return files;
}

/** The files that a reader opens: documents and pages, or the pictures where there is nothing else. */
function opened(files: ReadonlyMap<string, unknown>): string[] {
  const names = [...files.keys()];
  const documents = names.filter((name) => /^(index|report)\..*(html|pdf|docx|md)$/.test(name));
  return documents.length > 0 ? documents : names;
}
