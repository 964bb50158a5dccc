import { join } from 'node:path';
import type { ScenarioResult } from '../../operating-characteristics/result.ts';
import {
  type ReportOptions as Rendering,
  type ReportFormat,
  renderReport,
} from '../../report/renderReport.ts';
import { printPdf } from '../chromium.ts';
import { drawingThread } from '../drawingThread.ts';
import { type LanguageChoice, languagesOf } from '../options.ts';
import { prepareFolder, replaceFiles } from '../outputFolder.ts';
import { pageRuntime } from '../pageRuntime.ts';
import { readResult, readRunFacts } from '../resultFolder.ts';
import type { Terminal } from '../terminal.ts';

export type Format = ReportFormat | 'pdf';

export interface ReportOptions {
  format: Format[];
  lang: LanguageChoice;
  quiet?: boolean;
}

/** `markersim report`: page, charts and tables again from results.json, or in other forms; simulates nothing. */
export async function reportAction(
  folder: string,
  { format, lang, quiet }: ReportOptions,
  terminal: Terminal,
): Promise<void> {
  const result = readResult(folder);
  prepareFolder(folder);
  const run = readRunFacts(folder);
  const options = {
    languages: languagesOf(lang),
    runtime: pageRuntime(),
    scenarioFile: run?.scenario,
    run,
  };
  const drawing = drawingThread();
  const files = await filesOf(result, { ...options, elsewhere: drawing.draw }, format).finally(drawing.close);
  replaceFiles(folder, files);
  if (!quiet) for (const name of opened(files)) terminal.out(join(folder, name));
}

async function filesOf(result: ScenarioResult, options: Rendering, formats: Format[]) {
  const drawn = formats.filter((format): format is ReportFormat => format !== 'pdf');
  const files =
    drawn.length === 0
      ? new Map<string, string | Uint8Array>()
      : await renderReport(result, { ...options, formats: drawn });
  if (!formats.includes('pdf')) return files;
  const pages = drawn.includes('html') ? files : await renderReport(result, options);
  for (const [name, content] of [...pages])
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
