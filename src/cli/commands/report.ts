import { Command, InvalidArgumentError } from 'commander';
import type { Format, ReportOptions } from '../actions/report.ts';
import { examples, languageOption } from '../options.ts';
import type { Terminal } from '../terminal.ts';

const FORMATS: readonly Format[] = ['html', 'pdf', 'docx', 'md', 'svg', 'png'];

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
    .action(async (folder: string, options: ReportOptions) =>
      (await import('../actions/report.ts')).reportAction(folder, options, terminal),
    );
