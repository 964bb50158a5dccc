import { join } from 'node:path';
import type { WorkerPool } from '../../engine/engineOptions.ts';
import { ScenarioError } from '../../errors.ts';
import { runScenario } from '../../operating-characteristics/runScenario.ts';
import { missingAnswers } from '../../report/asked.ts';
import { headlineTable } from '../../report/headline.ts';
import { localised } from '../../report/localised.ts';
import { messages } from '../../report/messages/index.ts';
import { renderReport, resultFiles } from '../../report/renderReport.ts';
import { warningGroups } from '../../report/warningWords.ts';
import type { Scenario } from '../../scenario/model.ts';
import { CheckpointFiles } from '../checkpointFiles.ts';
import { type DrawingThread, drawingThread } from '../drawingThread.ts';
import { CliFailure } from '../failures.ts';
import { headlineText } from '../headlineText.ts';
import { type LanguageChoice, languagesOf } from '../options.ts';
import { prepareFolder, replaceFiles } from '../outputFolder.ts';
import { pageRuntime } from '../pageRuntime.ts';
import { clock, progressDisplay } from '../progress.ts';
import { startRunFacts } from '../runFacts.ts';
import { say } from '../say.ts';
import { readScenarios } from '../scenarioFiles.ts';
import type { Terminal } from '../terminal.ts';
import { threadPool } from '../workerPool.ts';

export interface RunOptions {
  replicates?: number;
  seed?: string;
  workers: number;
  out: string;
  lang: LanguageChoice;
  report: boolean;
  fresh?: boolean;
  quiet?: boolean;
  json?: boolean;
}

/** `markersim run`: simulate, write the results and the report, print the comparison. */
export async function runAction(named: string[], options: RunOptions, terminal: Terminal): Promise<void> {
  const scenarios = readForRun(named, options, terminal);
  for (const { id } of scenarios) prepareFolder(join(options.out, id));
  const workers = threadPool(options.workers);
  const drawing = drawingThread();
  try {
    for (const scenario of scenarios) await runOne(scenario, { workers, drawing }, options, terminal);
  } finally {
    await Promise.all([workers.close(), drawing.close()]);
  }
}

function readForRun(named: string[], { json }: RunOptions, terminal: Terminal): Scenario[] {
  try {
    const scenarios = readScenarios(named);
    const twice = scenarios.find(({ id }, i) => scenarios.findIndex((other) => other.id === id) !== i);
    if (twice)
      throw new CliFailure('two of the scenarios have the id {id}.\nRun them apart, with different --out.', {
        id: twice.id,
      });
    return scenarios;
  } catch (error) {
    if (json && error instanceof ScenarioError)
      terminal.out(JSON.stringify({ ok: false, faults: error.faults }));
    throw error;
  }
}

async function runOne(
  scenario: Scenario,
  { workers, drawing }: { workers: WorkerPool; drawing: DrawingThread },
  options: RunOptions,
  terminal: Terminal,
): Promise<void> {
  const folder = join(options.out, scenario.id);
  const checkpoint = new CheckpointFiles(join(folder, '.checkpoint'));
  if (options.fresh) await checkpoint.clear();
  const display = progressDisplay(scenario.id, terminal, options.quiet === true);
  const stopClock = startRunFacts(scenario.files[0], workers.size);
  const result = await runScenario(scenario, {
    replicates: options.replicates,
    seed: options.seed,
    workers,
    checkpoint,
    onProgress: display.show,
    signal: terminal.signal,
  }).finally(display.end);
  const run = stopClock();
  const files = options.report
    ? await renderReport(result, {
        languages: languagesOf(options.lang),
        runtime: pageRuntime(),
        scenarioFile: run.scenario,
        run,
        elsewhere: drawing.draw,
      })
    : resultFiles(result, run);
  const kept = replaceFiles(folder, files);
  await checkpoint.prune();

  const [language] = languagesOf(options.lang);
  for (const { summary } of warningGroups(localised(result, language), language)) {
    terminal.err(messages(language).warning(summary));
  }
  for (const text of missingAnswers(localised(result, language), language)) {
    terminal.err(messages(language).warning(text));
  }
  if (kept.length > 0) {
    const text = say(language, 'of other results, but kept, because changed since or not listed: {files}', {
      files: kept.map((name) => join(folder, name)).join(', '),
    });
    terminal.err(messages(language).warning(text));
  }
  const page = files.has('index.html') ? join(folder, 'index.html') : null;
  if (options.json) {
    const headline = headlineTable(result, language);
    terminal.out(
      JSON.stringify({
        ok: true,
        id: scenario.id,
        folder,
        page,
        hash: result.scenario.hash,
        headline,
        warnings: result.warnings,
      }),
    );
  } else if (!options.quiet) {
    terminal.out(headlineText(result, language));
    terminal.out(`${page ?? folder} (${clock(run.seconds)})`);
  }
}
